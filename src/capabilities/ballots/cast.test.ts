import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import {
	aDefinition,
	anOpenBallot,
	aResident,
	aTown,
	hour,
	refusal,
	someone,
	vote,
} from '#tests/support/fixtures/ballots.ts';
import { house } from '#tests/support/house.ts';
import { castAtDesk, issuePaper } from './at-desk.ts';
import type { BallotRef } from './ballot.ts';
import { castVote } from './cast-vote.ts';
import { cancelBallot, prolongBallot } from './change-open.ts';
import { checkReceipt } from './check-receipt.ts';
import { ballotOfCode, castByCode, codeBatches, codeSheet, makeCodes, revokeCodes } from './codes.ts';
import { viewBallot } from './door.server.ts';
import { readAnew } from './known-ballots.server.ts';
import { tendBallot } from './tend-ballots.ts';

await house();

async function rowsOf(ballot: BallotRef) {
	const [row] = await database()<{ voters: number; envelopes: number; replaced: number }[]>`
		select (select count(*)::int from ballots.voter where territory_id = ${ballot.territory} and ballot_id = ${ballot.id}) as voters,
			(select count(*)::int from ballots.envelope where territory_id = ${ballot.territory} and ballot_id = ${ballot.id}) as envelopes,
			(select count(*)::int from ballots.replaced where territory_id = ${ballot.territory} and ballot_id = ${ballot.id}) as replaced`;
	return row;
}

test('two hundred casts of one person at once leave one vote, and the same form gives the same receipt', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town);
	const anna = await someone();
	const first = vote(ballot, '2');
	const [one, two] = await Promise.all([castVote(anna, first), castVote(anna, first)]);
	assert.deepEqual(one, two);
	await assert.rejects(
		castVote(anna, { ...first, marks: { marked: ['1'] } }),
		refusal('platform.key-used-meanwhile'),
	);
	const others = await Promise.allSettled(
		Array.from({ length: 20 }, () => castVote(anna, vote(ballot, '1'))),
	);
	assert.ok(
		others.every((done) => done.status === 'rejected' && refusal('ballots.already-voted')(done.reason)),
	);
	const boris = await someone();
	const race = await Promise.allSettled(
		Array.from({ length: 200 }, () => castVote(boris, vote(ballot, '1'))),
	);
	assert.equal(race.filter(({ status }) => status === 'fulfilled').length, 1);
	assert.deepEqual(await rowsOf(ballot), { voters: 2, envelopes: 2, replaced: 0 });
	const [sealed] = await database()<{ content: Buffer }[]>`
		select content from ballots.envelope where territory_id = ${town.id} and ballot_id = ${ballot.id} limit 1`;
	assert.ok(!sealed!.content.includes('2\0'), 'the vote can be read');
	const { mine, lacks, turnout } = await viewBallot(anna, ballot);
	assert.deepEqual([mine?.channel, lacks, turnout.all], ['site', ['already-voted'], 2]);
});

test('marks that the ballot does not take are refused with all that is wrong', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, {
		marks: { kind: 'approval', least: 1, most: 2 },
		rule: { kind: 'choice', name: 'approval', seats: 1, leastVotes: null },
	});
	const anna = await someone();
	await assert.rejects(castVote(anna, vote(ballot, '1', '2', '3')), refusal('ballots.marks.too-many'));
	await assert.rejects(castVote(anna, vote(ballot)), refusal('ballots.marks.too-few'));
	await assert.rejects(castVote(anna, vote(ballot, '1', 'x')), refusal('ballots.marks.option'));
	await assert.rejects(castVote(outsider(), vote(ballot, '1')), refusal('platform.sign-in-first'));
	assert.deepEqual(await rowsOf(ballot), { voters: 0, envelopes: 0, replaced: 0 });
});

test('what was slipped into the tables cannot be voted for, and what was deleted there still can', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town);
	const sql = database();
	const { options } = await viewBallot(outsider(), ballot);
	await sql`
		insert into ballots.option (territory_id, ballot_id, code, position, title, note)
		values (${town.id}, ${ballot.id}, 'evil', 9, 'Третий путь', '')`;
	await sql`delete from ballots.option where territory_id = ${town.id} and ballot_id = ${ballot.id} and code = '2'`;
	readAnew(ballot);
	const shown = await viewBallot(outsider(), ballot);
	assert.deepEqual(shown.options, options);
	await assert.rejects(castVote(await someone(), vote(ballot, 'evil')), { name: 'Invalid' });
	await castVote(await someone(), vote(ballot, '2'));
	await sql`
		update ballots.ballot set fixed = replace(fixed, '"code":"2"', '"code":"3"')
		where territory_id = ${town.id} and id = ${ballot.id}`;
	readAnew(ballot);
	await assert.rejects(castVote(await someone(), vote(ballot, '3')), /is not what the log holds/);
});

