import type { TerritoryId } from '#platform/db/door.server.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Planted } from './planted.server.ts';
import type { DemoTerritory } from './rows.ts';

/** Who drew the outlines and who may copy them: they are ours. */
export const outlineSource = { source: 'Veche', licence: 'CC0-1.0' };

export async function plantTerritories(
	rows: readonly DemoTerritory[],
	planted: Planted,
	step: () => void,
): Promise<Map<string, TerritoryId>> {
	const ids = new Map<string, TerritoryId>();
	await territories.readTreeAnew();
	const rootIsFree = territories.tree.roots().every((id) => territories.pathOf(id) !== '');
	for (const row of rows) {
		const parent = row.parent === null ? null : ids.get(row.parent)!;
		const id = await planted.once(`territory:${row.key}`, async () =>
			String((await standing(row, parent)) ?? (await plant(row, parent, rootIsFree))),
		);
		ids.set(row.key, Number(id) as TerritoryId);
		step();
	}
	const drawn = rows.flatMap(({ key, boundary }) =>
		boundary
			? [
					[
						ids.get(key)!,
						[boundary.coordinates.map((ring) => ring.map(([x, y]) => [x, y] as [number, number]))],
					] as [TerritoryId, [number, number][][][]],
				]
			: [],
	);
	await territories.plantOutlines(new Map(drawn), outlineSource);
	return ids;
}

/** Planted just before an interruption and not written down yet. */
async function standing(row: DemoTerritory, parent: TerritoryId | null): Promise<TerritoryId | null> {
	await territories.presentTree();
	const beside = parent === null ? territories.tree.roots() : territories.currentTree().childrenOf(parent);
	for (const view of (await territories.viewMany([...beside], 'ru')).values())
		if (view.demonstration && view.name.full === row.ru.full) return view.id;
	return null;
}

function plant(row: DemoTerritory, parent: TerritoryId | null, rootIsFree: boolean): Promise<TerritoryId> {
	return territories.plant({
		parent,
		kind: row.kind,
		name: row.ru,
		names: { en: row.en },
		code: row.code,
		placeType: row.placeType ?? null,
		...(row.parent === null && rootIsFree ? { root: true } : {}),
		zone: row.zone,
		centre: { name: row.centre, longitude: row.at[0], latitude: row.at[1] },
		population: { people: row.population, on: row.populationOn, source: outlineSource.source },
		status: row.status ?? null,
		demonstration: true,
		source: 'demonstration',
	});
}
