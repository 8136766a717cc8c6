import { generateDemo } from '#demo/generate.ts';
import { mainCity } from '#demo/generate-people.ts';
import { inTurns } from '#demo/in-turns.ts';
import { plantDemo, plantedGround } from '#demo/plant.server.ts';
import { database, newId, type TerritoryId } from '#platform/db/door.server.ts';
import { fileAppeal } from '#rooms/appeals/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { plant } from '#rooms/territories/door.server.ts';
import { openHouse } from '../src/start.server.ts';
import { bareTables, insertBare, readFilings } from './bare-rows.ts';
import { cpuBelow } from './cpu.ts';
import { type Finding, median, rounded } from './report.ts';
import { openWorld } from './world.ts';

const rounds = Number(process.env.VECHE_BENCH_ROUNDS ?? 7);
const each = Number(process.env.VECHE_BENCH_FILINGS ?? 1_000);
/** Filings under way at once; the pool has ten connections. */
const width = 10;

/** The use case in process, committed to disk, against the same rows inserted bare in one transaction each. */
export async function filing(): Promise<Finding[]> {
	const world = await openWorld();
	const house = await openHouse(world.config, { jobs: false });
	try {
		await plantDemo({ now: new Date(), appeals: 0 });
		const ground = await plantedGround();
		const city = ground.territories.get(mainCity)!;
		const region = ground.territories.get('zaozyorsky')!;
		const many: TerritoryId[] = [];
		for (let i = 1; i <= 1_000; i++)
			many.push(
				await plant({
					parent: region,
					kind: 'municipal-okrug',
					name: { nominative: `Поречье ${i}` },
					centre: { latitude: 61.3, longitude: 61 },
					demonstration: true,
					source: 'bench',
				}),
			);
		const texts = generateDemo({ now: new Date(), appeals: 300, drawings: false }).appeals.filter(
			(row) => row.territory === mainCity,
		);
		await bareTables();
		const findings: Finding[] = [];
		for (const [name, territories] of [
			['one city', [city]],
			['1,000 territories', many],
		] as const) {
			const seen = { ours: [] as number[], bare: [] as number[] };
			const cpu = { ours: 0, bare: 0 };
			const disk = { ours: 0, bare: 0 };
			for (let round = 0; round <= rounds; round++) {
				const since = new Date();
				const jobs = Array.from({ length: each }, (_, i) => i);
				const ours = await timed(world.postgres, () =>
					inTurns(jobs, width, async (i) => {
						const row = texts[i % texts.length]!;
						await fileAppeal(outsider(), {
							key: newId(),
							territory: territories[i % territories.length]!,
							channel: 'web',
							text: row.text,
							category: row.category,
							where: row.placeWords,
							lat: String(row.latitude),
							lon: String(row.longitude),
							visibility: row.visibility,
							name: row.applicant,
							email: null,
							phone: null,
							photograph: [],
						});
					}),
				);
				const filings = await readFilings(territories, since);
				if (filings.length !== each) throw new Error(`${filings.length} filings found, ${each} made`);
				const bare = await timed(world.postgres, () => inTurns(filings, width, insertBare));
				// the first round warms up both; within its first minute a database has counted its tables, and plans by that
				if (round === 0) {
					await database()`analyze`;
					continue;
				}
				seen.ours.push(each / ours.seconds);
				seen.bare.push(each / bare.seconds);
				cpu.ours += ours.own;
				cpu.bare += bare.own;
				disk.ours += ours.database;
				disk.bare += bare.database;
				if (round === 1)
					console.log(`  ${filings[0]!.map((one) => `${one.table} ×${one.rows.length}`).join(', ')}`);
			}
			const ms = (sum: number) => rounded((sum / (each * rounds)) * 1000, 2);
			findings.push({
				what: `filing, ${name}: rate against bare rows`,
				value: rounded(median(seen.ours) / median(seen.bare)),
				least: 0.25,
				told: `${Math.round(median(seen.ours))} filings/s against ${Math.round(median(seen.bare))} bare transactions/s; CPU a filing: ${ms(cpu.ours)} ms of Node and ${ms(disk.ours)} ms of PostgreSQL against ${ms(cpu.bare)} and ${ms(disk.bare)}`,
			});
		}
		return findings;
	} finally {
		await house.close();
		await world.stop();
	}
}

async function timed(postgres: number, work: () => Promise<void>) {
	const before = { at: performance.now(), own: process.cpuUsage(), database: cpuBelow(postgres) };
	await work();
	const own = process.cpuUsage(before.own);
	return {
		seconds: (performance.now() - before.at) / 1000,
		own: (own.user + own.system) / 1e6,
		database: cpuBelow(postgres) - before.database,
	};
}
