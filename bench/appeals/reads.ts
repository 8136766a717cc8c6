import { randomBytes } from 'node:crypto';
import { randomOf } from '#demo/random.ts';
import { postgres } from '#platform/db/driver.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { hashOf, tokenOf } from '#rooms/identity/secrets.server.ts';
import { cpuBelow, cpuOf } from '../cpu.ts';
import { startServer } from '../processes.ts';
import { type Finding, rounded } from '../report.ts';
import { openBase } from './base/open.ts';
import { type Scale, small, whole } from './base/scale.ts';
import { type Ask, askInTurns, quantile } from './clients.ts';
import { atPace, paceInWords, paceOf } from './pace.ts';
import { tellStatements } from './statements.ts';

const seconds = Number(process.env.VECHE_BENCH_SECONDS ?? 8);
/** Processes that serve, each on its port, as docs/operations.md tells for several cores (section 7). */
const processes = Number(process.env.VECHE_BENCH_PROCESSES ?? 1);
/** Lists, items and search are asked for by many at once; boards are looked at one by one. */
const many = 8;

type Sql = ReturnType<typeof postgres>;
/** Without `most`: for the record. */
type Read = { what: string; most?: number; asks: Ask[]; clients?: number };

export const baseAsked = (): [string, Scale] =>
	process.env.VECHE_BENCH_SCALE === 'small' ? ['small', small] : ['whole', whole];

/** What officials and residents look at, over the whole base: eight clients at once, other places each time. */
export async function reads(): Promise<Finding[]> {
	const [name, scale] = baseAsked();
	const world = await openBase(name, scale);
	const sql = postgres(world.url, { max: 2, onnotice: () => {} });
	try {
		const wanted = process.env.VECHE_BENCH_ONLY;
		const all = (await readsOf(sql)).filter(({ what }) => !wanted || what.includes(wanted));
		const servers = await Promise.all(
			Array.from({ length: processes }, () => startServer(world, { VECHE_NO_JOBS: '1' })),
		);
		const addresses = servers.map((one) => one.address);
		const cpuOfAll = () => servers.reduce((sum, one) => sum + cpuOf(one.pid), 0);
		try {
			const findings: Finding[] = [];
			for (const read of all) {
				const { clients = many } = read;
				const lasting = clients === 1 ? seconds / 2 : seconds;
				// every address once: the first reader of a morning is not the promise
				await askInTurns(addresses, read.asks, {
					clients,
					seconds: lasting / 2,
					least: read.asks.length,
				});
				const pace = await paceOf(world.url);
				const timesOfAll = async () => (await Promise.all(servers.map((one) => one.times()))).flat();
				await timesOfAll();
				const before = { own: cpuOfAll(), database: cpuBelow(world.postgres) };
				const {
					waits,
					wrong,
					statuses,
					cpu: asking,
				} = await askInTurns(addresses, read.asks, {
					clients,
					seconds: lasting,
				});
				const cpu = (used: number) => rounded((used / waits.length) * 1000, 2);
				const times = (await timesOfAll()).sort((a, b) => a - b);
				const p95 = quantile(times, 0.95);
				findings.push({
					what: `${read.what}: p95${clients === 1 ? '' : ` at ${clients} clients`}, ms`,
					value: wrong ? Number.POSITIVE_INFINITY : atPace(p95, pace),
					...(read.most ? { most: read.most } : {}),
					told: `${wrong ? `answers ${JSON.stringify(statuses)}; ` : ''}as the clock showed: in the server p50 ${rounded(quantile(times, 0.5), 1)}, p95 ${rounded(p95, 1)}, p99 ${rounded(quantile(times, 0.99), 1)}, for the client p50 ${rounded(quantile(waits, 0.5), 1)}, p95 ${rounded(quantile(waits, 0.95), 1)} over ${waits.length} requests to ${read.asks.length} addresses${processes > 1 ? `, ${processes} processes` : ''}; CPU each: ${cpu(cpuOfAll() - before.own)} ms of Node, ${cpu(cpuBelow(world.postgres) - before.database)} ms of PostgreSQL, ${rounded(asking, 2)} ms of the load apart; ${paceInWords(pace)}`,
				});
				console.log(`  ${findings.at(-1)?.what} ${findings.at(-1)?.value} | ${findings.at(-1)?.told}`);
				await tellStatements(sql, read.what);
			}
			return findings;
		} finally {
			for (const one of servers) await one.stop();
		}
	} finally {
		await sql.end();
		await world.stop();
	}
}

