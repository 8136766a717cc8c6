import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { currentTree } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import * as store from './cells-store.server.ts';
import { childrenOf, type Difference, spanOf, type TerritoryMonth } from './recount.ts';

/**
 * The resolution of the cells that a territory keeps, so that its map has some hundreds of hexagons: about 0.1 km² in a town,
 * 0.7 km² in a district or a large city, 36 km² in a region, 1,770 km² in a country. Never finer than its children's.
 */
export function cellResolution(territory: TerritoryId): number {
	const known = currentTree();
	const owners = known.childrenOf(territory).filter((id) => known.ownerOf(id) === id);
	switch (known.kindOf(territory)) {
		case 'union':
		case 'country':
			return 4;
		case 'region':
			// a city of federal significance is a city
			return owners.length > 0 && owners.every((id) => known.kindOf(id) === 'intra-city') ? 8 : 6;
		default:
			return owners.length > 0 ? 8 : 9;
	}
}

/** The cells of months of territories, counted anew; children before their parents. */
export async function recountCells(asked: readonly TerritoryMonth[]): Promise<Difference[]> {
	if (asked.length === 0) return [];
	const db = database();
	const spans = asked.map((one) => ({ ...spanOf(one), resolution: cellResolution(one.territory) }));
	const [rows, all] = await Promise.all([store.ownCells(db, spans), categories()]);
	const own = Map.groupBy(rows, (row) => `${row.territory} ${row.month}`);
	const differences: Difference[] = [];
	for (const { territory, month, resolution } of spans) {
		const below = await store.childCells(db, childrenOf(territory), month, resolution);
		const cells = new Map<string, store.Cell>();
		for (const row of [...(own.get(`${territory} ${month}`) ?? []), ...below]) {
			const category = all.chain(row.category).at(-1)?.code ?? row.category;
			const key = `${category} ${row.cell}`;
			const known = cells.get(key);
			if (known) {
				known.filed += row.filed;
				known.shown += row.shown;
			} else cells.set(key, { category, cell: row.cell, filed: row.filed, shown: row.shown });
		}
		const rows = await transaction(async (tx) => {
			const wrong = await store.putMonth(tx, territory, month, [...cells.values()]);
			return wrong === 0 ? 0 : wrong + (await store.putYear(tx, territory, month.slice(0, 4)));
		});
		if (rows > 0) differences.push({ territory, month, rows });
	}
	return differences;
}
