import { database, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import type { LoggedThings } from '#platform/transparency/door.server.ts';

type Row = { territory: TerritoryId; thing: Uuid; leaf: Buffer };

const first = '00000000-0000-0000-0000-000000000000';

/** One kind of things of the room as the audit of the transparency log reads them. */
function logged(kind: string, table: string, thing: string): LoggedThings {
	return {
		kind,
		page(after, most) {
			const db = database();
			const of = { table: db(`ballots.${table}`), thing: db(thing) };
			return db<Row[]>`
				/* background: the audit of the log runs over all territories */
				select territory_id as territory, ${of.thing} as thing, leaf from ${of.table}
				where leaf is not null and (territory_id, ${of.thing}) > (${after?.territory ?? -1}, ${after?.thing ?? first})
				order by territory_id, ${of.thing} limit ${most}`;
		},
		find(things) {
			const db = database();
			const of = { table: db(`ballots.${table}`), thing: db(thing) };
			return db<Row[]>`
				/* background: the audit of the log runs over all territories */
				select a.territory_id as territory, a.${of.thing} as thing, a.leaf
				from unnest(${things.map((one) => one.territory)}::int[], ${things.map((one) => one.thing)}::uuid[]) k (territory_id, id)
				join ${of.table} a on a.territory_id = k.territory_id and a.${of.thing} = k.id
				where a.leaf is not null`;
		},
	};
}

/** Every ballot that opened, every change of it, every vote, every result. */
export const loggedBallots: LoggedThings[] = [
	logged('ballot', 'ballot', 'id'),
	logged('ballot-changed', 'event', 'id'),
	logged('vote', 'envelope', 'id'),
	logged('ballot-closed', 'result', 'ballot_id'),
];
