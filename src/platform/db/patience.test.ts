import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { aDatabase } from '#tests/support/database.ts';
import { aFrailWay } from '#tests/support/frail-server.ts';
import { Refusal } from '../errors/door.ts';
import { closeDatabase, database, isAway, openDatabase, transaction } from './door.server.ts';

const template = await aDatabase();
const way = await aFrailWay(template.url);
openDatabase({ url: way.url, connections: 2 });
await database()`create table public.mark (name text primary key)`;
after(async () => {
	await closeDatabase();
	await way.cut();
	await template.drop();
});
const marks = async () =>
	(await database()`select name from public.mark order by name`).map(({ name }) => name);

test('a question asked while the database is away waits for it', async () => {
	await way.cut();
	const asked = database()<{ one: number }[]>`select ${1}::int as one`.values();
	const put = database()`insert into public.mark (name) values ('never sent before')`;
	const seen = Promise.all([asked, put]);
	await wait(300);
	await way.open();
	assert.deepEqual([...(await seen)[0]], [[1]]);
	assert.deepEqual(await marks(), ['never sent before']);
});

test('a read whose answer was lost is asked again; a write is not', async () => {
	const reading = database()`select pg_sleep(0.3)::text as slept, ${database()`2 as two`}`;
	const writing = database()`
		insert into public.mark (name) select 'half done' || pg_sleep(0.3)::text`.then(
		() => null,
		(error: unknown) => error,
	);
	await wait(150);
	way.drop();
	assert.equal((await reading)[0]?.two, 2);
	assert.ok(isAway(await writing));
});

test('a transaction that was not at its end is done again as a whole', async () => {
	let runs = 0;
	await transaction(async (tx) => {
		runs++;
		await tx`insert into public.mark (name) values ('whole')`;
		if (runs === 1) way.drop();
		await tx`select pg_sleep(0.05)`;
	});
	assert.equal(runs, 2);
	assert.ok((await marks()).includes('whole'));
});

test('a commit whose answer was lost is not done again, and the person is told to look', async () => {
	let runs = 0;
	// The check that waits for the commit keeps it from being answered before the way is cut.
	await database()`create function public.slow() returns trigger language plpgsql as 'begin perform pg_sleep(0.5); return null; end'`;
	await database()`create constraint trigger slow after insert on public.mark deferrable initially deferred
		for each row execute function public.slow()`;
	const failed = transaction(async (tx) => {
		runs++;
		await tx`insert into public.mark (name) values ('perhaps')`;
		setTimeout(() => way.drop(), 200);
	});
	await assert.rejects(
		failed,
		(error) => error instanceof Refusal && error.code === 'platform.answer-lost-away',
	);
	assert.equal(runs, 1);
	await database()`drop trigger slow on public.mark`;
});

test('a database that stays away is told after a few seconds', async () => {
	await way.cut();
	const started = performance.now();
	const [read, written] = await Promise.allSettled([database()`select 1`, transaction((tx) => tx`select 1`)]);
	assert.ok(performance.now() - started < 15_000);
	assert.ok(read.status === 'rejected' && isAway(read.reason));
	assert.ok(written.status === 'rejected' && (written.reason as Refusal).code === 'platform.database-away');
	await way.open();
	assert.equal((await database()`select 1 as one`)[0]?.one, 1);
});
