import type { TerritoryId, Uuid } from '../db/door.server.ts';
import type { Actor } from '../permissions/door.ts';
import type { FileId, StoredFile } from './file.ts';

/** Answers whether the actor may see the thing that a file belongs to. Outsiders are asked about too. */
export type MaySeeThing = (
	actor: Actor,
	thing: { territory: TerritoryId; id: Uuid },
	/** Which of its files, where they are not all alike. */
	file: FileId,
) => Promise<boolean>;

const owners = new Map<string, MaySeeThing>();

/** A room tells who may see its things; without an answer nobody may. */
export function registerFileOwner(kind: string, maySee: MaySeeThing): void {
	owners.set(kind, maySee);
}

export async function maySeeFile(actor: Actor, file: StoredFile): Promise<boolean> {
	if (file.audience === 'public') return true;
	if (file.by !== null && file.by === actor.account) return true;
	if (file.audience === 'own' || !file.thing) return false;
	const ask = owners.get(file.thing.kind);
	return ask ? ask(actor, { territory: file.territory, id: file.thing.id }, file.id) : false;
}
