import { generateDemo } from '#demo/generate.ts';
import { mainCity } from '#demo/generate-people.ts';
import { plantDemo, plantedGround } from '#demo/plant.server.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { carryIn, type ImportId, openImport, saveMapping, viewImport } from '#rooms/intake/door.server.ts';
import { openHouse } from '../src/start.server.ts';
import { atPace, paceInWords, paceOf } from './appeals/pace.ts';
import { cpuBelow } from './cpu.ts';
import { type Finding, rounded } from './report.ts';
import { openWorld } from './world.ts';

const rows = Number(process.env.VECHE_BENCH_ROWS ?? 100_000);

/** A table of a city with two years of appeals: texts, topics, places, executors, days; one row of a hundred is wrong. */
function aTable(
	texts: readonly {
		text: string;
		category: string;
		placeWords: string;
		latitude: number;
		longitude: number;
	}[],
): Buffer {
	const start = Date.UTC(2023, 0, 1);
	const day = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
	const lines = ['id;text;category;filed;where;lat;lon;due;answered;answer;closed'];
	for (let i = 0; i < rows; i++) {
		const row = texts[i % texts.length]!;
		const filed = start + i * ((2 * 365 * 86_400_000) / rows);
		const answered = filed + (1 + (i % 29)) * 86_400_000;
		const wrong = i % 100 === 99;
		lines.push(
			[
				i,
				`"${row.text.replaceAll('"', '""')} (${i})"`,
				row.category,
				day(filed),
				row.placeWords,
				wrong ? 0 : row.latitude,
				wrong ? 0 : row.longitude,
				day(filed + 30 * 86_400_000).slice(0, 10),
				day(answered),
				'Сделано, спасибо за обращение.',
				day(answered + 86_400_000),
			].join(';'),
		);
	}
	return Buffer.from(lines.join('\n'));
}

/** Import of a table with checks, in this process, onto a disk that is durable as in real life. */
export async function importing(): Promise<Finding[]> {
	const world = await openWorld();
	const house = await openHouse(world.config, { jobs: false });
	try {
		await plantDemo({ now: new Date(), appeals: 0 });
		const city = (await plantedGround()).territories.get(mainCity) as TerritoryId;
		const texts = generateDemo({ now: new Date(), appeals: 2_000, drawings: false }).appeals.filter(
			(row) => row.territory === mainCity,
		);
		const operator = {
			...outsider(),
			grants: [{ role: 'administrator', territory: installation, reach: 'subtree' as const, space: null }],
		};
		const begun = performance.now();
		const id = await openImport(operator, {
			territory: city,
			file: { name: 'bench.csv', bytes: aTable(texts) },
		});
		const looked = (performance.now() - begun) / 1000;
		const { mapping } = await viewImport(operator, city, id);
		const otherwise = { column: null, written: null, swapped: false };
		await saveMapping(operator, city, id, {
			source: 'bench',
			name: '',
			fields: [
				...mapping.fields,
				{ field: 'visibility', otherwise: 'nameless', ...otherwise },
				...(mapping.fields.some((one) => one.field === 'body')
					? []
					: [{ field: 'body' as const, otherwise: await aBodyOf(city), ...otherwise }]),
			],
		});
		await database()`update intake.import set state = 'importing' where territory_id = ${city} and id = ${id}`;
		const pace = await paceOf(world.url);
		const before = { at: performance.now(), own: process.cpuUsage(), database: cpuBelow(world.postgres) };
		await carryIn(
			{ territory: city, import: id as ImportId },
			{ signal: new AbortController().signal, attempt: 1, key: null, work: null },
		);
		const whole = (performance.now() - before.at) / 1000;
		const own = process.cpuUsage(before.own);
		const { run } = await viewImport(operator, city, id);
		const wrong = rows - run.brought;
		return [
			{
				what: `import of ${rows.toLocaleString('en')} rows with checks, seconds`,
				value: atPace(run.seconds ?? 0, pace),
				most: 60,
				told: `${rounded(run.seconds ?? 0, 1)} s by the clock; ${run.brought.toLocaleString('en')} appeals with terms, answers, history and leaves; ${wrong.toLocaleString('en')} wrong rows kept out; first look ${rounded(looked, 1)} s; CPU of the whole with its lists and search: ${rounded((own.user + own.system) / 1e6, 0)} s of Node, ${rounded(cpuBelow(world.postgres) - before.database, 0)} s of PostgreSQL; ${paceInWords(pace)}`,
			},
			{
				what: 'lists, inboxes and search brought in line afterwards, seconds',
				value: rounded(whole - (run.seconds ?? 0), 1),
				told: 'in batches of 1,000, by the same job, resumable',
			},
		];
	} finally {
		await house.close();
		await world.stop();
	}
}

async function aBodyOf(territory: TerritoryId): Promise<string> {
	const [row] = await database()<{ id: string }[]>`
		select id from organisations.body where territory_id = ${territory} limit 1`;
	return row ? `${territory}/${row.id}` : '-';
}
