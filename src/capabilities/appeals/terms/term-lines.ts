import { inLanguage } from '#rooms/organisations/door.ts';
import { endOf } from './count.ts';
import type { Rulebook, RuleRow } from './rules.ts';
import type { Term, TermKind } from './term.ts';

/** A term as people read it: by which rule of which source, until when, and how it stands. */
export type TermLine = {
	kind: TermKind;
	/** Where it is written, short: «59-ФЗ, ст. 12». */
	short: string;
	source: string;
	url: string | null;
	/** It is law, not a promise. */
	law: boolean;
	amount: number;
	unit: Term['unit'];
	startedAt: Date;
	dueOn: string;
	dueAt: Date;
	/** Whether its hour matters, or only the day. */
	exact: 'hour' | 'day';
	state: 'met' | 'met-late' | 'late' | 'waits' | 'open';
	metAt: Date | null;
	/** Why its clock stands, a sentence, and until when at the latest. */
	waits: { said: string; to: Date } | null;
};

/** The terms in the reader's language, the nearest first. */
export function termLines(
	terms: readonly Term[],
	book: Rulebook,
	said: ReadonlyMap<string, string>,
	lang: string,
	now: Date,
): TermLine[] {
	return terms.map((term) => {
		const rule = ruleOf(book, term);
		return {
			kind: term.kind,
			short: inLanguage(rule?.texts ?? [], lang)?.short ?? term.rule,
			source: rule?.source ?? term.rule,
			url: rule?.url ?? null,
			law: rule?.country !== null && rule?.country !== undefined,
			amount: term.amount,
			unit: term.unit,
			startedAt: term.startedAt,
			dueOn: term.dueOn,
			dueAt: term.dueAt,
			exact: isExact(term) ? 'hour' : 'day',
			state: stateOf(term, now),
			metAt: term.metAt,
			waits:
				term.waits && !term.metAt ? { said: said.get(term.waits.reason) ?? '', to: term.waits.to } : null,
		};
	});
}

/** A term that ends within a day, at an hour. */
export const isExact = (due: { dueOn: string; dueAt: Date; zone: string }): boolean =>
	due.dueAt.getTime() !== endOf(due.dueOn, due.zone).getTime();

function stateOf(term: Term, now: Date): TermLine['state'] {
	if (term.metAt) return term.missedAt ? 'met-late' : 'met';
	if (term.waits && term.waits.to > now) return 'waits';
	return now >= term.dueAt ? 'late' : 'open';
}

/** The row that a term was counted by; of a category's promise, the row that says how promises behave. */
function ruleOf(book: Rulebook, term: Term): RuleRow | undefined {
	const code = term.rule.startsWith('category:')
		? `category-${term.kind === 'reaction' ? 'reaction' : 'answer'}`
		: term.rule;
	return book.rules.findLast((rule) => rule.code === code && rule.validFrom <= term.startedOn);
}
