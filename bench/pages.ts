import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuBelow, cpuOf } from './cpu.ts';
import { largeCity } from './large-city.ts';
import { load } from './load.ts';
import { type Running, startReference, startServer } from './processes.ts';
import { type Finding, median, rounded } from './report.ts';
import { openWorld } from './world.ts';

const rounds = Number(process.env.VECHE_BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.VECHE_BENCH_SECONDS ?? 6);

/** The front page of a city and a list of 50 of its 100,000 appeals, against a bare server with the same queries. */
export async function pages(): Promise<Finding[]> {
	const world = await openWorld();
	const running: Running[] = [];
	try {
		const city = await largeCity(world, Number(process.env.VECHE_BENCH_APPEALS ?? 100_000));
		const paths = {
			'front page of a city': `/${city.path}`,
			'list of 50 out of 100,000': `/${city.path}/appeals`,
		};
		const replay = join(world.folder, 'replay');
		const capture = fileURLToPath(new URL('capture.ts', import.meta.url));
		execFileSync(process.execPath, [capture, world.url, world.folder, replay, ...Object.values(paths)], {
			stdio: 'inherit',
			env: { ...process.env, NODE_ENV: 'production' },
		});
		const ours = await startServer(world, { VECHE_NO_JOBS: '1' });
		running.push(ours);
		const bare = await startReference(replay);
		running.push(bare);
		const findings: Finding[] = [];
		for (const [name, path] of Object.entries(paths))
			findings.push(...(await compare(name, path, ours, bare, world.postgres)));
		return findings;
	} finally {
		for (const one of running) await one.stop();
		await world.stop();
	}
}

async function compare(
	name: string,
	path: string,
	ours: Running,
	bare: Running,
	postgres: number,
): Promise<Finding[]> {
	const sides = { ours, bare };
	const seen = { ours: [] as number[], bare: [] as number[] };
	const cpu = { ours: 0, bare: 0 };
	const database = { ours: 0, bare: 0 };
	const requests = { ours: 0, bare: 0 };
	for (const side of [ours, bare]) await load(side.address + path, { seconds: 4 });
	for (let round = 0; round < rounds; round++)
		for (const side of ['ours', 'bare'] as const) {
			const before = { own: cpuOf(sides[side].pid), database: cpuBelow(postgres) };
			const { perSecond, wrong } = await load(sides[side].address + path, { seconds });
			if (wrong > 0) throw new Error(`${side} ${path}: ${wrong} requests were not answered`);
			seen[side].push(perSecond);
			cpu[side] += cpuOf(sides[side].pid) - before.own;
			database[side] += cpuBelow(postgres) - before.database;
			requests[side] += perSecond * seconds;
		}
	const rate = { ours: median(seen.ours), bare: median(seen.bare) };
	const each = (sum: typeof cpu, side: 'ours' | 'bare') => rounded((sum[side] / requests[side]) * 1000, 2);
	const offered = Math.floor(rate.ours * 0.6);
	const slow = { ours: [] as number[], bare: [] as number[] };
	for (let round = 0; round < Math.max(3, rounds - 2); round++)
		for (const side of ['ours', 'bare'] as const)
			slow[side].push((await load(sides[side].address + path, { seconds, rate: offered })).p99);
	const p99 = { ours: median(slow.ours), bare: median(slow.bare) };
	return [
		{
			what: `${name}: throughput against the bare server`,
			value: rounded(rate.ours / rate.bare),
			least: 0.33,
			told: `${Math.round(rate.ours)} pages/s against ${Math.round(rate.bare)}; CPU a page: ${each(cpu, 'ours')} ms of Node and ${each(database, 'ours')} ms of PostgreSQL against ${each(cpu, 'bare')} and ${each(database, 'bare')}`,
		},
		{
			what: `${name}: p99 at the same offered rate, times`,
			value: rounded(p99.ours / Math.max(1, p99.bare)),
			most: 3,
			told: `${rounded(p99.ours, 1)} ms against ${rounded(p99.bare, 1)} ms at ${offered} pages/s`,
		},
	];
}
