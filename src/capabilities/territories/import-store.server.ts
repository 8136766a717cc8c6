import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Found } from './import/world.ts';

/** SQL of runs of the importer and what they found. */

export type ImportState = 'waiting' | 'running' | 'done' | 'refused' | 'failed' | 'stopped';
export type ImportRow = {
	id: Id<'import'>;
	territory: TerritoryId;
	fileName: string;
	format: string;
	dryRun: boolean;
	state: ImportState;
	counts: Record<string, number>;
	problems: number;
	work: string | null;
	startedAt: Date;
	endedAt: Date | null;
};

export async function insertImport(
	tx: Tx,
	row: {
		id: Id<'import'>;
		territory: TerritoryId;
		fileName: string;
		dryRun: boolean;
		content: Uint8Array;
		account: AccountId | null;
		at: Date;
	},
): Promise<void> {
	await tx`
		insert into territories.import (territory_id, id, file_name, format, dry_run, state, content, account_id, started_at)
		values (${row.territory}, ${row.id}, ${row.fileName}, '', ${row.dryRun}, 'waiting', ${Buffer.from(row.content)},
			${row.account}, ${row.at})`;
}
export async function setWork(tx: Tx, territory: TerritoryId, id: Id<'import'>, work: string): Promise<void> {
	await tx`
		update territories.import set work_id = ${work} where territory_id = ${territory} and id = ${id}`;
}

const columns = `territory_id as territory, id, file_name as "fileName", format, dry_run as "dryRun", state, counts, problems,
	work_id as work, started_at as "startedAt", ended_at as "endedAt"`;

export async function readImport(
	db: Db,
	territory: TerritoryId,
	id: Id<'import'>,
): Promise<ImportRow | undefined> {
	const [row] = await db<ImportRow[]>`
		select ${db.unsafe(columns)} from territories.import where territory_id = ${territory} and id = ${id}`;
	return row;
}
export async function readImports(db: Db, territory: TerritoryId): Promise<ImportRow[]> {
	return db<ImportRow[]>`
		select ${db.unsafe(columns)} from territories.import
		where territory_id = ${territory} order by started_at desc limit 20`;
}
export async function takeContent(
	db: Db,
	territory: TerritoryId,
	id: Id<'import'>,
): Promise<Uint8Array | null> {
	const [row] = await db<{ content: Buffer | null }[]>`
		select content from territories.import where territory_id = ${territory} and id = ${id}`;
	return row?.content ?? null;
}

export async function saveOutcome(
	tx: Tx,
	territory: TerritoryId,
	id: Id<'import'>,
	outcome: {
		state: ImportState;
		format: string;
		counts: Record<string, number>;
		problems: readonly Found[];
		at: Date;
		/** The file stays for the real import after a dry run. */
		keepContent: boolean;
	},
): Promise<void> {
	await tx`
		update territories.import set state = ${outcome.state}, format = ${outcome.format},
			counts = ${tx.json(outcome.counts)}, problems = ${outcome.problems.length}, ended_at = ${outcome.at},
			content = case when ${outcome.keepContent} then content end
		where territory_id = ${territory} and id = ${id}`;
	await tx`delete from territories.import_problem where territory_id = ${territory} and import_id = ${id}`;
	const list = outcome.problems;
	for (let from = 0; from < list.length; from += 5_000) {
		const part = list.slice(from, from + 5_000);
		await tx`
			insert into territories.import_problem (territory_id, import_id, number, line, severity, code, facts)
			select ${territory}, ${id}, u.number, u.line, u.severity, u.code, u.facts::jsonb
			from unnest(${part.map((_, i) => from + i)}::int[], ${part.map((p) => p.line)}::int[],
				${part.map((p) => p.severity)}::text[], ${part.map((p) => p.code)}::text[],
				${part.map((p) => JSON.stringify(p.facts))}::text[]) as u (number, line, severity, code, facts)`;
	}
}
export async function setState(
	tx: Tx,
	territory: TerritoryId,
	id: Id<'import'>,
	state: ImportState,
): Promise<void> {
	await tx`update territories.import set state = ${state} where territory_id = ${territory} and id = ${id}`;
}

/** What was found, the gravest first; keyset by number within a severity. */
export async function readProblems(
	db: Db,
	territory: TerritoryId,
	id: Id<'import'>,
	query: { severity?: string | undefined; after: number; limit: number },
): Promise<(Found & { number: number })[]> {
	return db`
		select number, line, severity, code, facts from territories.import_problem
		where territory_id = ${territory} and import_id = ${id} and number > ${query.after}
			${query.severity ? db`and severity = ${query.severity}` : db``}
		order by number limit ${query.limit}`;
}
export async function countProblems(
	db: Db,
	territory: TerritoryId,
	id: Id<'import'>,
): Promise<{ severity: string; count: number }[]> {
	return db`
		select severity, count(*)::int as count from territories.import_problem
		where territory_id = ${territory} and import_id = ${id} group by severity`;
}
export async function dropOldContents(db: Db, before: Date): Promise<void> {
	await db`/* background: nightly, over all territories */
		update territories.import set content = null where content is not null and started_at < ${before}`;
}
