import type { TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	acceptPack,
	type BallotRef,
	castAtDesk,
	castByCode,
	castVote,
	closeEarly,
	codeSheet,
	type Definition,
	emptyDefinition,
	enterPapers,
	finishPapers,
	inventVotes,
	type Marks,
	makeCodes,
	makeDraft,
	makePack,
	openBallot,
	tendBallot,
} from '#rooms/ballots/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { actorsIn, type Ground } from './actors.server.ts';
import { bridgeVote, budgetVote, gateVote, nameVote, yardsVote } from './ballots.ts';
import { mainCity } from './generate-people.ts';
import { inTurns } from './in-turns.ts';
import type { Planted } from './planted.server.ts';
import type { DemoAccount } from './rows.ts';

const day = 86_400_000;
type Both = readonly [ru: string, en: string];
type Asked = {
	question: Both;
	explanation: Both;
	options: readonly { ru: string; en: string; note: Both; roubles?: number; group?: string }[];
	groups?: Record<string, Both>;
};

function definitionOf(territory: TerritoryId, asked: Asked, more: Partial<Definition>): Definition {
	const empty = emptyDefinition(territory, 'ru');
	return {
		...empty,
		question: asked.question[0],
		explanation: asked.explanation[0],
		other: { question: asked.question[1], explanation: asked.explanation[1] },
		options: asked.options.map(({ ru, en, note, roubles, group }, i) => ({
			code: String(i + 1),
			title: ru,
			note: note[0],
			cost: roubles === undefined ? null : BigInt(roubles) * 100n,
			groups: group ? [group] : [],
			other: { title: en, note: note[1] },
		})),
		groups: Object.entries(asked.groups ?? {}).map(([code, [title, otherTitle]]) => ({
			code,
			title,
			otherTitle,
			budget: null,
			most: null,
			least: null,
		})),
		who: { ...empty.who, residence: 'declared' },
		...more,
	};
}

/**
 * Open votes: about a name, a rating of yards, one that is taken at desks and on paper too, one by codes of sheets; and a budget
 * that was counted a week ago.
 */
export async function plantBallots(
	rows: readonly DemoAccount[],
	ground: Ground,
	planted: Planted,
	now: Date,
): Promise<void> {
	const city = ground.territories.get(mainCity)!;
	const actorOf = actorsIn(ground.accounts);
	const administrator = await actorOf('administrator');
	const opened = async (key: string, definition: Definition, at: Date): Promise<BallotRef> => {
		const draft = { territory: city, definition };
		const id = await planted.once(
			`ballot:${key}`,
			async () => (await makeDraft(administrator, draft, at)).id,
		);
		const ballot = { territory: city, id } as BallotRef;
		await planted.once(`ballot-open:${key}`, async () => {
			await openBallot(administrator, ballot, at);
			return 'yes';
		});
		return ballot;
	};

	const neighbours = rows.filter((row) => row.home === mainCity && row.key.startsWith('resident-'));
	const name = definitionOf(city, nameVote, {
		mayChange: true,
		closesAt: new Date(now.getTime() + 12 * day),
	});
	const yards = definitionOf(city, yardsVote, {
		marks: { kind: 'score', from: 0, to: 5 },
		rule: { kind: 'choice', name: 'score-mean', seats: 3, leastVotes: null },
		results: 'live',
		closesAt: new Date(now.getTime() + 20 * day),
	});
	const bridge = definitionOf(city, bridgeVote, {
		channels: ['site', 'desk', 'paper'],
		mayCloseEarly: true,
		closesAt: new Date(now.getTime() + 16 * day),
	});
	const operator = await actorOf('operator');
	const ballots = new Map<string, BallotRef>();
	for (const [key, definition, voted, seed] of [
		['name', name, 118, 11],
		['yards', yards, 87, 23],
		['bridge', bridge, 41, 31],
	] as const) {
		const ballot = await opened(key, definition, new Date(now.getTime() - 5 * day));
		const votes = inventVotes(definition, { invented: voted, seed });
		await inTurns([...neighbours.slice(0, voted).entries()], 8, async ([i, row]) => {
			const at = new Date(now.getTime() - (4 - (i % 4)) * day);
			// a form that is sent again is the same vote
			await castVote(await actorOf(row.key), { ballot, key: `demo ${key}`, marks: votes[i]! }, at);
		});
		ballots.set(key, ballot);
	}
	await plantDesk(ballots.get('bridge')!, bridge, operator, planted, now);
	await plantCodes(city, administrator, opened, planted, now);
	await plantBudget(city, administrator, operator, opened, planted, now);
}