test('a vote may be changed where the ballot says so, and a former form does not bring the former vote back', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, { mayChange: true });
	const anna = await someone();
	const former = vote(ballot, '1');
	const first = await castVote(anna, former);
	const second = await castVote(anna, vote(ballot, '2'));
	assert.deepEqual([first.changed, second.changed], [false, true]);
	await assert.rejects(castVote(anna, former), refusal('ballots.already-replaced'));
	assert.equal((await checkReceipt(outsider(), { ballot, secret: first.secret })).state, 'replaced');
	assert.equal((await checkReceipt(outsider(), { ballot, secret: second.secret })).state, 'waiting');
	const race = await Promise.allSettled(
		Array.from({ length: 20 }, (_, i) => castVote(anna, vote(ballot, String(1 + (i % 3))))),
	);
	assert.ok(race.every(({ status }) => status === 'fulfilled'));
	assert.deepEqual(await rowsOf(ballot), { voters: 1, envelopes: 1, replaced: 21 });
});

test('an account and the paper it was confirmed by are one person, at the desk and on the site', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, {
		channels: ['site', 'desk', 'paper'],
		who: { ...aDefinition(town).who, residence: 'confirmed', ageFrom: 14 },
	});
	const desk = { ballot, livesHere: true, bornOn: '1990-01-01' };
	const anna = await aResident(town, '5704 200001', '1990-01-01');
	const boris = await aResident(town, '5704 200002', '1990-01-01');
	await castVote(anna, vote(ballot, '1'));
	await assert.rejects(
		castAtDesk(town.official, { ...vote(ballot, '2'), ...desk, document: '57 04 № 200001' }),
		refusal('ballots.already-voted'),
	);
	await castAtDesk(town.official, { ...vote(ballot, '2'), ...desk, document: '5704200002' });
	await assert.rejects(castVote(boris, vote(ballot, '3')), refusal('ballots.already-voted'));
	// who has no account, and makes one afterwards
	await castAtDesk(town.official, { ...vote(ballot, '3'), ...desk, document: '5704200003' });
	const dina = await aResident(town, '5704 200003', '1990-01-01');
	await assert.rejects(castVote(dina, vote(ballot, '3')), refusal('ballots.already-voted'));
	assert.equal((await viewBallot(dina, ballot)).mine?.channel, 'desk');
	await issuePaper(town.official, { ...desk, document: '5704200004' });
	const egor = await aResident(town, '5704 200004', '1990-01-01');
	await assert.rejects(castVote(egor, vote(ballot, '3')), refusal('ballots.already-took-paper'));
	await assert.rejects(
		issuePaper(town.official, { ...desk, document: '5704200001' }),
		refusal('ballots.already-voted'),
	);
	const young = { ...vote(ballot, '1'), ...desk, document: '5704200009' };
	await assert.rejects(
		castAtDesk(town.official, { ...young, bornOn: '2020-01-01' }),
		refusal('ballots.lack.too-young'),
	);
	await assert.rejects(
		castAtDesk(town.official, { ...young, livesHere: false }),
		refusal('ballots.desk.lives-here'),
	);
	await assert.rejects(
		castAtDesk(town.official, { ...young, document: 'паспорт' }),
		refusal('ballots.desk.document'),
	);
	await assert.rejects(castAtDesk(anna, young), refusal('platform.not-found'));
	const { turnout } = await viewBallot(anna, ballot);
	assert.deepEqual(turnout.byChannel, { site: 1, code: 0, desk: 2, paper: 0 });
	assert.equal(turnout.papersIssued, 1);
});

