import { record } from '#platform/audit/door.server.ts';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { undoSecondsOf } from './bulk.ts';
import * as store from './bulk-store.server.ts';

/** How long an act on many may be taken back at a desk of the territory, seconds: its own setting, else the nearest above. */
export async function undoSecondsIn(territory: TerritoryId): Promise<{ seconds: number; own: boolean }> {
	const chain = [territory, ...tree.ancestors(territory)];
	return undoSecondsOf(chain, await store.settingsOf(database(), chain));
}

export async function setUndoSeconds(actor: Actor, territory: TerritoryId, seconds: number): Promise<void> {
	demand(actor, 'appeals.set-desk', { territory });
	const account = actor.account ?? refuse('platform.sign-in-first');
	await transaction(async (tx) => {
		await store.putSetting(tx, { territory, undoSeconds: seconds }, account, new Date());
		await record(tx, { actor, territory, action: 'appeals.desk-set', payload: { undoSeconds: seconds } });
	});
}
