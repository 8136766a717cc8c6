import type { AccountId, Db, TerritoryId } from '#platform/db/door.server.ts';
import type { AppealId } from '../appeal.ts';
import type { CountKey } from './counts-store.server.ts';
import type { Desk } from './desk.ts';
import { fromDesk, placeAtDesk } from './desk-store.server.ts';
import { bodyIdOf, type SavedView } from './saved-views-store.server.ts';
import type { Bucket } from './views.ts';

/** How much a person of a body has in work, and how much of it is overdue. */
export type Load = { executor: AccountId; open: number; late: number };

export type UrgentRow = {
	territory: TerritoryId;
	id: AppealId;
	number: string;
	excerpt: string;
	placeWords: string;
};
/** So many are named, beyond them it is only said that there are more. */
export const mostUrgent = 10;

export type DeskFrame = {
	/** Null: this desk was never counted. */
	buckets: Bucket[] | null;
	/** Of each person of a body; a registry has none. */
	loads: Load[];
	/** What the person saved here and what is shared, the shared first. */
	saved: SavedView[];
	/** Words of danger that nobody has taken up yet, the oldest first; at most `mostUrgent` and one. */
	urgent: UrgentRow[];
	/** What is set for the territory and for those above it. */
	settings: { territory: TerritoryId; undoSeconds: number }[];
};

/** What stands around the rows of a desk, in one question. `chain`: its territory and those above. */
export async function frameOf(
	db: Db,
	desk: Desk,
	asked: { key: CountKey; account: AccountId; today: string; chain: readonly TerritoryId[] },
): Promise<DeskFrame> {
	const { key } = asked;
	const [row] = await db<[DeskFrame]>`
		select
			(select buckets from appeals.desk_count where territory_id = ${key.territory} and body_id = ${key.body}) as buckets,
			${desk.kind === 'body' ? loads(db, desk, asked.today) : db`'[]'::json`} as loads,
			(
				select coalesce(json_agg(json_build_object('id', id, 'owner', owner_id, 'name', name, 'shared', shared, 'query', query,
					'opensFirst', opens_first) order by shared desc, name collate "C", id), '[]')
				from (
					select * from appeals.saved_view
					where territory_id = ${key.territory} and body_id is not distinct from ${bodyIdOf(desk)}
						and (shared or owner_id = ${asked.account})
					order by shared desc, name collate "C", id limit 60
				) as view
			) as saved,
			(
				select coalesce(json_agg(json_build_object('territory', appeal_territory_id, 'id', appeal_id, 'number', number,
					'excerpt', excerpt, 'placeWords', place_words) order by filed_at, appeal_id), '[]')
				from (
					select * from ${fromDesk(db, desk)}
					where ${placeAtDesk(db, desk)} and urgent and state in ('filed', 'registered', 'routed')
					order by filed_at, appeal_id limit ${mostUrgent + 1}
				) as danger
			) as urgent,
			(
				select coalesce(json_agg(json_build_object('territory', territory_id, 'undoSeconds', undo_seconds)), '[]')
				from appeals.desk_setting where territory_id = any(${[...asked.chain]})
			) as settings`;
	return row;
}

/** How much each person of a body has in work. */
export async function loadsAt(db: Db, desk: Desk & { kind: 'body' }, today: string): Promise<Load[]> {
	const [row] = await db<[{ loads: Load[] }]>`select ${loads(db, desk, today)} as loads`;
	return row.loads;
}

const loads = (db: Db, { body }: Desk & { kind: 'body' }, today: string) => db`(
	select coalesce(json_agg(json_build_object('executor', executor_id, 'open', open, 'late', late)), '[]')
	from (
		select executor_id, count(*) as open, count(*) filter (where due_on < ${today}) as late
		from appeals.inbox
		where territory_id = ${body.territory} and body_id = ${body.id} and executor_id is not null
			and state not in ('accepted', 'closed', 'answered') and part is distinct from 'reported'
		group by executor_id
	) as by_person
)`;
