import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { postgres } from '#platform/db/driver.server.ts';
import { addressOf, type BallotRef } from '#rooms/ballots/door.server.ts';
import { openSecret, readSecret, readVotesFile } from '#rooms/ballots/door.ts';
import { askInTurns, quantile } from './appeals/clients.ts';
import { atPace, type Pace, paceInWords, paceOf } from './appeals/pace.ts';
import { cpuBelow, cpuOf, rssOf } from './cpu.ts';
import { type RunningServer, startServer } from './processes.ts';
import { type Finding, rounded } from './report.ts';
import type { Fired } from './votes/fire.ts';
import { fired } from './votes/fired.ts';
import { prepareVotes, type Ready } from './votes/prepare.ts';
import { openWorld, type World } from './world.ts';

const seconds = Number(process.env.VECHE_BENCH_SECONDS ?? 30);
const people = Number(process.env.VECHE_BENCH_VOTES ?? 50_000);
/** Where receipts are checked by the API at the end. */
const checked = 100;

type Sql = ReturnType<typeof postgres>;
type At = { world: World; server: RunningServer; sql: Sql };

/** Votes cast by the form and by the API, 50,000 in one vote to its end, the count, and what is read afterwards. */
export async function votes(): Promise<Finding[]> {
	const world = await openWorld();
	try {
		const ready = await prepareVotes(world, people);
		const sql = postgres(world.url, { max: 2, onnotice: () => {} });
		const server = await startServer(world);
		const at = { world, server, sql };
		try {
			await fired(at, ready.warm, 4);
			return [
				...(await casting('form', 500, at, ready)),
				...(await casting('api', 1_000, at, ready)),
				...(await toTheEnd(at, ready)),
			];
		} finally {
			await server.stop();
			await sql.end();
		}
	} finally {
		await world.stop();
	}
}

/** As many as 32 connections bring through in half a minute. */
async function casting(way: 'form' | 'api', least: number, at: At, ready: Ready): Promise<Finding[]> {
	const pace = await paceOf(at.world.url);
	const before = cpuNow(at);
	const found = await fired(at, ready[way], seconds);
	const told = tellOf(found, before, cpuNow(at), pace);
	const wrong = await amiss(at.sql, ready[way].ref, found);
	const name = way === 'form' ? 'by the form' : 'by the API with a code';
	const perSecond = found.receipts.length / found.seconds;
	return [
		{
			what: `votes ${name} with receipts, 32 connections: a second`,
			value: rounded(perSecond / Math.min(1, pace.share), 0),
			least,
			told: `${found.receipts.length} in ${rounded(found.seconds, 1)} s, ${rounded(perSecond, 0)} a second by the clock; ${told}`,
		},
		{
			what: `votes ${name}: p99, ms`,
			value: atPace(quantile(found.waits, 0.99), pace),
			most: 200,
			told: waitsOf(found.waits),
		},
		{
			what: `votes ${name}: refused, lost, doubled or without a receipt`,
			value: wrong + refusedOf(found),
			most: 0,
			told: `${found.receipts.length} receipts, each one envelope; other answers: ${JSON.stringify(found.others)}`,
		},
	];
}

/** Everybody votes in one ballot, it ends, all is counted, and the crowd looks at the result. */
async function toTheEnd(at: At, ready: Ready): Promise<Finding[]> {
	const { ref } = ready.crowd;
	const pace = await paceOf(at.world.url);
	const before = cpuNow(at);
	const found = await fired(at, ready.crowd, 3_600);
	const told = tellOf(found, before, cpuNow(at), pace);
	const wrong = await amiss(at.sql, ref, found);
	const count = await counted(at, ref);
	const unread = await unreadIn(at.sql, ref, found);
	const unproven = await unprovenOf(at, ref, found);
	return [
		{
			what: `${people.toLocaleString('en')} votes in one ballot: seconds until all are answered`,
			value: rounded(found.seconds * Math.min(1, pace.share), 0),
			most: 600,
			told: `${waitsOf(found.waits)}; ${told}`,
		},
		{
			what: 'of them refused, lost, doubled, not counted or not in the open file as cast',
			value: wrong + refusedOf(found) + Math.abs(found.receipts.length - count.votes) + unread,
			most: 0,
			told: `${found.receipts.length} receipts, ${count.votes} counted, ${count.damaged} damaged; ${checked} receipts asked for by the API: ${unproven} without proof or with another row`,
		},
		{
			what: 'the count: seconds from its begin to the result on the page',
			value: rounded(count.seconds, 1),
			told: `opened, counted, published and the key broken in one transaction; CPU ${rounded(count.cpu.node, 1)} s of Node, ${rounded(count.cpu.postgres, 1)} s of PostgreSQL`,
		},
		{
			what: 'the count: memory of the process above what it was, MB',
			value: rounded(count.memory, 0),
			told: `from ${rounded(count.memoryBefore, 0)} MB, seen 20 times a second`,
		},
		...(await reading('result page', addressOf(ref), at)),
		...(await reading('list of votes', `${addressOf(ref).replace(/\/[^/]+$/, '')}?show=closed`, at)),
	];
}

