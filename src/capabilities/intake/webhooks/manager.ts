import type { Machine } from '#platform/api/door.server.ts';
import { type AccountId, database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { KeyId } from '../keys/key.ts';
import * as keys from '../keys/store.server.ts';

/** A program whose key may manage webhooks; behind it stands the administrator who issued the key. */
export type ByProgram = { actor: Actor; machine: Machine | null };
export type Who = Actor | ByProgram;

/** Who sets webhooks of a territory up, and in whose name; anybody else finds nothing there. */
export async function managing(who: Who, territory: TerritoryId): Promise<{ actor: Actor; by: AccountId }> {
	if (!('machine' in who)) {
		demand(who, 'intake.keys', { territory });
		return { actor: who, by: who.account ?? refuse('platform.sign-in-first') };
	}
	const { actor, machine } = who;
	if (!machine?.scopes.includes('webhooks:manage') || !tree.isWithin(territory, machine.territory))
		refuse('platform.not-found');
	const key = await keys.read(database(), machine.territory, machine.id as KeyId);
	return { actor, by: (key ?? refuse('platform.not-found')).createdBy };
}
