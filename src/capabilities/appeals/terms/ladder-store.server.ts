import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { LadderStep } from './ladder.ts';

/** A ladder as it was written once: of a territory (0: everywhere) and a category (empty: all). */
export type LadderEdition = {
	holdsIn: TerritoryId;
	category: string;
	version: number;
	/** Taken back: those above hold again. */
	inherits: boolean;
	quietFrom: number | null;
	quietTo: number | null;
	digestAt: number | null;
	madeAt: Date;
	madeBy: AccountId | null;
	/** The version that it puts back, 0: none of its own; null: it is a change itself. */
	restores: number | null;
	steps: LadderStep[];
};

type Row = Omit<LadderEdition, 'steps'>;
const columns = (db: Db) => db`
	holds_in as "holdsIn", category, version, inherits, quiet_from as "quietFrom", quiet_to as "quietTo",
	digest_at as "digestAt", made_at as "madeAt", made_by as "madeBy", restores`;

/** The newest edition of every ladder: as many as there are offices that have set one up. */
export async function newestLadders(db: Db): Promise<LadderEdition[]> {
	const rows = await db<Row[]>`
		select distinct on (holds_in, category) ${columns(db)} from appeals.ladder
		order by holds_in, category, version desc`;
	return withSteps(db, rows);
}

/** The editions of one ladder, the newest first. */
export async function ladderHistory(
	db: Db,
	of: Pick<LadderEdition, 'holdsIn' | 'category'>,
	limit = 30,
): Promise<LadderEdition[]> {
	const rows = await db<Row[]>`
		select ${columns(db)} from appeals.ladder
		where holds_in = ${of.holdsIn} and category = ${of.category} order by version desc limit ${limit}`;
	return withSteps(db, rows);
}

export async function ladderAt(
	db: Db,
	of: Pick<LadderEdition, 'holdsIn' | 'category'>,
	version: number,
): Promise<LadderEdition | undefined> {
	const rows = await db<Row[]>`
		select ${columns(db)} from appeals.ladder
		where holds_in = ${of.holdsIn} and category = ${of.category} and version = ${version}`;
	return (await withSteps(db, rows))[0];
}

/** The ladders of some places and categories as they were before a moment. */
export async function laddersBefore(
	db: Db,
	of: { places: readonly TerritoryId[]; categories: readonly string[] },
	at: Date,
): Promise<LadderEdition[]> {
	const rows = await db<Row[]>`
		select distinct on (holds_in, category) ${columns(db)} from appeals.ladder
		where holds_in = any(${[...of.places]}::int[]) and category = any(${[...of.categories]}::text[]) and made_at < ${at}
		order by holds_in, category, version desc`;
	return withSteps(db, rows);
}

async function withSteps(db: Db, rows: readonly Row[]): Promise<LadderEdition[]> {
	if (rows.length === 0) return [];
	const steps = await db<(LadderStep & Pick<LadderEdition, 'holdsIn' | 'category' | 'version'>)[]>`
		select s.holds_in as "holdsIn", s.category, s.version, s.kind, s.side, s.amount, s.unit, s.whom
		from unnest(${rows.map((row) => row.holdsIn)}::int[], ${rows.map((row) => row.category)}::text[],
			${rows.map((row) => row.version)}::int[]) e (holds_in, category, version)
		join appeals.ladder_step s on s.holds_in = e.holds_in and s.category = e.category and s.version = e.version
		order by s.position`;
	const key = (one: Pick<LadderEdition, 'holdsIn' | 'category' | 'version'>) =>
		`${one.holdsIn} ${one.category} ${one.version}`;
	const of = Map.groupBy(steps, key);
	return rows.map((row) => ({
		...row,
		steps: (of.get(key(row)) ?? []).map(({ kind, side, amount, unit, whom }) => ({
			kind,
			side,
			amount,
			unit,
			whom,
		})),
	}));
}

export async function insertLadder(tx: Tx, edition: LadderEdition): Promise<void> {
	const { holdsIn, category, version, steps } = edition;
	await tx`
		insert into appeals.ladder (holds_in, category, version, inherits, quiet_from, quiet_to, digest_at, made_at, made_by,
			restores)
		values (${holdsIn}, ${category}, ${version}, ${edition.inherits}, ${edition.quietFrom}, ${edition.quietTo},
			${edition.digestAt}, ${edition.madeAt}, ${edition.madeBy}, ${edition.restores})`;
	if (steps.length === 0) return;
	await tx`
		insert into appeals.ladder_step (holds_in, category, version, position, kind, side, amount, unit, whom)
		select ${holdsIn}, ${category}, ${version}, t.*
		from unnest(${steps.map((_, i) => i + 1)}::smallint[], ${steps.map((one) => one.kind)}::text[],
			${steps.map((one) => one.side)}::text[], ${steps.map((one) => one.amount)}::smallint[],
			${steps.map((one) => one.unit)}::text[], ${steps.map((one) => one.whom)}::text[]) as t`;
}