async function reading(what: string, path: string, { server, world }: At): Promise<Finding[]> {
	await askInTurns([server.address], [{ path }], { clients: 8, seconds: 3 });
	const pace = await paceOf(world.url);
	await server.times();
	const { waits, wrong } = await askInTurns([server.address], [{ path }], { clients: 8, seconds: 10 });
	const times = (await server.times()).sort((a, b) => a - b);
	const p95 = quantile(times, 0.95);
	return [
		{
			what: `${what} after the count, 8 clients: p95 in the server, ms`,
			value: wrong ? Number.POSITIVE_INFINITY : atPace(p95, pace),
			most: 50,
			told: `in the server ${waitsOf(times)}; for the client p50 ${rounded(quantile(waits, 0.5), 1)}, p95 ${rounded(quantile(waits, 0.95), 1)}; ${waits.length} in 10 s; ${paceInWords(pace)}`,
		},
	];
}

const waitsOf = (waits: readonly number[]): string =>
	`p50 ${rounded(quantile(waits, 0.5), 1)}, p95 ${rounded(quantile(waits, 0.95), 1)}, p99 ${rounded(quantile(waits, 0.99), 1)} ms`;
const refusedOf = ({ others }: Fired): number => Object.values(others).reduce((sum, one) => sum + one, 0);

type Cpu = { node: number; postgres: number };
const cpuNow = ({ server, world }: At): Cpu => ({
	node: cpuOf(server.pid),
	postgres: cpuBelow(world.postgres),
});

function tellOf(found: Fired, before: Cpu, after: Cpu, pace: Pace): string {
	const each = (used: number) => rounded((used / Math.max(1, found.receipts.length)) * 1000, 2);
	return `CPU a vote: ${each(after.node - before.node)} ms of Node, ${each(after.postgres - before.postgres)} ms of PostgreSQL; the load beside took ${each(found.cpu)} ms a vote; ${paceInWords(pace)}`;
}

const thingOf = (secret: string): ReturnType<typeof openSecret> =>
	openSecret((...parts) => {
		const hash = createHash('sha256');
		for (const part of parts) hash.update(part);
		return hash.digest();
	}, readSecret(secret)!);

/** Receipts without an envelope, and envelopes or voters that there are too many. */
async function amiss(sql: Sql, ref: BallotRef, { receipts }: Fired): Promise<number> {
	const rows = await sql<{ id: string }[]>`
		select id from ballots.envelope where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
	const [voters] = await sql<{ count: number }[]>`
		select count(*)::int as count from ballots.voter where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
	const left = new Set(rows.map(({ id }) => id));
	const missing = receipts.filter(({ secret }) => !left.delete(thingOf(secret).thing)).length;
	return missing + left.size + Math.abs(voters!.count - rows.length);
}

/** Ends the ballot as its hour does, and waits for the result. */
async function counted({ sql, server, world }: At, ref: BallotRef) {
	const at = sql`territory_id = ${ref.territory} and id = ${ref.id}`;
	const memoryBefore = rssOf(server.pid);
	let memory = memoryBefore;
	const before = cpuNow({ sql, server, world });
	await sql`update ballots.ballot set closes_at = now() where ${at}`;
	await sql`
		select graphile_worker.add_job('ballots.tend', payload := ${JSON.stringify({ territory: ref.territory, id: ref.id })}::text::json,
			run_at := now(), job_key := ${`ballots.close ${ref.id}`})`;
	let began = performance.now();
	for (let state = 'open'; state !== 'closed'; ) {
		await wait(50);
		const [row] = await sql<{ state: string }[]>`select state from ballots.ballot where ${at}`;
		// seen within a twentieth of a second of the moment at which votes were taken no more
		if (state === 'open') began = performance.now();
		state = row!.state;
		memory = Math.max(memory, rssOf(server.pid));
		if (performance.now() - began > 300_000) throw new Error('the votes are not counted');
	}
	const seconds = (performance.now() - began) / 1000;
	const after = cpuNow({ sql, server, world });
	const [result] = await sql<{ votes: number; damaged: number }[]>`
		select (outcome->>'votes')::int as votes, (outcome->>'damaged')::int as damaged from ballots.result
		where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
	return {
		...result!,
		seconds,
		memoryBefore,
		memory: memory - memoryBefore,
		cpu: { node: after.node - before.node, postgres: after.postgres - before.postgres },
	};
}

/** Receipts whose row is not in the open file as it was cast. */
async function unreadIn(sql: Sql, ref: BallotRef, { receipts }: Fired): Promise<number> {
	const [file] = await sql<{ content: Buffer }[]>`
		select content from ballots.published
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and kind = 'votes'`;
	const rows = readVotesFile(file!.content.toString('utf8')) ?? [];
	const filed = new Map(rows.map(({ code, marks }) => [code, marks.marked.join(',')]));
	return receipts.filter(({ secret, marks }) => filed.get(thingOf(secret).code) !== marks).length;
}

/** Some receipts, asked for as their voters do. */
async function unprovenOf({ server }: At, ref: BallotRef, { receipts }: Fired): Promise<number> {
	let unproven = 0;
	for (let i = 0; i < checked; i++) {
		const { secret, marks } = receipts[Math.floor((i * receipts.length) / checked)]!;
		const answer = await fetch(
			`${server.address}/api/v1/territories/${ref.territory}/votes/${ref.id}/check`,
			{
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ secret }),
			},
		);
		const { proof, row } = (await answer.json()) as {
			proof: string | null;
			row: { marks: string; matches: boolean } | null;
		};
		if (!proof || !row?.matches || row.marks !== marks) unproven++;
	}
	return unproven;
}
