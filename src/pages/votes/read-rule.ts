import type { Form } from '#platform/http/form.server.ts';
import {
	budgetNames,
	choiceNames,
	type Definition,
	kindOf,
	type Portion,
} from '#rooms/ballots/door.server.ts';
import { Typed } from './typed.ts';

/** Ready majorities of a decision: of whom, and how many. */
export const majorities = [
	'decided-1/2',
	'cast-1/2',
	'eligible-1/2',
	'decided-2/3',
	'cast-2/3',
	'eligible-2/3',
] as const;
export const quorums = ['', '1/4', '1/3', '1/2', '1/2+', '2/3'] as const;

/** Rule, its numbers, quorum and what decides between equals, as typed. */
export function readRule(form: Form, before: Definition): Definition {
	const typed = new Typed(form);
	const kind = kindOf(before);
	const next: Definition = {
		...before,
		marks: readMarks(typed, before),
		quorum: quorumOf(typed),
		ties: {
			by: kind === 'budget' ? orders[typed.one('ties-by', ['', 'votes', 'cost', 'cost-votes'])] : [],
			last: typed.one('ties', ['lot', 'listed']),
		},
	};
	const { rule } = before;
	if (rule.kind === 'choice')
		next.rule = {
			...rule,
			name: typed.one('rule', [rule.name, ...choiceNames]),
			seats: typed.whole('seats') ?? 1,
			leastVotes: typed.whole('least-votes'),
		};
	if (rule.kind === 'decision') {
		const [of, share] = typed.one('majority', majorities).split('-') as [typeof rule.majority.of, string];
		const [top, bottom] = share.split('/').map(Number) as [number, number];
		// two thirds are enough, a half is not
		next.rule = {
			...rule,
			yes: typed.text('yes'),
			no: typed.text('no'),
			majority: { top, bottom, more: bottom === 2, of },
		};
	}
	if (rule.kind === 'budget') {
		const chosen = typed.text('rule') === 'other' ? 'rule-other' : 'rule';
		next.rule = {
			...rule,
			name: typed.one(chosen, [rule.name, ...budgetNames]),
			budget: typed.money('budget') ?? 0n,
			threshold: typed.whole('threshold'),
			satisfaction: ([null, 'cost', 'count', 'root'] as const).find(
				(one) => one === (typed.text('satisfaction') || null),
			)!,
		};
	}
	typed.done();
	return next;
}

const orders = { '': [], votes: ['votes'], cost: ['cost'], 'cost-votes': ['cost', 'votes'] } as const;

function readMarks(typed: Typed, { rule, marks }: Definition): Definition['marks'] {
	const kind =
		rule.kind === 'budget'
			? typed.one('marks', ['approval', 'choose-1', 'cumulative', 'score', 'ranking'])
			: marks.kind;
	const [least, most] = [typed.whole('least'), typed.whole('most')];
	const limits = { ...(least === null ? {} : { least }), ...(most === null ? {} : { most }) };
	if (kind === 'approval') return { kind, ...limits };
	if (kind === 'cumulative') {
		const mostOnOne = typed.whole('most-on-one');
		const all = typed.is('all');
		return {
			kind,
			points: typed.whole('points') ?? 5,
			...(mostOnOne === null ? {} : { mostOnOne }),
			...(all ? { all } : {}),
		};
	}
	if (kind === 'score')
		return { kind, from: typed.whole('score-from') ?? 0, to: typed.whole('score-to') ?? 5 };
	if (kind === 'ranking') return { kind, ...limits, ...(typed.is('shared') ? { shared: true } : {}) };
	return { kind: 'choose-1' };
}

function quorumOf(typed: Typed): Portion | null {
	const percent = typed.whole('quorum-percent');
	if (percent) return { top: percent, bottom: 100, more: false };
	const [share, more] = [typed.one('quorum', quorums).replace('+', ''), typed.text('quorum').endsWith('+')];
	if (!share) return null;
	const [top, bottom] = share.split('/').map(Number) as [number, number];
	return { top, bottom, more };
}

/** The ready quorum that is the same, or the percent to be shown in the field. */
export function shownQuorum(quorum: Portion | null): { ready: string; percent: string } {
	if (!quorum) return { ready: '', percent: '' };
	const text = `${quorum.top}/${quorum.bottom}${quorum.more ? '+' : ''}`;
	if ((quorums as readonly string[]).includes(text)) return { ready: text, percent: '' };
	return { ready: '', percent: String(Math.round((100 * quorum.top) / quorum.bottom)) };
}
