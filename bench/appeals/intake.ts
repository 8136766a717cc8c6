import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { randomOf } from '#demo/random.ts';
import { postgres } from '#platform/db/driver.server.ts';
import { cpuBelow, cpuOf } from '../cpu.ts';
import { type Running, startServer } from '../processes.ts';
import { type Finding, rounded } from '../report.ts';
import type { World } from '../world.ts';
import { benchData, openBase } from './base/open.ts';
import { small, thin } from './base/scale.ts';
import { quantile } from './clients.ts';
import type { Fired, Firing } from './fire.ts';
import { atPace, type Pace, paceInWords, paceOf } from './pace.ts';
import { tellStatements } from './statements.ts';

const sustained = { rate: 300, seconds: Number(process.env.VECHE_BENCH_SUSTAINED ?? 300) };
const peak = { rate: 1_000, seconds: Number(process.env.VECHE_BENCH_PEAK ?? 60) };

type Sql = ReturnType<typeof postgres>;

/** Filings at 300 a second for five minutes, then a thousand a second for one; with everything that follows each of them. */
export async function intake(): Promise<Finding[]> {
	const world = await aCopy();
	const sql = postgres(world.url, { max: 2, onnotice: () => {} });
	const folder = mkdtempSync(join(benchData(), 'fire-'));
	try {
		const server = await startServer(world);
		try {
			const forms = await formsFor(sql);
			const senders = await sendersFor(server.address, forms[0]!.path);
			const fire = (rate: number, seconds: number) =>
				fired(folder, {
					address: server.address,
					rate,
					seconds,
					senders,
					forms,
					out: join(folder, 'out.json'),
				});
			// caches and compiler warm
			await fire(50, 10);
			await drained(sql);
			const findings = [
				...(await measured('sustained', sustained, { world, sql, server, fire })),
				...(await measured('peak', peak, { world, sql, server, fire })),
			];
			return findings;
		} finally {
			await server.stop();
		}
	} finally {
		await sql.end();
		await world.stop();
		rmSync(world.folder, { recursive: true, force: true });
		rmSync(folder, { recursive: true, force: true });
	}
}

/** A base with all territories, copied: what is filed here does not stay. */
async function aCopy(): Promise<World> {
	const isSmall = process.env.VECHE_BENCH_SCALE === 'small';
	const made = await openBase(isSmall ? 'small' : 'thin', isSmall ? small : thin);
	await made.stop();
	const folder = mkdtempSync(join(benchData(), 'intake-'));
	// with owners and modes: the server refuses a folder that others may read
	execFileSync('cp', ['-a', `${made.folder}/.`, folder]);
	process.env.VECHE_BENCH_BASE = folder;
	try {
		return await openBase('copy', thin);
	} finally {
		delete process.env.VECHE_BENCH_BASE;
	}
}

/** Forms as residents fill them: in each territory as often as appeals come there, half without a category. */
async function formsFor(sql: Sql): Promise<Firing['forms']> {
	const random = randomOf('forms');
	const rows = await sql<
		{ path: string; text: string; category: string; where: string; lat: number; lon: number }[]
	>`
		select t.path, a.text, a.category, a.place_words as where, a.lat, a.lon
		from appeals.appeal a join territories.territory t on t.id = a.territory_id
		join appeals.category c on c.code = a.category
		where not exists (select from appeals.category_question q where q.category in (c.code, c.parent_code) and q.required)
			and not c.emergency
		order by hashtext(a.id::text) limit 8000`;
	return rows.map((row, i) => ({
		path: `/${row.path}/appeals/new/send`,
		fields: {
			text: row.text,
			category: i % 2 ? row.category : '?',
			where: row.where,
			lat: String(row.lat),
			lon: String(row.lon),
			visibility: random.chance(0.65) ? 'public' : 'nameless',
			name: 'Анна Смирнова',
			...(i % 10 === 0 ? { email: `resident-${i}@example.org` } : { phone: '+7 912 345-67-89' }),
		},
	}));
}

/** Twenty browsers, each with its own cookie and the token of its form. */
async function sendersFor(address: string, send: string): Promise<Firing['senders']> {
	const page = address + send.replace(/\/send$/, '');
	const senders: Firing['senders'] = [];
	for (let i = 0; i < 20; i++) {
		const answer = await fetch(page, { headers: { accept: 'text/html', 'accept-language': 'ru' } });
		const token = /name="_token" value="([^"]*)"/.exec(await answer.text())?.[1];
		const cookie = answer.headers
			.getSetCookie()
			.map((one) => one.split(';')[0])
			.join('; ');
		if (!token) throw new Error(`the form at ${page} has no token: ${answer.status}`);
		senders.push({ cookie, token });
	}
	return senders;
}

