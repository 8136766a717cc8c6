import { keyedHash } from '#platform/config/keys.server.ts';
import { database } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { ConversationRef, Mark } from './conversation.ts';
import { marksSince } from './marks-store.server.ts';
import { readReading } from './readings-store.server.ts';
import { seen } from './see.ts';
import { statementsBy } from './statements-store.server.ts';
import { shownTo } from './view-conversation.ts';
import type { Rows } from './views.ts';

const letters = ['a', 'b', 'c', 'd', 'e'];

/** Statements with what all and each group said, as it was last read. Of what was taken out the number stays. */
export async function statementsFile(actor: Actor, ref: ConversationRef): Promise<Rows> {
	const conversation = await seen(actor, ref);
	if ((await shownTo(actor, conversation)).resultsShown !== 'shown') refuse('opinions.results-later');
	const db = database();
	const [rows, reading] = await Promise.all([
		statementsBy(db, ref, { states: ['shown', 'withdrawn'] }),
		readReading(db, ref),
	]);
	const groups = reading?.content.groups ?? [];
	const said = new Map((reading?.content.said ?? []).map(([number, ...counts]) => [number, counts]));
	const none = Array.from({ length: 3 + 3 * groups.length }, () => 0);
	return [
		[
			'number',
			'state',
			'first',
			'lang',
			'text',
			...['all', ...groups.map(({ name }) => `group-${letters[name]}`)].flatMap((of) => [
				`${of}-agree`,
				`${of}-disagree`,
				`${of}-pass`,
			]),
		],
		...rows.map((row) => [
			row.number,
			row.state,
			row.isFirst ? 1 : 0,
			row.lang,
			row.state === 'shown' ? row.text : '',
			...(said.get(row.number) ?? none),
		]),
	];
}

/**
 * Who marked what, a row for each person: 1 agrees, -1 disagrees, 0 passes, nothing is nothing. The rows stand in an order that follows
 * from the file of keys, so that nothing tells who came first.
 */
export async function marksFile(actor: Actor, ref: ConversationRef): Promise<Rows> {
	const conversation = await seen(actor, ref);
	if (conversation.state !== 'closed' || !conversation.openMarks) refuse('opinions.marks-not-found');
	const db = database();
	const shown = (await statementsBy(db, ref, { states: ['shown'] })).map(({ number }) => number);
	const people = new Map<number, Map<number, Mark>>();
	for await (const rows of marksSince(db, ref, null))
		for (const { participant, statement, mark } of rows) {
			if (mark === null) continue;
			const own = people.get(participant) ?? new Map<number, Mark>();
			own.set(statement, mark);
			people.set(participant, own);
		}
	const orderOf = (participant: number) =>
		keyedHash('opinions.marks', `${ref.id} ${participant}`, 1).toString('hex');
	const ordered = [...people]
		.map(([participant, own]) => ({ order: orderOf(participant), own }))
		.filter(({ own }) => shown.some((number) => own.has(number)))
		.sort((a, b) => (a.order < b.order ? -1 : 1));
	return [
		['person', ...shown.map((number) => `statement-${number}`)],
		...ordered.map(({ own }, i) => [i + 1, ...shown.map((number) => own.get(number) ?? '')]),
	];
}
