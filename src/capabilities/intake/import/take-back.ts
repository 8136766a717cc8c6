import { record } from '#platform/audit/door.server.ts';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import type { JobContext } from '#platform/room.ts';
import { standingOf, takeBackAppeals, unmirrorAppeals } from '#rooms/appeals/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import * as store from './store.server.ts';

const batch = 1_000;

/**
 * Takes a whole import back: every appeal that it brought and nobody has touched since, with all that belongs to it. What
 * somebody works on already stays. A job; run anew it goes on with what is left.
 */
export async function takeBack(
	payload: { territory: TerritoryId; import: store.ImportId },
	{ work, signal }: JobContext,
): Promise<void> {
	const { territory, import: id } = payload;
	const db = database();
	const row = await store.read(db, territory, id);
	if (row?.state !== 'undoing') return;
	const within = [territory, ...tree.descendants(territory)];
	let after = 0;
	let read = 0;
	for (;;) {
		const part = await store.arrivalsOf(db, within, id, after, batch);
		if (part.length === 0) break;
		for (const [owner, rows] of Map.groupBy(part, (one) => one.territory)) {
			const ids = rows.map((one) => one.appeal);
			const { months, bodies } = await standingOf(owner, ids);
			const gone = await transaction((tx) => takeBackAppeals(tx, owner, ids));
			await unmirrorAppeals(owner, gone, bodies, months);
			// last: whoever goes on after a death finds by these what is still to be taken out of the lists
			await transaction((tx) => store.dropArrivals(tx, owner, id, gone));
		}
		after = part.at(-1)!.line;
		read += part.length;
		await work?.progress(read, row.brought, { key: 'intake.import.progress.taking-back' });
		if (signal.aborted) return;
	}
	const kept = await store.countArrivals(db, within, id);
	await transaction(async (tx) => {
		await store.change(tx, territory, id, { state: 'undone', takenBack: row.brought - kept, kept });
		await record(tx, {
			actor: { account: row.account, request: '' },
			territory,
			action: 'intake.import-taken-back',
			thing: { kind: 'appeal-import', id },
			payload: { file: row.fileName, takenBack: row.brought - kept, kept },
		});
	});
	work?.finish({
		href: `/office/appeals/import/${id}?in=${territory}`,
		says: [{ key: 'intake.import.taken-back', facts: { count: row.brought - kept, kept } }],
	});
}
