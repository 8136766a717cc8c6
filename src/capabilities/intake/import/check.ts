import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import type { JobContext } from '#platform/room.ts';
import { openTable } from '#platform/tables/door.server.ts';
import type { Found } from './found.ts';
import { groundFor } from './ground.server.ts';
import { type Incoming, readRow } from './read-row.ts';
import * as store from './store.server.ts';

const batch = 2_000;

/** Rows that say what another row said already: by the number of the source, or by text, time and place. */
export class Repeats {
	readonly #keys = new Map<string, number>();
	readonly #says = new Map<string, number>();
	/** What is wrong or doubtful with the row beside those before it. */
	see(row: Incoming, columnOf: string | null): Found | null {
		const same = this.#keys.get(row.key);
		if (same !== undefined)
			return {
				line: row.line,
				column: columnOf,
				severity: 'wrong',
				code: row.past.externalId ? 'repeated-id' : 'repeated',
				facts: { value: row.past.externalId ?? '', first: same },
			};
		this.#keys.set(row.key, row.line);
		const said = this.#says.get(row.says);
		if (said === undefined) {
			this.#says.set(row.says, row.line);
			return null;
		}
		return { line: row.line, column: null, severity: 'doubtful', code: 'same-words', facts: { first: said } };
	}
}

/** The table of an import, read as it is set. */
export async function tableOf(row: store.ImportRow) {
	const bytes = await store.content(database(), row.territory, row.id);
	if (!bytes) return null;
	return openTable(bytes, {
		encoding: row.encoding ?? undefined,
		delimiter: row.delimiter ?? undefined,
		headed: row.headed,
	});
}

/**
 * The dry run: reads every row as the import would, writes down all that is wrong or doubtful, changes nothing else. A job; run
 * anew it begins from the first row.
 */
export async function check(
	payload: { territory: TerritoryId; import: store.ImportId },
	{ work, signal }: JobContext,
	now = new Date(),
): Promise<void> {
	const { territory, import: id } = payload;
	const db = database();
	const row = await store.read(db, territory, id);
	if (row?.state !== 'checking') return;
	const [table, mapping] = await Promise.all([tableOf(row), store.readMapping(db, territory, row.mapping)]);
	if (!table || !mapping) return store.change(db, territory, id, { state: 'failed', endedAt: new Date() });
	const ground = await groundFor(territory, table, mapping, { now });
	await store.clearProblems(db, territory, id);
	const repeats = new Repeats();
	let written = 0;
	let wrong = 0;
	let doubtful = 0;
	let read = 0;
	let found: Found[] = [];
	let incoming: Incoming[] = [];
	const flush = async () => {
		for (const [owner, rows] of Map.groupBy(incoming, (one) => one.owner)) {
			const here = await store.knownArrivals(
				db,
				owner,
				mapping.source,
				rows.map((one) => one.key),
			);
			for (const one of rows) {
				const known = here.get(one.key);
				if (known)
					found.push({
						line: one.line,
						column: ground.columnOf.get('external-id') ?? null,
						severity: 'doubtful',
						code: 'known',
						facts: { value: one.past.externalId ?? '' },
					});
			}
		}
		found.sort((a, b) => a.line - b.line || Number(b.severity === 'wrong') - Number(a.severity === 'wrong'));
		await transaction((tx) => store.addProblems(tx, territory, id, found, written));
		written += found.length;
		doubtful += new Set(found.filter((one) => one.severity === 'doubtful').map((one) => one.line)).size;
		found = [];
		incoming = [];
	};
	for await (const next of table.rows()) {
		const result = await readRow(next, ground);
		const repeat =
			result.incoming && repeats.see(result.incoming, ground.columnOf.get('external-id') ?? null);
		if (!result.incoming || repeat?.severity === 'wrong') wrong++;
		else incoming.push(result.incoming);
		// what stays out as a repeat is not told how it would come in
		found.push(...(repeat?.severity === 'wrong' ? [] : result.found), ...(repeat ? [repeat] : []));
		if (++read % batch === 0) {
			await flush();
			if (await work?.stopped()) {
				if (!signal.aborted) await store.change(db, territory, id, { state: 'columns' });
				return;
			}
			await work?.progress(read, row.rows, { key: 'intake.import.progress.checking' });
		}
	}
	await flush();
	await store.change(db, territory, id, { state: 'checked', rows: read, wrong, doubtful });
	work?.finish({
		href: `/office/appeals/import/${id}?in=${territory}`,
		says: [{ key: 'intake.import.checked', facts: { rows: read, wrong } }],
	});
}
