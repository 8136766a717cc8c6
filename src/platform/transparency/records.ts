import type { TerritoryId, Uuid } from '../db/ids.ts';

/** A thing that a room keeps, and the leaf that it says it has. */
export type LoggedRecord = { territory: TerritoryId; thing: Uuid; leaf: Uint8Array };

/** What a room shows the audit of the log: all its things of a kind. Reads in the background, over all territories. */
export type LoggedThings = {
	kind: string;
	/** Things after this one, in the order of territory and id. */
	page(after: { territory: TerritoryId; thing: Uuid } | null, most: number): Promise<LoggedRecord[]>;
	/** Those of the named that exist. */
	find(things: readonly { territory: TerritoryId; thing: Uuid }[]): Promise<LoggedRecord[]>;
};

let kinds: readonly LoggedThings[] = [];
export function fillLoggedThings(all: readonly LoggedThings[]): void {
	kinds = all;
}
export const loggedThings = (): readonly LoggedThings[] => kinds;
