import { database, type Sql } from './door.server.ts';

/** Asked once for each database that this process opens. */
let asked: { of: Sql; isCluster: Promise<boolean> } | undefined;

function isCluster(): Promise<boolean> {
	const of = database();
	if (asked?.of !== of) {
		const isCluster = of`select 1 from pg_extension where extname = 'citus'`.then((rows) => rows.length > 0);
		isCluster.catch(() => {
			asked = undefined;
		});
		asked = { of, isCluster };
	}
	return asked.isCluster;
}

/**
 * Things that one transaction of a job may change together: on one server all of them, so that a hundred cost one commit; on a
 * cluster those of one territory (schema-rules 4). Whoever asks must be able to do any part twice.
 */
export async function withinOneTransaction<T>(
	things: readonly T[],
	territoryOf: (thing: T) => number,
): Promise<T[][]> {
	if (things.length === 0) return [];
	if (!(await isCluster())) return [[...things]];
	return [...Map.groupBy(things, territoryOf).values()];
}
