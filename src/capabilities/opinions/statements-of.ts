import { database } from '#platform/db/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import type { ConversationRef, Mark } from './conversation.ts';
import { readReading } from './readings-store.server.ts';
import { placeOf, seen } from './see.ts';
import { viewsOf, wordsIn } from './statement-view.ts';
import { type StatementRow, statementsBy } from './statements-store.server.ts';
import { byStatement, ownPart } from './taking-part.ts';
import { shownTo } from './view-conversation.ts';
import type { Page, Said, StatementView } from './views.ts';

export type Sort = 'new' | 'agree' | 'disagree' | 'divided';

const pageSize = 30;

/**
 * Statements a page at a time; sorts by results count as `new` where the reader does not see them. What is not shown is for moderators.
 */
export async function statementsOf(
	actor: Actor,
	ref: ConversationRef,
	options: {
		sort?: Sort;
		words?: string;
		state?: 'shown' | 'rejected' | 'withdrawn';
		after?: string | null;
	} = {},
): Promise<Page<StatementView> & { total: number }> {
	const conversation = await seen(actor, ref);
	const { state = 'shown', words = '' } = options;
	if (state !== 'shown') demand(actor, 'opinions.moderate', placeOf(conversation));
	const db = database();
	const [rows, reader] = await Promise.all([
		statementsBy(db, ref, { states: [state] }),
		shownTo(actor, conversation),
	]);
	const said = reader.resultsShown === 'shown' ? saidIn((await readReading(db, ref))?.content.said) : null;
	const asked = words.trim().slice(0, 100).toLowerCase();
	const found = rows.filter((row) => wordsIn(row, actor.lang).text.toLowerCase().includes(asked));
	found.sort(sorted(said ? (options.sort ?? 'new') : 'new', said));
	const from = /^\d{1,6}$/.test(options.after ?? '') ? Number(options.after) : 0;
	const items = found.slice(from, from + pageSize);
	return {
		items: viewsOf(actor, items, {
			said,
			mine: byStatement(reader.own.marks),
			seesAll: may(actor, 'opinions.moderate', placeOf(conversation)),
		}),
		next: from + pageSize < found.length ? String(from + pageSize) : null,
		total: found.length,
	};
}

/** What all said of each statement, as it was last read. */
export const saidIn = (rows: readonly number[][] = []): Map<number, Said> =>
	new Map(
		rows.map(([number, agree, disagree, pass]) => [number as number, { agree, disagree, pass } as Said]),
	);

function sorted(sort: Sort, said: ReadonlyMap<number, Said> | null) {
	const newest = (a: StatementRow, b: StatementRow) => b.number - a.number;
	if (sort === 'new' || !said) return newest;
	// one agreement and one disagreement more, so that a single mark is not the strongest opinion
	const weight = (number: number): number => {
		const { agree, disagree, pass } = said.get(number) ?? { agree: 0, disagree: 0, pass: 0 };
		const all = agree + disagree + pass + 2;
		if (sort === 'agree') return (agree + 1) / all;
		if (sort === 'disagree') return (disagree + 1) / all;
		return agree + disagree === 0 ? 0 : Math.min(agree, disagree) / all;
	};
	return (a: StatementRow, b: StatementRow) => weight(b.number) - weight(a.number) || newest(a, b);
}

/** What the reader marked, the last first. */
export async function myMarks(
	actor: Actor,
	ref: ConversationRef,
): Promise<{ statement: StatementView; mark: Mark; at: Date }[]> {
	await seen(actor, ref);
	const { marks } = await ownPart(actor, ref);
	if (marks.length === 0) return [];
	const rows = await statementsBy(database(), ref, { numbers: marks.map(({ statement }) => statement) });
	const views = new Map(
		viewsOf(actor, rows, { said: null, mine: byStatement(marks) }).map((one) => [one.number, one]),
	);
	return marks.flatMap(({ statement, mark, at }) => {
		const view = views.get(statement);
		return view ? [{ statement: view, mark, at }] : [];
	});
}

/** What the reader added, the last first, with state and reason. */
export async function myStatements(actor: Actor, ref: ConversationRef): Promise<StatementView[]> {
	await seen(actor, ref);
	if (!actor.account) return [];
	const rows = await statementsBy(database(), ref, { account: actor.account });
	return viewsOf(actor, rows.reverse(), { said: null });
}
