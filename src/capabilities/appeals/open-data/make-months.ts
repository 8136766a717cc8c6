import { Temporal } from 'temporal-polyfill';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { keepMade, releaseFiles, storeMade } from '#platform/files/door.server.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { dataEdition } from './fields.ts';
import * as store from './months-store.server.ts';
import { type Packed, packMonth } from './pack-month.ts';

/** A change that commits while the job runs may bear an earlier instant. */
const overlap = 10 * 60_000;
/** A run that died between a territory and the one above it is taken up by a later one. */
const lookBack = 3 * 86_400_000;

/**
 * Brings the tables of the months in line with the appeals, from the lowest territories up: those above are put together from
 * those below. A table whose contents did not change stays, with its checksum and its day; it may run twice, or after a kill.
 * @returns how many tables are new
 */
export async function makeMonths(now = new Date(), signal?: AbortSignal): Promise<number> {
	const seenTo = new Date(now.getTime() - overlap);
	const wanted = await monthsWanted(now);
	let made = 0;
	const deepest = Math.max(0, ...[...wanted.keys()].map((id) => currentTree().depthOf(id)));
	for (let depth = deepest; depth >= 0; depth--) {
		const level = [...wanted].filter(([id]) => currentTree().depthOf(id) === depth).sort(([a], [b]) => a - b);
		for (const [territory, months] of level)
			for (const month of [...months].sort()) {
				if (signal?.aborted) return made;
				if (!(await makeMonth(territory, month, { now, seenTo }))) continue;
				made++;
				const parent = tree.parentOf(territory);
				if (parent !== null) wanted.set(parent, (wanted.get(parent) ?? new Set()).add(month));
			}
	}
	return made;
}

/** Months in which something changed, by the territory that owns it or stands above what was made lately. */
async function monthsWanted(now: Date): Promise<Map<TerritoryId, Set<string>>> {
	const wanted = new Map<TerritoryId, Set<string>>();
	const add = (territory: TerritoryId, month: string) =>
		wanted.set(territory, (wanted.get(territory) ?? new Set()).add(month));
	const [changes, seen, lately] = await Promise.all([
		store.changesOfOwners(database()),
		store.seenByTerritory(database(), dataEdition),
		store.madeSince(database(), new Date(now.getTime() - lookBack)),
	]);
	for (const { territory, at } of changes) {
		const known = seen.get(territory);
		if (known && !known.behind && known.seenTo > at) continue;
		const months = await store.monthsToMake(database(), { territory, zone: zoneOf(territory) }, dataEdition);
		for (const month of months) add(territory, month);
	}
	for (const { territory, month, madeAt } of lately) {
		const parent = tree.parentOf(territory);
		if (parent === null) continue;
		const above = await store.monthOf(database(), parent, month);
		if (!above || above.seenTo <= madeAt) add(parent, month);
	}
	return wanted;
}

/** @returns whether the table has other contents than before */
async function makeMonth(
	territory: TerritoryId,
	month: string,
	at: { now: Date; seenTo: Date },
): Promise<boolean> {
	const children = currentTree().childrenOf(territory, { dissolved: true });
	const parts = await store.monthIn(database(), children, month);
	return packMonth({ territory, ...daysOf(month), parts }, async (packed) => {
		if (packed === null) return dropEmpty(territory, month, at.now);
		const had = await store.monthOf(database(), territory, month);
		const same = had?.sha256 === packed.sha256;
		const content = same ? null : await keepMade(packed.path);
		await transaction((tx) => put(tx, { territory, month, packed, content, ...at }));
		return !same;
	});
}

async function put(
	tx: Parameters<Parameters<typeof transaction>[0]>[0],
	one: {
		territory: TerritoryId;
		month: string;
		packed: Packed;
		content: { sha256: string; size: number } | null;
		now: Date;
		seenTo: Date;
	},
): Promise<void> {
	const { territory, month, packed, content } = one;
	const had = await store.lockMonth(tx, territory, month);
	const facts = { territory, month, rows: packed.rows, size: packed.size, sha256: packed.sha256 };
	if (content === null) {
		// another run may have been quicker and written something newer
		if (had?.sha256 === packed.sha256)
			await store.putMonth(tx, { ...had, seenTo: one.seenTo, edition: dataEdition });
		return;
	}
	const file = await storeMade(
		tx,
		{
			territory,
			...content,
			type: 'application/gzip',
			name: `appeals-${territory}-${month.slice(0, 7)}.csv.gz`,
			thing: null,
		},
		one.now,
	);
	await store.putMonth(tx, { ...facts, file, seenTo: one.seenTo, madeAt: one.now, edition: dataEdition });
	if (had) await releaseFiles(tx, [{ territory, id: had.file }], one.now);
}

/** Nothing of the month is open any more. */
async function dropEmpty(territory: TerritoryId, month: string, now: Date): Promise<boolean> {
	return transaction(async (tx) => {
		const had = await store.lockMonth(tx, territory, month);
		if (!had) return false;
		await store.dropMonth(tx, territory, month);
		await releaseFiles(tx, [{ territory, id: had.file }], now);
		return true;
	});
}

function daysOf(month: string): { from: string; to: string } {
	const first = Temporal.PlainDate.from(month);
	return { from: month, to: first.add({ months: 1 }).subtract({ days: 1 }).toString() };
}
