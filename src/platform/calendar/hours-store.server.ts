import type { AccountId, Db, TerritoryId, Tx } from '../db/door.server.ts';
import type { WeekOfWork } from './working-hours.ts';

export type HoursEdition = {
	territory: TerritoryId;
	version: number;
	inherits: boolean;
	source: string;
	madeAt: Date;
	madeBy: AccountId | null;
	week: WeekOfWork;
};

type Row = Omit<HoursEdition, 'week'>;

const columns = (db: Db) => db`
	territory_id as territory, version, inherits, source, made_at as "madeAt", made_by as "madeBy"`;

/** The newest edition of every territory that has written any: as many as there are offices with hours of their own. */
export async function newestHours(db: Db): Promise<HoursEdition[]> {
	const rows = await db<Row[]>`
		select distinct on (territory_id) ${columns(db)} from calendar.hours_edition order by territory_id, version desc`;
	return withWeeks(db, rows);
}

export async function hoursEdition(
	db: Db,
	territory: TerritoryId,
	version: number,
): Promise<HoursEdition | undefined> {
	const rows = await db<Row[]>`
		select ${columns(db)} from calendar.hours_edition where territory_id = ${territory} and version = ${version}`;
	return (await withWeeks(db, rows))[0];
}

/** All editions of a territory, the newest first. */
export async function hoursHistory(db: Db, territory: TerritoryId, limit = 50): Promise<HoursEdition[]> {
	const rows = await db<Row[]>`
		select ${columns(db)} from calendar.hours_edition
		where territory_id = ${territory} order by version desc limit ${limit}`;
	return withWeeks(db, rows);
}

async function withWeeks(db: Db, rows: readonly Row[]): Promise<HoursEdition[]> {
	if (rows.length === 0) return [];
	const shifts = await db<
		{ territory: TerritoryId; version: number; weekday: number; from: number; to: number }[]
	>`
		select h.territory_id as territory, h.version, h.weekday, h.from_minute as from, h.to_minute as to
		from unnest(${rows.map((row) => row.territory)}::int[], ${rows.map((row) => row.version)}::int[]) e (territory_id, version)
		join calendar.hours h on h.territory_id = e.territory_id and h.version = e.version
		order by h.weekday, h.from_minute`;
	const of = Map.groupBy(shifts, (shift) => `${shift.territory} ${shift.version}`);
	return rows.map((row) => {
		const own = of.get(`${row.territory} ${row.version}`) ?? [];
		const week = [1, 2, 3, 4, 5, 6, 7].map((day) =>
			own.filter((shift) => shift.weekday === day).map(({ from, to }) => [from, to] as const),
		);
		return { ...row, week };
	});
}

export async function insertHours(tx: Tx, edition: HoursEdition): Promise<void> {
	const { territory, version } = edition;
	await tx`
		insert into calendar.hours_edition (territory_id, version, inherits, source, made_at, made_by)
		values (${territory}, ${version}, ${edition.inherits}, ${edition.source}, ${edition.madeAt}, ${edition.madeBy})`;
	const shifts = edition.week.flatMap((day, i) => day.map(([from, to]) => ({ weekday: i + 1, from, to })));
	if (shifts.length === 0) return;
	await tx`
		insert into calendar.hours (territory_id, version, weekday, from_minute, to_minute)
		select ${territory}, ${version}, weekday, from_minute, to_minute
		from unnest(${shifts.map((one) => one.weekday)}::smallint[], ${shifts.map((one) => one.from)}::smallint[],
			${shifts.map((one) => one.to)}::smallint[]) as t (weekday, from_minute, to_minute)`;
}
