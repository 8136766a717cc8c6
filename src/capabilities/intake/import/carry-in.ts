import { record } from '#platform/audit/door.server.ts';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import type { JobContext } from '#platform/room.ts';
import { bringInAppeals, mirrorAppeals } from '#rooms/appeals/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { Repeats, tableOf } from './check.ts';
import { groundFor } from './ground.server.ts';
import { type Incoming, readRow } from './read-row.ts';
import * as store from './store.server.ts';

/** Rows of one transaction: long enough for COPY to pay, short enough that nobody's filing waits for the numbers. */
const batch = 1_000;
/** Beyond any row: all of them are in. */
const lastLine = 2 ** 31 - 1;
/** Days in which the whole of an import can be taken back. */
export const undoDays = 14;

/**
 * Carries the rows in: good ones come, wrong ones stay out. May be stopped, or die, at any moment and go on: a batch and the
 * numbers of its rows in the source are one transaction, and what is here already is passed over. Afterwards what mirrors the
 * appeals is renewed in batches.
 */
export async function carryIn(
	payload: { territory: TerritoryId; import: store.ImportId },
	{ work, signal }: JobContext,
	now = new Date(),
): Promise<void> {
	const { territory, import: id } = payload;
	const db = database();
	const row = await store.read(db, territory, id);
	if (row?.state !== 'importing') return;
	const within = [territory, ...tree.descendants(territory)];
	if (row.endedAt === null) {
		const started = performance.now();
		const ended = await carryRows(row, { work, signal }, now);
		const seconds = (row.seconds ?? 0) + (performance.now() - started) / 1000;
		await store.change(db, territory, id, { seconds: Number(seconds.toFixed(1)) });
		if (!ended) {
			if (!signal.aborted) await store.change(db, territory, id, { state: 'stopped' });
			return;
		}
		await store.change(db, territory, id, {
			endedAt: new Date(),
			brought: await store.countArrivals(db, within, id),
			undoUntil: new Date(now.getTime() + undoDays * 86_400_000),
		});
	}
	if (!(await mirror(row, within, { work, signal }))) return;
	const brought = await store.countArrivals(db, within, id);
	await transaction(async (tx) => {
		await store.change(tx, territory, id, { state: 'done', brought });
		await record(tx, {
			actor: { account: row.account, request: '' },
			territory,
			action: 'intake.import-done',
			thing: { kind: 'appeal-import', id },
			payload: { file: row.fileName, brought },
		});
	});
	work?.finish({
		href: `/office/appeals/import/${id}?in=${territory}`,
		says: [{ key: 'intake.import.brought', facts: { count: brought } }],
	});
}

type Running = Pick<JobContext, 'work' | 'signal'>;

/** Answers whether all rows are in. */
async function carryRows(row: store.ImportRow, { work, signal }: Running, now: Date): Promise<boolean> {
	const { territory, id } = row;
	const db = database();
	const [table, mapping] = await Promise.all([tableOf(row), store.readMapping(db, territory, row.mapping)]);
	if (!table || !mapping) throw new Error('the file of the import is gone');
	const ground = await groundFor(territory, table, mapping, { now });
	const repeats = new Repeats();
	let known = row.known;
	let waiting: Incoming[] = [];
	// while one batch is written, the next is read; they are written one after the other, so the mark never runs ahead
	let writing = Promise.resolve();
	const flush = async (line: number) => {
		const rows = waiting;
		waiting = [];
		await writing;
		writing = write(rows, line);
		// who waits for it next hears of its failure
		writing.catch(() => {});
	};
	const write = async (rows: readonly Incoming[], line: number) => {
		for (const [owner, ofOwner] of Map.groupBy(rows, (one) => one.owner))
			known += await carryBatch(owner, ofOwner, { row, source: mapping.source, now });
		await store.change(db, territory, id, { reached: line, known });
	};
	let read = 0;
	try {
		for await (const next of table.rows()) {
			read++;
			const { incoming } = await readRow(next, ground);
			// rows before the mark are read for what repeats them only
			if (incoming && repeats.see(incoming, null)?.severity !== 'wrong' && next.line > row.reached)
				waiting.push(incoming);
			if (waiting.length >= batch) await flush(next.line);
			if (read % batch === 0) {
				await work?.progress(read, row.rows, { key: 'intake.import.progress.carrying' });
				if (signal.aborted || (await work?.stopped())) {
					if (waiting.length) await flush(next.line);
					await writing;
					return false;
				}
			}
		}
		await flush(lastLine);
		await writing;
	} finally {
		// whoever takes the import up after a failure does not meet a batch that is still being written
		await writing.catch(() => {});
	}
	return true;
}

/** Answers how many were here already, from another table or another row. */
async function carryBatch(
	owner: TerritoryId,
	rows: readonly Incoming[],
	of: { row: store.ImportRow; source: string; now: Date },
): Promise<number> {
	return transaction(async (tx) => {
		const here = await store.knownArrivals(
			tx,
			owner,
			of.source,
			rows.map((one) => one.key),
		);
		const fresh = rows.filter((one) => !here.has(one.key));
		if (fresh.length) {
			await store.copyArrivals(
				tx,
				{
					territory: owner,
					source: of.source,
					importTerritory: of.row.territory,
					import: of.row.id,
					at: of.now,
				},
				fresh.map((one) => ({ key: one.key, appeal: one.past.id, line: one.line })),
			);
			await bringInAppeals(
				tx,
				owner,
				fresh.map((one) => one.past),
				fresh.map((one) => one.year),
				of.now,
			);
		}
		return rows.filter((one) => {
			const known = here.get(one.key);
			return known !== undefined && !(known.import === of.row.id && known.line === one.line);
		}).length;
	});
}

async function mirror(
	row: store.ImportRow,
	within: readonly TerritoryId[],
	{ work, signal }: Running,
): Promise<boolean> {
	const { territory, id } = row;
	const db = database();
	const total = await store.countArrivals(db, within, id);
	let after = (await store.read(db, territory, id))?.mirrored ?? 0;
	let done = 0;
	for (;;) {
		const part = await store.arrivalsOf(db, within, id, after, batch);
		if (part.length === 0) return true;
		for (const [owner, rows] of Map.groupBy(part, (one) => one.territory))
			await mirrorAppeals(
				owner,
				rows.map((one) => one.appeal),
			);
		after = part.at(-1)!.line;
		done += part.length;
		await store.change(db, territory, id, { mirrored: after });
		await work?.progress(done, total, { key: 'intake.import.progress.mirroring' });
		// lists must come right: a stop waits for them, the end of the process does not
		if (signal.aborted) return false;
	}
}
