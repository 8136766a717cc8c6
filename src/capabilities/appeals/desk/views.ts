import type { State } from '../appeal.ts';
import type { Desk, Part } from './desk.ts';

/**
 * The views of a desk, told once: `desk-store.server.ts` makes the question to the database of a rule, `countOf` applies
 * it to the counts, so that the figure beside a view and the list behind it cannot disagree.
 */
export type ViewRule = {
	states: readonly State[];
	/** soon: due within `soonDays` or overdue; late: overdue. */
	due?: 'soon' | 'late';
	assigned?: boolean;
	asked?: true;
	approval?: true;
	/** true: only parts of joint work that this body was asked for; false: only what it leads; absent: both. */
	part?: boolean;
	/** Only what lies with this person, or with one whom they stand in for. Never counted ahead. */
	mine?: true;
	/** On which desks it stands. */
	desks: readonly Desk['kind'][];
};

const atWork = ['routed', 'in-work', 'returned'] as const;
const waiting = ['filed', 'registered', ...atWork] as const;
const both = ['body', 'registry'] as const;

export const viewRules = {
	mine: { states: waiting, mine: true, desks: ['body'] },
	burning: { states: waiting, due: 'soon', desks: both },
	late: { states: waiting, due: 'late', desks: both },
	unsorted: { states: ['filed', 'registered'], desks: ['registry'] },
	new: { states: ['registered', 'routed'], part: false, desks: ['body'] },
	unassigned: { states: atWork, assigned: false, part: false, desks: both },
	joint: { states: waiting, part: true, desks: ['body'] },
	returned: { states: ['returned'], part: false, desks: both },
	approval: { states: waiting, approval: true, desks: both },
	asked: { states: waiting, asked: true, desks: both },
	all: { states: waiting, desks: both },
	answered: { states: ['answered'], part: false, desks: both },
	done: { states: ['accepted', 'closed'], part: false, desks: both },
} as const satisfies Record<string, ViewRule>;
export type View = keyof typeof viewRules;
export const views = Object.keys(viewRules) as View[];

export const ruleOf = (view: View): ViewRule => viewRules[view];

/** How many days ahead "burning" looks. */
export const soonDays = 3;

/** How many open appeals of a desk are alike in all that the views tell apart. */
export type Bucket = {
	state: State;
	/** ISO; what is long overdue is counted as of one day. */
	due: string;
	assigned: boolean;
	asked: boolean;
	/** The step of approval that is waited for; empty: none. */
	approval: string;
	part: Part | '';
	count: number;
};

/** How many the view holds; `mine` and `done` are not told by buckets. */
export function countOf(
	view: View,
	buckets: readonly Bucket[],
	at: { today: string; soon: string; roles: readonly string[] },
): number {
	const rule = ruleOf(view);
	let count = 0;
	for (const one of buckets) {
		if (!rule.states.includes(one.state) || one.part === 'reported') continue;
		if (rule.due === 'soon' && one.due > at.soon) continue;
		if (rule.due === 'late' && one.due >= at.today) continue;
		if (rule.assigned !== undefined && rule.assigned !== one.assigned) continue;
		if (rule.asked && !one.asked) continue;
		if (rule.approval && !at.roles.includes(one.approval)) continue;
		if (rule.part !== undefined && rule.part !== (one.part !== '')) continue;
		count += one.count;
	}
	return count;
}

/** Adds counts of several desks; what is due before `floor` becomes due on it, so that old arrears do not pile up as rows. */
export function addedUp(parts: readonly (readonly Bucket[])[], floor: string): Bucket[] {
	const sums = new Map<string, Bucket>();
	for (const part of parts)
		for (const one of part) {
			const due = one.due < floor ? floor : one.due;
			const key = `${one.state} ${due} ${one.assigned} ${one.asked} ${one.approval} ${one.part}`;
			const sum = sums.get(key);
			if (sum) sum.count += one.count;
			else sums.set(key, { ...one, due });
		}
	return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
