import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { auditLog } from '#platform/transparency/audit.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import {
	aDefinition,
	anOpenBallot,
	aResident,
	aTown,
	castMany,
	hour,
	refusal,
	someone,
	vote,
} from '#tests/support/fixtures/ballots.ts';
import { house } from '#tests/support/house.ts';
import { castAtDesk, issuePaper } from './at-desk.ts';
import type { BallotRef } from './ballot.ts';
import { castVote } from './cast-vote.ts';
import { checkReceipt } from './check-receipt.ts';
import {
	acceptPack,
	dropPack,
	enterPapers,
	fileOf,
	finishPapers,
	makePack,
	myEntries,
	packs,
	resultOf,
	takeBackAtDesk,
	takeBackPack,
	takeBackPaper,
	viewBallot,
} from './door.server.ts';
import { tendBallot } from './tend-ballots.ts';

const h = await house();
const after = new Date(Date.now() + 2 * hour);
async function afterClosing(ballot: BallotRef) {
	await tendBallot(ballot, after);
	const result = await resultOf(outsider(), ballot);
	assert.ok(result, 'it was not counted');
	return result;
}
const paper = (number: number, ...marked: string[]) => ({ number, marks: { marked } });

test('papers are entered by two people apart and become votes when both read alike', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, { channels: ['site', 'paper'] });
	await castMany(ballot, ['1']);
	const [first, second] = [town.official, await someone({ roles: [{ role: 'operator', territory: town }] })];
	const pack = await makePack(first, ballot, { title: 'Школа № 3', size: 3 });
	const spoiled = { number: 3, marks: 'spoiled' } as const;
	await enterPapers(first, ballot, pack, [paper(1, '1'), paper(2, '2'), spoiled]);
	await assert.rejects(acceptPack(first, ballot, pack), refusal('ballots.pack.not-through'));
	assert.deepEqual(await myEntries(second, ballot, pack), []);
	await enterPapers(second, ballot, pack, [paper(1, '1'), paper(2, '3'), spoiled]);
	assert.deepEqual((await packs(first, ballot))[0]?.differs, [2]);
	await assert.rejects(acceptPack(first, ballot, pack), refusal('ballots.pack.differs'));
	await assert.rejects(enterPapers(town.head, ballot, pack, [paper(1, '1')]), refusal('platform.not-found'));
	const third = await someone({ roles: [{ role: 'operator', territory: town }] });
	await assert.rejects(
		enterPapers(third, ballot, pack, [paper(1, '1')]),
		refusal('ballots.pack.already-two'),
	);
	await assert.rejects(
		enterPapers(second, ballot, pack, [paper(2, '1', '2')]),
		refusal('ballots.marks.too-many'),
	);
	await enterPapers(second, ballot, pack, [paper(2, '2')]);
	await acceptPack(first, ballot, pack);
	await assert.rejects(acceptPack(first, ballot, pack), refusal('ballots.pack.already-accepted'));
	const late = await makePack(first, ballot, { title: 'Дом престарелых', size: 1 });
	await assert.rejects(finishPapers(first, ballot), refusal('ballots.pack.too-early'));
	await tendBallot(ballot, after);
	assert.equal((await viewBallot(first, ballot)).state, 'counting');
	await assert.rejects(castVote(third, vote(ballot, '1')), refusal('ballots.already-closed'));
	await assert.rejects(finishPapers(first, ballot), refusal('ballots.pack.not-all'));
	for (const reader of [first, second]) await enterPapers(reader, ballot, late, [paper(1, '1')]);
	await acceptPack(second, ballot, late);
	await finishPapers(first, ballot);
	await assert.rejects(makePack(first, ballot, { title: 'Ещё', size: 1 }), refusal('ballots.already-closed'));
	const result = await afterClosing(ballot);
	assert.deepEqual(
		[result.votes, result.spoiled, result.lines.map(({ code, votes }) => [code, votes])],
		[
			4,
			1,
			[
				['1', 3],
				['2', 1],
				['3', 0],
			],
		],
	);
	assert.deepEqual(result.turnout.byChannel, { site: 1, code: 0, desk: 0, paper: 4 });
});

