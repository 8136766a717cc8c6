/**
 * Kills the server and its database by turns while people vote over HTTP, by the form and by the API, and once more while the votes
 * are counted. Holds: every receipt that was acknowledged is in the urn, once; nobody votes twice; after closing all is counted, and
 * every receipt checks against the open file and the log.
 */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { mainCity } from '#demo/generate-people.ts';
import { inTurns } from '#demo/in-turns.ts';
import { plantDemo, plantedGround } from '#demo/plant.server.ts';
import { database } from '#platform/db/door.server.ts';
import { runLog } from '#platform/transparency/run.server.ts';
import { addressOf, type BallotRef, checkReceipt, closeEarly, resultOf } from '#rooms/ballots/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { marksOf } from '../../bench/votes/marks.ts';
import { aMaker, aVote, manyVoters, sheetCodes } from '../../bench/votes/voters.ts';
import { KilledHouse, type Progress, writeDrill } from './killed-house.ts';
import { Ballots, type Receipt } from './voting-over-http.ts';

const kills = Number(process.env.VECHE_DRILL_KILLS ?? 20);
const writers = 8;
/** More than can be cast meanwhile. */
const people = kills * 1_000;

test(`every acknowledged vote is counted once after ${kills} kills of the server and of its database`, async (t) => {
	const house = new KilledHouse();
	t.after(() => house.stop());
	const ready = await house.inside(async () => {
		await plantDemo({ now: new Date(), appeals: 0 });
		const city = (await plantedGround()).territories.get(mainCity)!;
		const maker = await aMaker(city);
		const [site, sheets] = [
			await aVote(maker, city, { channel: 'site', seconds: 86_400 }),
			await aVote(maker, city, { channel: 'code', seconds: 86_400 }),
		];
		return {
			maker,
			site: { ref: site, who: await manyVoters(city, people) },
			sheets: {
				ref: sheets,
				who: (await sheetCodes(maker, sheets, people)).map((code) => ({ code })),
			},
			to: {
				form: addressOf(site, 'cast'),
				api: `/api/v1/territories/${sheets.territory}/votes/${sheets.id}/casts`,
			},
		};
	});
	await house.start();
	const ballots = new Ballots(house.origin, ready.to);
	const receipts = { site: [] as Receipt[], sheets: [] as Receipt[] };
	const progress: Progress = { lastAt: Date.now(), acknowledged: 0 };
	let over = false;
	const voting = Array.from({ length: writers }, async (_, writer) => {
		const way = writer % 2 ? 'sheets' : 'site';
		for (let nth = writer >> 1; !over; nth += writers / 2) {
			const who = ready[way].who[nth];
			assert.ok(who, 'all have voted');
			// what is on its way at the end is repeated until it is acknowledged, but not for ever
			const one = await ballots.cast(who, marksOf(nth), () => over && Date.now() - progress.lastAt > 60_000);
			assert.ok(one, 'a vote was not acknowledged');
			receipts[way].push(one);
			progress.acknowledged++;
			progress.lastAt = Date.now();
			await sleep(20);
			if (nth % 10 === 0 && !over) await ballots.castAgain(who, marksOf(nth + 1));
		}
	});
	try {
		await house.killByTurns(kills, progress);
	} finally {
		over = true;
	}
	await Promise.all(voting);

	const refs = [ready.site.ref, ready.sheets.ref];
	await house.inside(async () => {
		for (const ref of refs) await closeEarly(ready.maker, ref, { reason: 'Проголосовали все' });
	});
	// three seconds after the end the votes are counted: somewhere in it or beside it
	await sleep(randomInt(2_500, 5_000));
	await house.killServer();
	await house.answers();
	await house.inside(async () => {
		for (const until = Date.now() + 120_000; (await uncounted(refs)) > 0; await sleep(200))
			assert.ok(Date.now() < until, 'the votes are not counted');
	});
	await house.stop();

	const found = await house.inside(async () => {
		while (await runLog(database()));
		await runLog(database());
		return {
			site: await held(ready.site.ref, receipts.site),
			sheets: await held(ready.sheets.ref, receipts.sheets),
		};
	});
	const ways = [found.site, found.sheets];
	const sum = (of: (one: Held) => number) => ways.reduce((all, one) => all + of(one), 0);
	const all = [...receipts.site, ...receipts.sheets];
	const lines = [
		`${all.length} votes acknowledged by ${writers} writers (${receipts.site.length} by the form, ${receipts.sheets.length} by the API), ${all.filter((one) => one.tries > 1).length} of them after a repeat with the same key`,
		...house.toldRecoveries('voting'),
		'and one more kill of the server after closing, about the count',
		`acknowledged and not in the urn: ${sum((one) => one.missing)}`,
		`envelopes without a receipt: ${sum((one) => one.strange)}; people with two: ${sum((one) => one.twice)}`,
		`second votes tried by those who had voted: ${ballots.second.tried}, let in: ${ballots.second.taken}`,
		`counted: ${sum((one) => one.counted)} of ${all.length}, damaged ${sum((one) => one.damaged)}; keys of urns left: ${sum((one) => one.keys)}`,
		`receipts that do not check against the file and the log: ${sum((one) => one.unproven)}`,
	];
	for (const line of lines) t.diagnostic(line);
	writeDrill(
		'votes',
		`# Kills under votes\n\nThe server and its embedded database are killed with SIGKILL by turns while people vote over HTTP, and the server once more about the\ncount. Repeat: \`npm run drill votes\`. Run on ${new Date().toISOString().slice(0, 10)} with ${kills} kills.`,
		lines,
	);
	for (const [i, one] of ways.entries()) {
		assert.deepEqual(
			{ ...one, counted: 0 },
			{ missing: 0, strange: 0, twice: 0, damaged: 0, keys: 0, unproven: 0, counted: 0 },
		);
		assert.equal(one.counted, [receipts.site, receipts.sheets][i]!.length);
	}
	assert.equal(ballots.second.taken, 0, 'somebody voted twice');
	house.remove();
});

async function uncounted(refs: readonly BallotRef[]): Promise<number> {
	const [row] = await database()<{ count: number }[]>`
		select count(*)::int as count from ballots.ballot
		where territory_id = ${refs[0]!.territory} and id = any(${refs.map(({ id }) => id)}::uuid[]) and state <> 'closed'`;
	return row!.count;
}

type Held = Record<'missing' | 'strange' | 'twice' | 'counted' | 'damaged' | 'keys' | 'unproven', number>;

/** What the database and the open file say of a counted vote, held against the receipts. */
async function held(ref: BallotRef, receipts: readonly Receipt[]): Promise<Held> {
	const at = database()`territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
	const ids = await database()<{ id: string }[]>`select id from ballots.envelope where ${at}`;
	const [voters] = await database()<{ count: number }[]>`
		select count(*)::int as count from ballots.voter where ${at}`;
	const [keys] = await database()<{ count: number }[]>`
		select count(*)::int as count from ballots.urn_key where ${at}`;
	const result = await resultOf(outsider(), ref);
	const left = new Set(ids.map(({ id }) => id));
	let missing = 0;
	let unproven = 0;
	await inTurns(receipts, 8, async ({ secret, marks }) => {
		const check = await checkReceipt(outsider(), { ballot: ref, secret });
		if (!left.delete(check.thing)) missing++;
		if (check.state !== 'in-log' || !check.row?.matches || check.row.marks !== marks) unproven++;
	});
	return {
		missing,
		strange: left.size,
		twice: Math.max(0, ids.length - voters!.count),
		counted: result?.votes ?? 0,
		damaged: result?.damaged ?? 0,
		keys: keys!.count,
		unproven,
	};
}