test('a code from a sheet votes once; a forged, foreign or revoked one never', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, { channels: ['code'] });
	const other = await anOpenBallot(town, { channels: ['code'] });
	const batch = await makeCodes(town.official, ballot, { title: 'Заречье', size: 3 });
	const { codes } = await codeSheet(town.official, ballot, batch);
	assert.equal(new Set(codes).size, 3);
	const anyone = outsider();
	const [code, second, third] = codes as [string, string, string];
	const opened = await ballotOfCode(anyone, town.id, code.toLowerCase().replaceAll('-', ' '));
	assert.equal(opened.ballot.id, ballot.id);
	const race = await Promise.allSettled(
		Array.from({ length: 30 }, () => castByCode(anyone, { ...vote(ballot, '1'), code })),
	);
	assert.equal(race.filter(({ status }) => status === 'fulfilled').length, 1);
	await assert.rejects(ballotOfCode(anyone, town.id, code), refusal('ballots.code.used'));
	await assert.rejects(
		castByCode(anyone, { ...vote(other, '1'), code: second }),
		refusal('ballots.code.wrong'),
	);
	await assert.rejects(
		castByCode(anyone, { ...vote(ballot, '1'), code: 'K7QM-2XVA-9C' }),
		refusal('ballots.code.wrong'),
	);
	await assert.rejects(castVote(await someone(), vote(ballot, '1')), refusal('ballots.lack.channel'));
	for (let i = 0; i < 31; i++)
		await ballotOfCode(anyone, town.id, 'AAAA-AAAA-5Z', { ip: '10.0.0.9' }).catch(() => {});
	assert.deepEqual(
		(await codeBatches(town.official, ballot)).map(({ used, size }) => [used, size]),
		[[1, 3]],
	);
	await revokeCodes(town.official, ballot, batch);
	await assert.rejects(
		castByCode(anyone, { ...vote(ballot, '1'), code: third }),
		refusal('ballots.code.wrong'),
	);
	await assert.rejects(codeSheet(town.official, ballot, batch), refusal('ballots.codes.already-revoked'));
	const stored =
		await database()`select 1 from ballots.code where convert_from(hash, 'SQL_ASCII') like ${`%${code}%`}`.catch(
			() => [],
		);
	assert.equal(stored.length, 0);
});

test('the clock of the server decides; a ballot that is cancelled or over takes nothing', async () => {
	const town = await aTown();
	const closesAt = new Date(Date.now() + hour);
	const ballot = await anOpenBallot(town, { closesAt });
	const [anna, boris] = [await someone(), await someone()];
	await assert.rejects(castVote(anna, vote(ballot, '1'), closesAt), refusal('ballots.already-closed'));
	await assert.rejects(
		prolongBallot(town.official, ballot, { closesAt, reason: 'Просили соседи' }),
		refusal('ballots.closes.earlier'),
	);
	const longer = new Date(closesAt.getTime() + hour);
	await assert.rejects(
		prolongBallot(anna, ballot, { closesAt: longer, reason: 'Просили соседи' }),
		refusal('platform.not-allowed'),
	);
	await prolongBallot(town.official, ballot, { closesAt: longer, reason: 'Просили соседи' });
	await castVote(anna, vote(ballot, '1'), closesAt);
	const prolonged = (await viewBallot(anna, ballot)).events.at(-1)!;
	assert.deepEqual(
		[prolonged.kind, prolonged.before, prolonged.after, prolonged.logged],
		['prolonged', closesAt.toISOString(), longer.toISOString(), true],
	);
	await assert.rejects(
		cancelBallot(town.official, ballot, { reason: 'Ошибка в вопросе' }),
		refusal('platform.not-allowed'),
	);
	await cancelBallot(town.head, ballot, { reason: 'Ошибка в вопросе' });
	await assert.rejects(castVote(boris, vote(ballot, '1')), refusal('ballots.already-closed'));
	const left = await database()`
		select 1 from ballots.envelope where territory_id = ${town.id} and ballot_id = ${ballot.id} and content is not null
		union all select 1 from ballots.urn_key where territory_id = ${town.id} and ballot_id = ${ballot.id}`;
	assert.equal(left.length, 0);
	await tendBallot(ballot, new Date(longer.getTime() + hour));
	assert.equal((await viewBallot(boris, ballot)).state, 'cancelled');

	// a process that has not heard yet that the ballot is closed
	const other = await anOpenBallot(town);
	await castVote(anna, vote(other, '1'));
	await database()`
		update ballots.ballot set state = 'counting', closed_at = now() where territory_id = ${town.id} and id = ${other.id}`;
	await assert.rejects(castVote(boris, vote(other, '1')), refusal('ballots.already-closed'));
	assert.equal((await rowsOf(other))?.voters, 1);
});
