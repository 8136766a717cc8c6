import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type AccountId, database } from '#platform/db/door.server.ts';
import { auditLog } from '#platform/transparency/audit.server.ts';
import { nodeCrypto } from '#platform/transparency/tlog/node-crypto.server.ts';
import { parseReceipt, readEntry } from '#platform/transparency/tlog/receipt.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import {
	anOpenBallot,
	aTown,
	castMany,
	hour,
	option,
	refusal,
	someone,
	vote,
} from '#tests/support/fixtures/ballots.ts';
import { house } from '#tests/support/house.ts';
import type { BallotRef, Definition } from './ballot.ts';
import { closedContent, openSecret, readBallotContent } from './canonical.ts';
import { castVote } from './cast-vote.ts';
import { cancelBallot, closeEarly, correctBallot } from './change-open.ts';
import { checkReceipt } from './check-receipt.ts';
import { countVotes } from './count/count-votes.ts';
import { lotOf, readVotesFile } from './count/votes-file.ts';
import { countBallot } from './count-ballot.ts';
import {
	castByCode,
	changeProof,
	codeSheet,
	fileOf,
	fixedText,
	makeCodes,
	resultOf,
	viewBallot,
} from './door.server.ts';
import { refreshLive } from './live.ts';
import { room } from './room.server.ts';
import { tendBallot, tendBallots } from './tend-ballots.ts';
import { keepUrns, lostUrns, takeUrns } from './urns-apart.ts';

const h = await house();
const after = new Date(Date.now() + 2 * hour);
async function afterClosing(ballot: BallotRef) {
	await tendBallot(ballot, after);
	const result = await resultOf(outsider(), ballot);
	assert.ok(result, 'it was not counted');
	return result;
}
const textOf = async (ballot: BallotRef, kind: 'votes' | 'envelopes' | 'replaced') =>
	Buffer.from((await fileOf(outsider(), ballot, kind))!.content).toString('utf8');

test('after the count nothing joins who and what, and each receipt leads to its row', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, { mayChange: true });
	const receipts = await castMany(ballot, ['1'], ['2'], ['2']);
	const anna = await someone();
	await castVote(anna, vote(ballot, '3'));
	receipts.push(await castVote(anna, vote(ballot, '2')));
	await h.runJobs();
	const before = await checkReceipt(outsider(), { ballot, secret: receipts[0]!.secret });
	assert.deepEqual([before.state, before.row], ['in-log', null]);
	assert.equal(parseReceipt(before.proof!).opening, null, 'the proof of an open ballot opens nothing');
	assert.equal(await fileOf(outsider(), ballot, 'votes'), null);

	const result = await afterClosing(ballot);
	assert.deepEqual(
		[result.votes, result.damaged, result.lines.map(({ code, votes, won }) => [code, votes, won])],
		[
			4,
			0,
			[
				['2', 3, true],
				['1', 1, false],
				['3', 0, false],
			],
		],
	);
	assert.match(result.told.steps.join(' '), /«Вариант 2»: 3 голоса/);
	const left = await database()`
		select 1 from ballots.envelope where territory_id = ${town.id} and (voter is not null or content is not null) and ballot_id = ${ballot.id}
		union all select 1 from ballots.urn_key where territory_id = ${town.id} and ballot_id = ${ballot.id}`;
	assert.equal(left.length, 0);
	const rows = readVotesFile(await textOf(ballot, 'votes'))!;
	assert.deepEqual(
		rows.map(({ code }) => code),
		rows.map(({ code }) => code).toSorted(),
	);
	await h.runJobs();
	for (const receipt of receipts) {
		const check = await checkReceipt(outsider(), { ballot, secret: receipt.secret });
		assert.equal(check.row?.matches, true);
		const { entry, opening } = parseReceipt(check.proof!);
		const commitment = nodeCrypto.sha256(opening!.nonce, new TextEncoder().encode(opening!.content));
		assert.deepEqual(commitment, readEntry(entry)!.commitment);
		assert.equal(opening!.content.split('\n')[3], check.row!.marks);
	}
	const secret = 'AAECAwQFBgcICQoLDA0ODw';
	assert.equal((await checkReceipt(outsider(), { ballot, secret })).state, 'unknown');
	await assert.rejects(checkReceipt(outsider(), { ballot, secret: 'x' }), refusal('ballots.secret.wrong'));
	// what the log fixed of the result are the files that everybody gets
	const proof = parseReceipt((await resultOf(outsider(), ballot))!.proof!);
	for (const kind of ['votes', 'envelopes', 'replaced'] as const) {
		const hash = createHash('sha256')
			.update(await textOf(ballot, kind))
			.digest('hex');
		assert.ok(proof.opening!.content.includes(`"${kind}":"${hash}"`), kind);
	}
	const ids = (await textOf(ballot, 'envelopes')).trim().split('\n');
	assert.deepEqual(ids, receipts.map(({ thing }) => thing as string).toSorted());
	assert.equal((await textOf(ballot, 'replaced')).trim().split('\n').length, 1);
});