async function readsOf(sql: Sql): Promise<Read[]> {
	const random = randomOf('reads');
	const cities = await sql<{ id: number; path: string }[]>`
		select t.id, t.path from territories.territory t join appeals.counter c on c.territory_id = t.id and c.year = 2026
		where t.kind = 'urban-okrug' order by c.value desc limit 40`;
	const regions = await sql<{ path: string }[]>`
		select path from territories.territory where kind = 'region' order by id limit 40`;
	const bodies = await sql<{ territory: number; body: string; account: string }[]>`
		select s.territory_id as territory, s.body_id as body, s.account_id as account from organisations.staff s
		where s.role = 'head' and s.territory_id = any(${cities.map((one) => one.id)})
		order by s.territory_id, s.body_id limit 200`;
	const desks = await signedIn(sql, random.shuffled([...bodies]).slice(0, 60));
	const items = await sql<{ path: string; number: string }[]>`
		select t.path, a.number from appeals.appeal a join territories.territory t on t.id = a.territory_id
		where a.territory_id = any(${cities.map((one) => one.id)}) and a.visibility = 'public'
			and a.filed_at > '2026-09-15' and a.filed_at < '2026-10-01' limit 400`;
	const words = ['яма', 'фонарь', 'мусор', 'отопление', 'снег', 'автобус', 'собаки', 'лифт', 'крыша', 'вода'];
	const boards = await boardPaths();
	const of = (paths: string[]): Ask[] => paths.map((path) => ({ path }));
	const categories = ['roads', 'yards', 'waste', 'lighting', 'supply'];
	const filters = cities.flatMap(({ path }) =>
		categories.map((category) => `/${path}/appeals?state=waiting&category=${category}&period=month`),
	);
	return [
		{ what: 'inbox of a body', most: 50, asks: desks },
		{ what: 'public list of a city, three filters', most: 50, asks: of(filters) },
		{
			what: 'public list of a region, three filters',
			most: 50,
			asks: of(
				regions.flatMap(({ path }) =>
					categories.map((category) => `/${path}/appeals?state=waiting&category=${category}&period=month`),
				),
			),
		},
		{
			what: 'full-text search in a city',
			most: 50,
			asks: of(
				cities.flatMap(({ path }) => words.map((word) => `/${path}/search?q=${encodeURIComponent(word)}`)),
			),
		},
		{
			what: 'words in the list of a city',
			most: 50,
			asks: of(
				cities.flatMap(({ path }) => words.map((word) => `/${path}/appeals?q=${encodeURIComponent(word)}`)),
			),
		},
		{
			what: 'page of an appeal',
			most: 50,
			asks: of(items.map(({ path, number }) => `/${path}/appeals/${number}`)),
		},
		...(
			[
				['the country', ['']],
				['a region', regions.map(({ path }) => path)],
				['a city', cities.map(({ path }) => path)],
			] as const
		).flatMap(([where, paths]) => [
			{
				what: `heat map of ${where}`,
				most: 50,
				clients: 1,
				asks: of(paths.map((path) => `${path ? `/${path}` : ''}/situation/cells.json`)),
			},
			...boards.map((board) => ({
				what: `board “${board || 'all'}” of ${where}`,
				most: 50,
				clients: 1,
				asks: of(paths.map((path) => `${path ? `/${path}` : ''}/situation${board ? `/${board}` : ''}`)),
			})),
		]),
		{
			what: 'overdue list of the country',
			most: 20,
			clients: 1,
			asks: of(['/appeals?state=late&sort=due']),
		},
	];
}

async function boardPaths(): Promise<string[]> {
	const { boardNames } = await import('#rooms/situation-centre/door.server.ts');
	return ['', ...boardNames];
}

/** A cookie for each official, made as a sign-in would: the base keeps no passwords. */
async function signedIn(
	sql: Sql,
	officials: readonly { territory: number; body: string; account: string }[],
): Promise<Ask[]> {
	const at = new Date();
	const later = new Date(at.getTime() + 86_400_000);
	const asks: Ask[] = [];
	for (const { territory, body, account } of officials) {
		const secret = randomBytes(32).toString('base64url');
		await sql`
			insert into identity.sign_in (account_id, id, secret_hash, rotated_at, way, factor_at, proved_at, created_at, seen_at, expires_at)
			values (${account}, ${crypto.randomUUID()}, ${hashOf(secret)}, ${at}, 'password', ${at}, ${at}, ${at}, ${at}, ${later})`;
		asks.push({
			path: `/office/appeals?desk=${encodeURIComponent(`body:${territory}/${body}`)}`,
			headers: { cookie: `${signInCookie}=${tokenOf(account as never, secret)}` },
		});
	}
	return asks;
}
