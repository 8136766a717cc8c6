import type { AccountId, Db, Id, TerritoryId } from '#platform/db/door.server.ts';
import type { UnitId } from '#rooms/organisations/door.ts';

export type BurningRow = {
	territory: TerritoryId;
	body: Id<'body'>;
	executor: AccountId | null;
	unit: UnitId | null;
	number: string;
	dueOn: string;
	placeWords: string;
};

const waiting = ['registered', 'routed', 'in-work', 'returned'];
/** More of one morning nobody can be told of in letters. */
const most = 50_000;

/** What burns at the bodies of these territories, the earliest first. */
export async function burningAtBodies(
	db: Db,
	territories: readonly TerritoryId[],
	soon: string,
): Promise<BurningRow[]> {
	return db<BurningRow[]>`
		select territory_id as territory, body_id as body, executor_id as executor, unit_id as unit, number,
			due_on::text as "dueOn", place_words as "placeWords"
		from appeals.inbox
		where territory_id = any(${[...territories]}::int[]) and state = any(${waiting}) and due_on <= ${soon}::date
		order by due_on, number limit ${most}`;
}

export type BurningPlace = {
	territory: TerritoryId;
	number: string;
	dueOn: string;
	placeWords: string;
	count: number;
	late: number;
};

/** What burns in whole territories: how many, and the first ten of each. */
export async function burningInPlaces(
	db: Db,
	territories: readonly TerritoryId[],
	days: { today: string; soon: string },
): Promise<BurningPlace[]> {
	return db<BurningPlace[]>`
		select territory, number, "dueOn", "placeWords", count, late from (
			select territory_id as territory, number, due_on::text as "dueOn", place_words as "placeWords",
				row_number() over (partition by territory_id order by due_on, number) as place,
				count(*) over (partition by territory_id)::int as count,
				(count(*) filter (where due_on < ${days.today}::date) over (partition by territory_id))::int as late
			from appeals.listed
			where territory_id = any(${[...territories]}::int[]) and state = any(${waiting}) and due_on <= ${days.soon}::date
		) as burning
		where place <= 10 order by territory, place`;
}