test('a stranger repeats the count from what was fixed and the file alone', async () => {
	const town = await aTown();
	const definition: Partial<Definition> = {
		options: ['1', '2', '3'].map((code, i) =>
			option(code, { cost: BigInt(i + 1) * 50_000n, groups: i ? ['park'] : [] }),
		),
		groups: [{ code: 'park', title: 'Парк', otherTitle: null, budget: null, most: 1, least: null }],
		marks: { kind: 'approval', least: 1 },
		rule: { kind: 'budget', name: 'equalshares/add1', budget: 200_000n, threshold: null, satisfaction: null },
		ties: { by: [], last: 'lot' },
	};
	const ballot = await anOpenBallot(town, definition);
	await castMany(ballot, ['1', '2'], ['2', '3'], ['3'], ['1', '3'], ['2']);
	const result = await afterClosing(ballot);
	await h.runJobs();
	const { content, proof } = (await fixedText(outsider(), ballot))!;
	assert.equal(parseReceipt(proof!).opening?.content, content);
	const fixed = readBallotContent(content)!;
	const rows = readVotesFile(await textOf(ballot, 'votes'))!;
	const texts = rows.map(({ code, marks }) => ({ code, marks: marks.marked.join(',') }));
	const again = countVotes(
		fixed,
		rows.map(({ marks }) => marks),
		{ eligible: null, lot: lotOf(nodeCrypto.sha256, texts) },
	);
	assert.deepEqual(
		again.won.map((i) => fixed.options[i]!.code),
		result.lines.filter(({ won }) => won).map(({ code }) => code),
	);
	assert.equal(result.money?.spent, again.budget?.funded.spent);
	assert.ok(again.won.filter((i) => i > 0).length <= 1, 'projects of a group shut each other out');
	assert.ok(result.told.steps.length > 0 && result.told.unfunded.length > 0);
});

test('a vote that somebody meddles with is told as damaged, and options changed behind the house change no count', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town);
	const [first, second, third] = await castMany(ballot, ['1'], ['1'], ['1'], ['2'], ['2'], ['2']);
	await h.runJobs();
	const db = database();
	await db`
		update ballots.envelope set content = set_byte(content, 40, (get_byte(content, 40) + 1) % 256)
		where territory_id = ${town.id} and id = ${first!.thing}`;
	await db`
		update ballots.envelope e set content = o.content from ballots.envelope o
		where e.territory_id = ${town.id} and e.id = ${second!.thing} and o.territory_id = ${town.id} and o.ballot_id = e.ballot_id
			and o.id not in (${first!.thing}, ${second!.thing})`;
	// whoever holds the key of the urn seals another vote: it is not what the log has held
	const setLeaf = (leaf: Buffer) => db<{ leaf: Buffer }[]>`
		update ballots.envelope set leaf = ${leaf} where territory_id = ${town.id} and id = ${third!.thing}`;
	const [held] = await db<{ leaf: Buffer }[]>`
		select leaf from ballots.envelope where territory_id = ${town.id} and id = ${third!.thing}`;
	await setLeaf(Buffer.alloc(32, 1));
	await db`update ballots.option set code = 'x' where territory_id = ${town.id} and ballot_id = ${ballot.id} and code = '1'`;
	await assert.rejects(
		checkReceipt(outsider(), { ballot, secret: first!.secret }),
		refusal('ballots.envelope-changed'),
	);
	await tendBallot(ballot, after);
	const [row] = await db<{ outcome: { votes: number; damaged: number; won: string[] } }[]>`
		select outcome from ballots.result where territory_id = ${town.id} and ballot_id = ${ballot.id}`;
	assert.deepEqual([row!.outcome.votes, row!.outcome.damaged, row!.outcome.won], [3, 3, ['2']]);
	await setLeaf(held!.leaf);
});