/** People without an account who came with their paper. Its numbers are of no series that is given out. */
async function plantDesk(
	ballot: BallotRef,
	definition: Definition,
	operator: Actor,
	planted: Planted,
	now: Date,
): Promise<void> {
	const votes = inventVotes(definition, { invented: 14, seed: 37 });
	for (const [i, marks] of votes.entries())
		await planted.once(`desk:${i}`, async () => {
			const seen = { ballot, document: `0000 ${String(i + 1).padStart(6, '0')}`, livesHere: true };
			const at = new Date(now.getTime() - (4 - (i % 4)) * day);
			await castAtDesk(operator, { ...seen, key: `demo desk ${i}`, marks }, at);
			return 'yes';
		});
}

/** A house that votes by sheets: some of them have been used. */
async function plantCodes(
	city: TerritoryId,
	administrator: Actor,
	opened: (key: string, definition: Definition, at: Date) => Promise<BallotRef>,
	planted: Planted,
	now: Date,
): Promise<void> {
	const at = new Date(now.getTime() - 3 * day);
	const definition = definitionOf(city, gateVote, {
		channels: ['code'],
		closesAt: new Date(now.getTime() + 9 * day),
	});
	const ballot = await opened('gate', definition, at);
	const title = 'Путейцев, 20';
	const batch = await planted.once('codes:gate', () =>
		makeCodes(administrator, ballot, { title, size: 72 }, at),
	);
	const { codes } = await codeSheet(administrator, ballot, batch as Awaited<ReturnType<typeof makeCodes>>);
	const guest: Actor = { ...outsider(), lang: 'ru' };
	for (const [i, marks] of inventVotes(definition, { invented: 29, seed: 41 }).entries())
		await planted.once(`code:${i}`, async () => {
			const used = { ballot, key: `demo code ${i}`, marks, code: codes[i]! };
			await castByCode(guest, used, {}, new Date(at.getTime() + (i % 3) * day));
			return 'yes';
		});
}

/** Some hundred papers, entered by two people, and counted by equal shares. */
async function plantBudget(
	city: TerritoryId,
	first: Actor,
	second: Actor,
	opened: (key: string, definition: Definition, at: Date) => Promise<BallotRef>,
	planted: Planted,
	now: Date,
): Promise<void> {
	const closesAt = new Date(now.getTime() - 7 * day);
	const definition = definitionOf(city, budgetVote, {
		marks: { kind: 'approval', least: 1, most: 5 },
		rule: {
			kind: 'budget',
			name: 'equalshares/add1u',
			budget: BigInt(budgetVote.roubles) * 100n,
			threshold: null,
			satisfaction: null,
		},
		ties: { by: ['cost', 'votes'], last: 'listed' },
		channels: ['site', 'paper'],
		mayCloseEarly: true,
		// not over yet while papers are entered: a job of the house would close it
		closesAt: new Date(now.getTime() + day),
	});
	const ballot = await opened('budget', definition, new Date(closesAt.getTime() - 14 * day));
	const at = new Date(closesAt.getTime() - day);
	const votes = inventVotes(definition, { invented: 460, seed: 5 });
	const size = 115;
	for (const [i, title] of ['Школа № 3', 'Дом культуры', 'МФЦ', 'Городская библиотека'].entries())
		await planted.once(`pack:${i}`, async () => {
			const made = await planted.once(`pack-made:${i}`, () => makePack(first, ballot, { title, size }, at));
			const pack = made as Awaited<ReturnType<typeof makePack>>;
			const papers = votes
				.slice(i * size, (i + 1) * size)
				.map((marks, j): { number: number; marks: Marks | 'spoiled' } => ({
					number: j + 1,
					marks: j % 50 === 49 ? 'spoiled' : marks,
				}));
			for (const reader of [first, second]) await enterPapers(reader, ballot, pack, papers);
			await acceptPack(first, ballot, pack, at);
			return pack;
		});
	await planted.once('ballot-counted:budget', async () => {
		const reason = 'Бюллетени со всех участков введены и сверены.';
		await closeEarly(first, ballot, { reason }, closesAt);
		await finishPapers(first, ballot, new Date(closesAt.getTime() + 1_000));
		await tendBallot(ballot, new Date(closesAt.getTime() + 2_000));
		return 'yes';
	});
}