test('a pack that was accepted by mistake is taken back with a trace, mended, and counted once', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, { channels: ['site', 'paper'] });
	const [first, second] = [town.official, await someone({ roles: [{ role: 'operator', territory: town }] })];
	const pack = await makePack(first, ballot, { title: 'Школа № 3', size: 2 });
	const enter = async (...papers: ReturnType<typeof paper>[]) => {
		for (const reader of [first, second]) await enterPapers(reader, ballot, pack, papers);
	};
	await enter(paper(1, '1'), paper(2, '1'));
	await acceptPack(second, ballot, pack);
	await h.runJobs();
	const reason = { reason: 'Второй бюллетень прочли неверно' };
	await assert.rejects(takeBackPack(second, ballot, pack, reason), refusal('platform.not-found'));
	await assert.rejects(takeBackPack(first, ballot, pack, { reason: '' }), refusal('ballots.reason.short'));
	await assert.rejects(dropPack(first, ballot, pack, reason), refusal('ballots.pack.already-accepted'));
	await takeBackPack(first, ballot, pack, reason);
	await assert.rejects(takeBackPack(first, ballot, pack, reason), refusal('ballots.pack.not-accepted'));
	const event = (await viewBallot(outsider(), ballot)).events.at(-1)!;
	assert.deepEqual(
		[event.kind, event.reason, event.after, event.logged],
		['pack-taken-back', reason.reason, 'Школа № 3 (2)', true],
	);
	assert.equal((await viewBallot(outsider(), ballot)).turnout.all, 0);
	await enter(paper(2, '2'));
	await acceptPack(second, ballot, pack);

	const needless = await makePack(first, ballot, { title: 'Начата по ошибке', size: 9 });
	await tendBallot(ballot, after);
	await assert.rejects(finishPapers(first, ballot), refusal('ballots.pack.not-all'));
	await dropPack(first, ballot, needless, reason);
	await finishPapers(first, ballot);
	const result = await afterClosing(ballot);
	assert.deepEqual(
		[result.votes, result.lines.map(({ code, votes }) => [code, votes]).sort()],
		[
			2,
			[
				['1', 1],
				['2', 1],
				['3', 0],
			],
		],
	);
	const replaced = Buffer.from((await fileOf(outsider(), ballot, 'replaced'))!.content).toString('utf8');
	assert.equal(replaced.split('\n').length - 1, 2);
	await h.runJobs();
	assert.deepEqual((await auditLog()).faults, []);
	const [left] = await database()<{ count: number }[]>`
		select count(*)::int as count from ballots.envelope where territory_id = ${town.id} and pack_id is not null`;
	assert.equal(left?.count, 0, 'after the count no vote is known by its pack');
	await assert.rejects(takeBackPack(first, ballot, pack, reason), refusal('ballots.already-closed'));
});

test('a vote taken at a desk by mistake, and a paper that came back, are taken back with a reason, and the person votes anew', async () => {
	const town = await aTown();
	const ballot = await anOpenBallot(town, {
		channels: ['site', 'desk', 'paper'],
		who: { ...aDefinition(town).who, residence: 'confirmed' },
	});
	const anna = await aResident(town, '5704 300001');
	const desk = { ballot, livesHere: true, document: '5704 300001' };
	const receipt = await castAtDesk(town.official, { ...vote(ballot, '1'), ...desk });
	await h.runJobs();
	const back = { ballot, secret: receipt.secret, reason: 'Отметили не то' };
	await assert.rejects(takeBackAtDesk(anna, back), refusal('platform.not-found'));
	await assert.rejects(
		takeBackAtDesk(town.official, { ...back, reason: '' }),
		refusal('ballots.reason.short'),
	);
	const own = await castVote(await aResident(town, '5704 300002'), vote(ballot, '3'));
	await assert.rejects(
		takeBackAtDesk(town.official, { ...back, secret: own.secret }),
		refusal('ballots.desk.not-taken-here'),
	);
	await takeBackAtDesk(town.official, back);
	assert.equal((await checkReceipt(outsider(), { ballot, secret: receipt.secret })).state, 'replaced');
	await assert.rejects(takeBackAtDesk(town.official, back), refusal('ballots.desk.not-taken-here'));
	await issuePaper(town.official, desk);
	await assert.rejects(castVote(anna, vote(ballot, '2')), refusal('ballots.already-took-paper'));
	const returned = { ballot, document: '5704300001', reason: 'Вернула чистым' };
	await takeBackPaper(town.official, returned);
	await assert.rejects(takeBackPaper(town.official, returned), refusal('ballots.desk.no-paper-out'));
	await castVote(anna, vote(ballot, '2'));
	await assert.rejects(takeBackPaper(town.official, returned), refusal('ballots.desk.no-paper-out'));
	const { turnout } = await viewBallot(anna, ballot);
	assert.deepEqual([turnout.byChannel.site, turnout.byChannel.desk, turnout.papersIssued], [2, 0, 0]);
	const [trace] = await database()<{ count: number }[]>`
		select count(*)::int as count from audit.entry
		where territory_id = ${town.id} and action in ('ballots.taken-back-at-desk', 'ballots.paper-returned')`;
	assert.equal(trace?.count, 2);
	await h.runJobs();
	assert.deepEqual((await auditLog()).faults, []);
});