test('the log is held against ballots and votes: what is deleted or slipped in is named', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, { mayChange: true });
	const [one, two] = await castMany(ballot, ['1'], ['2']);
	const anna = await someone();
	await castVote(anna, vote(ballot, '1'));
	await h.runJobs();
	await castVote(anna, vote(ballot, '2'));
	await correctBallot(town.official, ballot, {
		explanation: 'Место есть одно, у школы.',
		reason: 'Не сказали, где',
	});
	await afterClosing(ballot);
	await h.runJobs();
	assert.deepEqual((await auditLog()).faults, []);
	const corrected = (await viewBallot(outsider(), ballot)).events.find(({ kind }) => kind === 'corrected');
	const { opening } = parseReceipt((await changeProof(outsider(), ballot, corrected!.id))!);
	assert.match(
		opening!.content,
		/^veche-ballot-changed\/1\n.*"after":"Место есть одно, у школы\.".*Не сказали, где/,
	);
	await database()`delete from ballots.envelope where territory_id = ${town.id} and id = ${one!.thing}`;
	await database()`
		update ballots.envelope set id = gen_random_uuid() where territory_id = ${town.id} and id = ${two!.thing}`;
	const kinds = (await auditLog()).faults.map(({ kind }) => kind).toSorted();
	assert.deepEqual(kinds, ['leaf-without-thing', 'leaf-without-thing', 'thing-without-leaf']);
	await database()`delete from ballots.envelope where territory_id = ${town.id} and ballot_id = ${ballot.id}`;
});

test('closing may be tried by several at once and after a death in the middle: it is done once', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town);
	await castMany(ballot, ['1'], ['2'], ['2']);
	await database()`
		create or replace function ballots.die() returns trigger language plpgsql as $$ begin raise 'killed'; end $$`;
	await database()`create trigger die before insert on ballots.result for each row execute function ballots.die()`;
	await assert.rejects(tendBallot(ballot, after), /killed/);
	assert.equal((await viewBallot(outsider(), ballot)).state, 'counting');
	await database()`drop function ballots.die() cascade`;
	await Promise.all([countBallot(ballot, after), countBallot(ballot, after), tendBallots(after)]);
	const result = await resultOf(outsider(), ballot);
	assert.equal(result?.votes, 3);
	const [papers] = await database()`
		select count(*)::int as count from ballots.paper where territory_id = ${town.id} and ballot_id = ${ballot.id}`;
	assert.equal(papers?.count, 3);
	await assert.rejects(castVote(await someone(), vote(ballot, '1')), refusal('ballots.already-closed'));
});

test('without the key of its urn a restored ballot waits, and goes on when the key is brought', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town);
	await castMany(ballot, ['1']);
	const { text, count } = await keepUrns();
	assert.ok(count > 0);
	await database()`delete from ballots.urn_key where territory_id = ${town.id} and ballot_id = ${ballot.id}`;
	const { forgetUrns } = await import('./urn.server.ts');
	forgetUrns();
	await assert.rejects(castVote(await someone(), vote(ballot, '2')), refusal('ballots.urn-lost-away'));
	await assert.rejects(tendBallot(ballot, after), refusal('ballots.urn-lost-away'));
	assert.deepEqual(
		(await lostUrns()).map(({ id, state }) => [id, state]),
		[[ballot.id, 'counting']],
	);
	assert.ok(
		(await viewBallot(town.head, ballot)).may.cancel,
		'a key that is lost for good ends no vote in waiting',
	);
	assert.equal(await takeUrns('{}'), null);
	assert.equal((await takeUrns(text))?.brought, 1);
	assert.equal((await afterClosing(ballot)).votes, 1);
	assert.equal((await takeUrns(text))?.brought, 0, 'a closed ballot takes no key back');

	const gone = await anOpenBallot(town);
	await castMany(gone, ['1']);
	await assert.rejects(countCancelled(gone), refusal('ballots.already-closed'));
	await database()`delete from ballots.urn_key where territory_id = ${town.id} and ballot_id = ${gone.id}`;
	forgetUrns();
	await cancelBallot(town.head, gone, { reason: 'Ключ урны утрачен' });
	assert.equal((await viewBallot(outsider(), gone)).state, 'cancelled');
	assert.equal((await lostUrns()).length, 0);

	/** While the key is there, what waits for its count is counted and not cancelled. */
	async function countCancelled(ref: BallotRef) {
		await database()`
			update ballots.ballot set state = 'counting', closed_at = now() where territory_id = ${town.id} and id = ${ref.id}`;
		await cancelBallot(town.head, ref, { reason: 'Ключ урны утрачен' });
	}
});

