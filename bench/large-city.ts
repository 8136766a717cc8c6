import { copyAppeals } from '#demo/copy.server.ts';
import { generateDemo } from '#demo/generate.ts';
import { mainCity } from '#demo/generate-people.ts';
import { plantDemo, plantedGround } from '#demo/plant.server.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { countEverything } from '#rooms/appeals/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import { openHouse } from '../src/start.server.ts';
import type { World } from './world.ts';

export type City = { id: TerritoryId; path: string; item: string };

/** The demonstration with that many appeals in its main city, copied in; figures of the last month counted. */
export async function largeCity(world: World, appeals: number): Promise<City> {
	const house = await openHouse(world.config, { jobs: false });
	try {
		const now = new Date();
		const started = performance.now();
		await plantDemo({ now, appeals: 0, drawings: false });
		const ground = await plantedGround();
		const rows = generateDemo({ now, appeals, drawings: false }).appeals;
		await copyAppeals(rows, ground);
		const id = ground.territories.get(mainCity)!;
		await countEverything();
		const sql = database();
		await sql`vacuum analyze`;
		await sql`checkpoint`;
		const [newest] = await sql<{ number: string }[]>`
			select number from appeals.appeal where territory_id = ${id} and visibility = 'public' and answered_at is not null
			order by filed_at desc, id desc limit 1`;
		console.log(`${rows.length} appeals copied in ${((performance.now() - started) / 1000).toFixed(0)} s`);
		return { id, path: pathOf(id), item: `${pathOf(id)}/appeals/${newest?.number}` };
	} finally {
		await house.close();
	}
}
