import type { Db, TerritoryId, Uuid } from '../db/door.server.ts';

export type LeafOfThing = { territory: TerritoryId; thing: Uuid; leaf: Buffer };

/** Leaves of these things, logged or still in line. The line is read first: what moves meanwhile is found in the log. */
export async function leavesOf(
	db: Db,
	kind: string,
	things: readonly { territory: TerritoryId; thing: Uuid }[],
): Promise<LeafOfThing[]> {
	const territories = things.map((one) => one.territory);
	const ids = things.map((one) => one.thing);
	const read = (table: string) => db<LeafOfThing[]>`
		/* background: the audit runs over all territories */
		select l.territory_id as territory, l.thing, l.leaf
		from unnest(${territories}::int[], ${ids}::uuid[]) k (territory_id, thing)
		join ${db(table)} l on l.territory_id = k.territory_id and l.thing = k.thing and l.kind = ${kind}`;
	const waiting = await read('transparency.leaf_queue');
	const logged = await read('transparency.logged');
	const known = new Set(logged.map(keyOf));
	return [...logged, ...waiting.filter((one) => !known.has(keyOf(one)))];
}

const keyOf = ({ territory, thing, leaf }: LeafOfThing): string =>
	`${territory}/${thing}/${leaf.toString('hex')}`;