test('a code, closing before the time where that was said, and a decision without its quorum', async () => {
	const town = await aTown();
	const rule = {
		kind: 'decision',
		yes: '1',
		no: '2',
		majority: { top: 1, bottom: 2, more: true, of: 'cast' },
	} as const;
	const ballot = await anOpenBallot(town, {
		channels: ['code'],
		rule,
		mayCloseEarly: true,
		quorum: { top: 1, bottom: 2, more: true },
		eligible: { number: 4, source: 'Листков роздано' },
	});
	const { codes } = await codeSheet(
		town.official,
		ballot,
		await makeCodes(town.official, ballot, { title: 'Дом 1', size: 4 }),
	);
	for (const code of codes.slice(0, 2)) await castByCode(outsider(), { ...vote(ballot, '1'), code });
	await closeEarly(town.head, ballot, { reason: 'Все дома обойдены' });
	const result = await afterClosing(ballot);
	assert.deepEqual(
		[result.accepted, result.quorum, result.lines.some(({ won }) => won)],
		[false, { needed: 3, had: 2, reached: false }, false],
	);
	assert.match(result.told.decision.join(' '), /За — 2 из 2/);
	const other = await anOpenBallot(town);
	await assert.rejects(
		closeEarly(town.head, other, { reason: 'Все дома обойдены' }),
		refusal('ballots.no-early-closing'),
	);
});

test('how it stands is shown in steps of five, and a vote with names can lose its name', async () => {
	const town = await aTown();
	const live = await anOpenBallot(town, { results: 'live' });
	const stands = async () => (await viewBallot(outsider(), live)).live?.votes ?? null;
	const minutes = (count: number) => new Date(Date.now() + count * 60_000);
	await castMany(live, ['1'], ['1'], ['2'], ['3']);
	await refreshLive(live, minutes(0));
	assert.equal(await stands(), null);
	await castMany(live, ['1']);
	await refreshLive(live, minutes(1));
	assert.equal(await stands(), 5);
	await castMany(live, ['1'], ['1'], ['1'], ['1']);
	await refreshLive(live, minutes(3));
	assert.equal(await stands(), 5);
	assert.equal((await viewBallot(outsider(), await anOpenBallot(town))).live, null);

	const open = await anOpenBallot(town, { secrecy: 'open', names: true });
	const anna = await someone({ name: 'Анна; Зорина' });
	await castVote(anna, vote(open, '1'));
	await castMany(open, ['2']);
	await afterClosing(open);
	const names = async () => Buffer.from((await fileOf(outsider(), open, 'names'))!.content).toString('utf8');
	assert.match(await names(), /^"Анна; Зорина";[0-9a-f]{12};1$/m);
	const file = await textOf(open, 'votes');
	const account = anna.account as AccountId;
	const held = await room.personal!.export(account);
	assert.deepEqual(
		Object.values(held).map((rows) => (rows as unknown[]).length),
		[1, 1],
	);
	await room.personal!.erase(account);
	assert.doesNotMatch(await names(), /Анна/);
	assert.equal(await textOf(open, 'votes'), file, 'the file that the log holds stays');
	assert.deepEqual(Object.values(await room.personal!.export(account)).flat(), []);
	assert.equal((await resultOf(outsider(), open))?.turnout.all, 2);
});

test('a result as the log fixes it is one text', () => {
	const text = closedContent({
		ballot: 'b',
		closed: new Date(0),
		votes: 1,
		spoiled: 0,
		damaged: 0,
		channels: { site: 1 },
		files: { votes: 'v', envelopes: 'e', replaced: 'r' },
		rule: { kind: 'choice' },
		won: ['1'],
		accepted: null,
		spent: null,
		eligible: null,
		quorum: null,
	});
	assert.equal(
		text,
		'veche-ballot-closed/1\n{"accepted":null,"ballot":"b","channels":{"site":1},"closed":"1970-01-01T00:00:00.000Z","damaged":0,"eligible":null,"files":{"envelopes":"e","replaced":"r","votes":"v"},"quorum":null,"rule":{"kind":"choice"},"spent":null,"spoiled":0,"votes":1,"won":["1"]}\n',
	);
	assert.equal(openSecret(nodeCrypto.sha256, new Uint8Array(16)).code.length, 12);
});