async function fired(folder: string, firing: Firing): Promise<Fired> {
	const file = join(folder, 'firing.json');
	writeFileSync(file, JSON.stringify(firing));
	const child = spawn(process.execPath, [fileURLToPath(new URL('fire.ts', import.meta.url)), file], {
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const [code] = (await once(child, 'exit')) as [number];
	if (code !== 0) throw new Error(`the load ended with ${code}`);
	return JSON.parse(readFileSync(firing.out, 'utf8')) as Fired;
}

type At = {
	world: World;
	sql: Sql;
	server: Running;
	fire: (rate: number, seconds: number) => Promise<Fired>;
};

async function measured(
	name: 'sustained' | 'peak',
	{ rate, seconds }: { rate: number; seconds: number },
	{ world, sql, server, fire }: At,
): Promise<Finding[]> {
	const pace = await paceOf(world.url);
	const since = new Date();
	const before = { own: cpuOf(server.pid), database: cpuBelow(world.postgres) };
	// a slow machine is one whose seconds are long: of a rate it is offered its share, and the waits are told in short seconds
	const offered = Math.round(rate * Math.min(1, pace.share));
	const result = await fire(offered, seconds);
	const behind = await waiting(sql);
	const cpu = { own: cpuOf(server.pid) - before.own, database: cpuBelow(world.postgres) - before.database };
	const drainedAfter = await drained(sql);
	await tellStatements(sql, name);
	const taken = result.waits['200'] ?? [];
	const shed = result.waits['503']?.length ?? 0;
	const others = Object.entries(result.waits).filter(([status]) => status !== '200' && status !== '503');
	const [there] = await sql<{ filed: number; waiting: number; unlisted: number }[]>`
		select count(*)::int as filed, count(*) filter (where state = 'filed')::int as waiting,
			count(*) filter (where body_id is not null and not exists (select from appeals.inbox i where i.appeal_id = a.id
				and i.territory_id = a.body_territory_id))::int as unlisted
		from appeals.appeal a where filed_at >= ${since}`;
	const lost = new Set(result.numbers).size - (there?.filed ?? 0);
	const p99 = quantile(taken, 0.99);
	const each = (used: number) => rounded((used / Math.max(1, taken.length)) * 1000, 2);
	const told = tellOf(result, pace, { each, cpu, behind, drainedAfter, others });
	const byClock =
		offered === rate ? '' : `${offered} a second by the clock, which is ${rate} at the pace written down; `;
	console.log(
		`  ${name}, ${offered} a second: ${taken.length} taken, ${shed} sent back, p99 ${rounded(p99, 0)} ms; ${told}`,
	);
	const never = (there?.waiting ?? 0) + (there?.unlisted ?? 0);
	return name === 'sustained'
		? [
				{
					what: `intake at ${rate} a second for ${seconds} s: p99, ms`,
					value: shed || others.length ? Number.POSITIVE_INFINITY : atPace(p99, pace),
					most: 250,
					told: `${byClock}${taken.length} taken, ${shed} sent back; p50 ${rounded(quantile(taken, 0.5), 0)}, p99 ${rounded(p99, 0)} by the clock; ${told}`,
				},
				{
					what: 'acknowledged and not on the disk, or not routed and listed in the end',
					value: Math.abs(lost) + never,
					most: 0,
					told: `${result.numbers.length} receipts, ${there?.filed} appeals; ${there?.waiting} not taken in, ${there?.unlisted} in no inbox after the queue was empty`,
				},
			]
		: [
				{
					what: `${rate} a second offered for ${seconds} s: p99 of those taken, ms`,
					value: atPace(p99, pace),
					most: 2_000,
					told: `${byClock}${taken.length} taken, ${shed} sent back with 503; p50 ${rounded(quantile(taken, 0.5), 0)}, p99 ${rounded(p99, 0)} by the clock; ${told}`,
				},
				{
					what: 'neither taken nor sent back with a time to come again; lost; left over',
					value:
						others.reduce((sum, [, list]) => sum + list.length, 0) +
						result.withoutRetry +
						Math.abs(lost) +
						never,
					most: 0,
					told: `${result.numbers.length} receipts, ${there?.filed} appeals; other answers: ${others.map(([status, list]) => `${status} ×${list.length}`).join(', ') || 'none'}`,
				},
			];
}

function tellOf(
	result: Fired,
	pace: Pace,
	of: {
		each: (used: number) => number;
		cpu: { own: number; database: number };
		behind: number;
		drainedAfter: number;
		others: [string, number[]][];
	},
): string {
	return `CPU an appeal while it lasted: ${of.each(of.cpu.own)} ms of Node, ${of.each(of.cpu.database)} ms of PostgreSQL; the load itself took ${rounded(result.cpu, 0)} s of CPU and sent 99 % within ${rounded(result.lateBy, 0)} ms of their time; ${of.behind} pieces of work waited at its end, all done ${of.drainedAfter} s later; ${paceInWords(pace)}`;
}

/** News and jobs that wait now. */
async function waiting(sql: Sql): Promise<number> {
	const [row] = await sql<{ waiting: number }[]>`
		select (select count(*) from events.outbox)::int
			+ (select count(*) from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts)::int as waiting`;
	return row?.waiting ?? 0;
}

/** Seconds until nothing waits any more. */
async function drained(sql: Sql): Promise<number> {
	const began = performance.now();
	for (let quiet = 0; quiet < 3; ) {
		quiet = (await waiting(sql)) <= 2 ? quiet + 1 : 0;
		if (performance.now() - began > 1_200_000) throw new Error('the queue does not drain');
		await wait(500);
	}
	return Math.max(0, Math.round((performance.now() - began) / 1000 - 1.5));
}
