/** A program reads votes, casts by a code of a sheet, and checks a receipt; what it may not is refused as in the form. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import {
	type BallotRef,
	closeEarly,
	codeSheet,
	makeCodes,
	revokeCodes,
	tendBallot,
} from '#rooms/ballots/door.server.ts';
import { anOpenBallot, aTown } from '#tests/support/fixtures/ballots.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTown();
const list = `/api/v1/territories/${town.id}/votes`;

async function ask(path: string, body?: unknown, headers: Record<string, string> = {}) {
	const response = await fetch(site.address + path, {
		method: body === undefined ? 'GET' : 'POST',
		headers: {
			'accept-language': 'ru',
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, headers: response.headers, json: await response.json() };
}
type Answer = Awaited<ReturnType<typeof ask>>;

const cast = (
	vote: BallotRef,
	code: string,
	marks: string[],
	key = randomUUID() as string,
): Promise<Answer> => ask(`${list}/${vote.id}/casts`, { code, marks }, { 'idempotency-key': key });
const told = ({ status, json }: Answer) => [status, json.code, json.errors?.[0]?.field];

async function aVoteByCodes(size: number, more = {}) {
	const vote = await anOpenBallot(town, { channels: ['code'], mayCloseEarly: true, ...more });
	const batch = await makeCodes(town.official, vote, { title: 'Заречье', size });
	const { codes } = await codeSheet(town.official, vote, batch);
	return { vote, batch, codes };
}

async function kept(vote: BallotRef): Promise<{ voters: number; envelopes: number }> {
	const [row] = await database()<{ voters: number; envelopes: number }[]>`
		select (select count(*)::int from ballots.voter where territory_id = ${town.id} and ballot_id = ${vote.id}) as voters,
			(select count(*)::int from ballots.envelope where territory_id = ${town.id} and ballot_id = ${vote.id}) as envelopes`;
	return { ...row! };
}

test('a program finds an open vote, casts by a sheet, checks the receipt, and reads the result with its files', async () => {
	const { vote, codes } = await aVoteByCodes(3);
	const found = await ask(`${list}?show=open&q=построить`);
	assert.deepEqual([found.json.items[0].id, found.json.items[0].state], [vote.id, 'open']);
	const read = await ask(`${list}/${vote.id}`);
	assert.deepEqual(
		[read.json.marks.kind, read.json.options.length, read.json.channels, read.json.voted],
		['choose-1', 3, ['code'], 0],
	);
	assert.equal((await ask(`${list}/${vote.id}/result`)).json.code, 'ballots.result-not-found');

	const taken = await cast(vote, codes[0]!, ['2']);
	assert.equal(taken.status, 201, JSON.stringify(taken.json));
	assert.equal(taken.headers.get('cache-control'), 'private, no-store');
	assert.equal(taken.json.words.length, 6);
	assert.ok(taken.json.url.endsWith(`/check#${taken.json.secret}`));
	await cast(vote, codes[1]!, ['2']);
	await cast(vote, codes[2]!, ['1']);
	await site.runJobs();
	const check = (secret: string) => ask(`${list}/${vote.id}/check`, { secret });
	const inLog = await check(taken.json.secret);
	assert.deepEqual([inLog.json.state, inLog.json.row], ['in-log', null]);
	assert.match(inLog.json.proof, /tlog-proof/);

	await closeEarly(town.head, vote, { reason: 'Проголосовали все' });
	await tendBallot(vote);
	const after = await check(taken.json.secret);
	assert.deepEqual(after.json.row, { marks: '2', matches: true });
	const result = await ask(`${list}/${vote.id}/result`);
	assert.deepEqual(
		[result.json.votes, result.json.blank, result.json.turnout.byChannel.code],
		[3, 0, 3],
		JSON.stringify(result.json),
	);
	assert.deepEqual(
		result.json.lines.filter((one: { won: boolean }) => one.won).map((one: { code: string }) => one.code),
		['2'],
	);
	const file = result.json.files.find((one: { kind: string }) => one.kind === 'votes');
	assert.match(await (await fetch(file.url)).text(), new RegExp(taken.json.code));
	assert.deepEqual(told(await cast(vote, codes[0]!, ['2'])), [409, 'ballots.already-closed', undefined]);
});

test('a repeat with its key gets the same receipt and keeps no secret; a code votes once however many come', async () => {
	const { vote, codes, batch } = await aVoteByCodes(3);
	const key = randomUUID();
	const [one, two] = await Promise.all([0, 1].map(() => cast(vote, codes[0]!, ['1'], key)));
	assert.deepEqual([one!.status, two!.status], [201, 201]);
	assert.deepEqual(one!.json, two!.json);
	assert.deepEqual(await kept(vote), { voters: 1, envelopes: 1 });
	const stored = await database()`select row_to_json(e)::text as text from ballots.envelope e
		where e.territory_id = ${town.id} and e.ballot_id = ${vote.id}`;
	const keys =
		await database()`select key, answer::text as answer from platform.idempotency where territory_id = ${town.id}`;
	for (const secret of [one!.json.secret, one!.json.code, key])
		assert.ok(!JSON.stringify([stored, keys]).includes(secret), 'kept in clear');

	assert.deepEqual(told(await cast(vote, codes[0]!, ['3'], key)), [
		409,
		'platform.key-used-meanwhile',
		undefined,
	]);
	assert.deepEqual(told(await cast(vote, codes[0]!, ['1'])), [409, 'ballots.already-voted', undefined]);
	const race = await Promise.all(Array.from({ length: 30 }, () => cast(vote, codes[1]!, ['1'])));
	assert.equal(race.filter(({ status }) => status === 201).length, 1);
	assert.deepEqual(await kept(vote), { voters: 2, envelopes: 2 });
	await revokeCodes(town.official, vote, batch);
	assert.deepEqual(told(await cast(vote, codes[2]!, ['1'])), [422, 'api.invalid', 'code']);
});

test('what the form refuses is refused to programs: marks, keys, codes, other ways, other places', async () => {
	const { vote, codes } = await aVoteByCodes(1);
	const [code] = codes as [string];
	assert.deepEqual(told(await cast(vote, code, ['1', '2'])), [422, 'api.invalid', 'marks']);
	assert.deepEqual(told(await cast(vote, code, ['x'])), [422, 'api.invalid', 'marks']);
	for (const key of ['vote-0001', '00000000-0000-1000-8000-000000000001'])
		assert.deepEqual(told(await cast(vote, code, ['1'], key)), [400, 'ballots.api.key-random', undefined]);
	const none = await ask(`${list}/${vote.id}/casts`, { code, marks: ['1'] });
	assert.equal(none.json.code, 'ballots.api.key-random');
	const byAccount = await anOpenBallot(town);
	assert.deepEqual(told(await cast(byAccount, code, ['1'])), [422, 'ballots.lack.channel', undefined]);
	const other = await aTown();
	const elsewhere = await ask(
		`/api/v1/territories/${other.id}/votes/${vote.id}/casts`,
		{ code, marks: ['1'] },
		{ 'idempotency-key': randomUUID() },
	);
	assert.equal(elsewhere.status, 404);
	assert.deepEqual(await kept(vote), { voters: 0, envelopes: 0 });
	assert.equal((await ask(`${list}?after=junk`)).json.errors[0].code, 'ballots.api.after-wrong');
	assert.equal((await ask(`${list}/${randomUUID()}`)).status, 404);
	// guesses are counted by the address, and past the limit a right code waits too
	const foreign = (await aVoteByCodes(1)).codes[0]!;
	const guesses = await Promise.all(Array.from({ length: 29 }, () => cast(vote, foreign, ['1'])));
	assert.ok(guesses.every((one) => one.json.errors?.[0]?.code === 'ballots.code.wrong'));
	assert.deepEqual(told(await cast(vote, code, ['1'])), [429, 'ballots.code.too-many', undefined]);
	assert.deepEqual(await kept(vote), { voters: 0, envelopes: 0 });
});
