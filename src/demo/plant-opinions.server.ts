import type { TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	addFirstStatements,
	addStatement,
	type ConversationRef,
	closeConversation,
	type Definition,
	decideStatements,
	emptyDefinition,
	type Mark,
	makeConversation,
	markStatement,
	openConversation,
	readOpinions,
} from '#rooms/opinions/door.server.ts';
import { actorsIn, type Ground } from './actors.server.ts';
import { mainCity } from './generate-people.ts';
import { inTurns } from './in-turns.ts';
import {
	type DemoConversation,
	type DemoStatement,
	newYear,
	refusedStatement,
	streets,
	waitingStatement,
} from './opinions.ts';
import type { Planted } from './planted.server.ts';
import { type Random, randomOf } from './random.ts';
import type { DemoAccount } from './rows.ts';

const day = 86_400_000;
const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * day);

/** An open conversation of three camps with statements to decide on, and one of two camps that was closed a week ago. */
export async function plantOpinions(
	rows: readonly DemoAccount[],
	ground: Ground,
	planted: Planted,
	now: Date,
): Promise<void> {
	const city = ground.territories.get(mainCity)!;
	const actorOf = actorsIn(ground.accounts);
	const administrator = await actorOf('administrator');
	const neighbours = rows.filter((row) => row.home === mainCity && row.key.startsWith('resident-'));

	const plant = async (
		key: string,
		asked: DemoConversation,
		more: Pick<Definition, 'closesAt'> & Partial<Definition>,
		openedAt: Date,
		/** From which of the neighbours on people take part. */
		from: number,
	): Promise<ConversationRef> => {
		const definition = definitionOf(city, asked, more);
		const id = await planted.once(
			`conversation:${key}`,
			async () => (await makeConversation(administrator, { territory: city, definition }, openedAt)).id,
		);
		const ref = { territory: city, id } as ConversationRef;
		await planted.once(`conversation-open:${key}`, async () => {
			await planted.once(`conversation-first:${key}`, async () => {
				const [lines, otherLines] = [0, 1].map((lang) => asked.statements.map(({ text }) => text[lang]!));
				await addFirstStatements(administrator, ref, { lines: lines!, otherLines: otherLines! }, openedAt);
				return 'yes';
			});
			await openConversation(administrator, ref, openedAt);
			return 'yes';
		});
		const people = neighbours.slice(from, from + asked.camps.reduce((sum, one) => sum + one, 0));
		await planted.once(`conversation-marks:${key}`, async () => {
			const own = await plantOwn(ref, asked, await actorOf(people[0]!.key), planted, key, openedAt);
			if (own.length > 0) await decideStatements(administrator, ref, shown(own), openedAt);
			const numbered = [...asked.statements, ...asked.own].map((one, i) => ({ ...one, number: i + 1 }));
			await inTurns([...people.entries()], 8, async ([i, row]) => {
				const actor = await actorOf(row.key);
				const random = randomOf(`opinions ${key} ${row.key}`);
				const at = new Date(openedAt.getTime() + random.between(1, 4 * 24) * 3_600_000);
				for (const { number, mark } of marksOf(numbered, campOf(asked, i), random))
					await markStatement(actor, ref, { statement: number, mark }, at);
			});
			return 'yes';
		});
		return ref;
	};

	const open = await plant(
		'streets',
		streets,
		{ closesAt: new Date(now.getTime() + 16 * day), results: 'always' },
		daysAgo(now, 5),
		0,
	);
	await planted.once('conversation-queue:streets', async () => {
		const author = await actorOf(neighbours[3]!.key);
		const at = daysAgo(now, 1);
		const refused = await planted.once('conversation-refused:streets', async () =>
			String((await addStatement(author, open, { text: refusedStatement.text }, at)).number),
		);
		await decideStatements(
			administrator,
			open,
			{ numbers: [Number(refused)], decision: 'reject', reason: '', ready: refusedStatement.ready },
			at,
		);
		await addStatement(await actorOf(neighbours[8]!.key), open, { text: waitingStatement }, at);
		return 'yes';
	});
	await planted.once('conversation-read:streets', async () => {
		await readOpinions(open, now);
		return 'yes';
	});

	const over = await plant(
		'new-year',
		newYear,
		// not over yet while people mark: a job of the house would close it
		{ closesAt: new Date(now.getTime() + day), openMarks: true },
		daysAgo(now, 20),
		62,
	);
	await planted.once('conversation-closed:new-year', async () => {
		const reason = 'Отметились все, кто хотел: за последние дни новых людей не было.';
		await closeConversation(administrator, over, { reason }, daysAgo(now, 7));
		await readOpinions(over, daysAgo(now, 7));
		return 'yes';
	});
}

function definitionOf(
	territory: TerritoryId,
	{ question, explanation }: DemoConversation,
	more: Partial<Definition>,
): Definition {
	return {
		...emptyDefinition(territory, 'ru'),
		question: question[0],
		explanation: explanation[0],
		other: { question: question[1], explanation: explanation[1] },
		...more,
	};
}

/** Statements of residents, each but once. */
async function plantOwn(
	ref: ConversationRef,
	{ own }: DemoConversation,
	author: Actor,
	planted: Planted,
	key: string,
	at: Date,
): Promise<number[]> {
	const numbers: number[] = [];
	for (const [i, { text }] of own.entries())
		numbers.push(
			Number(
				await planted.once(`conversation-own:${key} ${i}`, async () =>
					String((await addStatement(author, ref, { text: text[0] }, at)).number),
				),
			),
		);
	return numbers;
}

const shown = (numbers: readonly number[]) => ({ numbers, decision: 'show' as const, reason: '' });

function campOf({ camps }: DemoConversation, person: number): number {
	let left = person;
	for (const [camp, people] of camps.entries()) {
		if (left < people) return camp;
		left -= people;
	}
	return 0;
}

/** Most people mark nearly everything, some little. */
function marksOf(
	statements: readonly (DemoStatement & { number: number })[],
	camp: number,
	random: Random,
): { number: number; mark: Mark }[] {
	const most = random.chance(0.12)
		? random.between(3, 6)
		: random.between(statements.length - 4, statements.length);
	return random
		.shuffled(statements)
		.slice(0, most)
		.map(({ number, agrees }) => ({
			number,
			mark: random.chance(0.09) ? 0 : random.chance(agrees[camp]!) ? 1 : -1,
		}));
}
