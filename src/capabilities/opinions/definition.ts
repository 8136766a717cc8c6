import type { TerritoryId, Uuid } from '#platform/db/ids.ts';
import { invalid, type Problem } from '#platform/errors/door.ts';
import { isWithin } from '#platform/permissions/door.ts';
import type { Definition, Lang } from './conversation.ts';
import { limits } from './limits.ts';

/** What a new conversation begins with: for residents by their word, of a space for its members. */
export function emptyDefinition(territory: TerritoryId, lang: Lang, space: Uuid | null = null): Definition {
	return {
		lang,
		question: '',
		explanation: '',
		other: null,
		who: {
			residence: space ? 'none' : 'declared',
			area: territory,
			reach: 'subtree',
			ageFrom: null,
			ageTo: null,
			space,
			listed: false,
		},
		adding: 'residents',
		moderation: 'before',
		results: 'after-mine',
		openMarks: false,
		closesAt: null,
	};
}

/** What not even a draft can be. */
export function demandDraft(territory: TerritoryId, { question, explanation, other, who }: Definition): void {
	const problems: Problem[] = [];
	const texts = [
		['question', question, limits.question],
		['explanation', explanation, limits.explanation],
		['other-question', other?.question ?? '', limits.question],
		['other-explanation', other?.explanation ?? '', limits.explanation],
	] as const;
	for (const [field, text, most] of texts)
		if (text.length > most) problems.push({ field, code: 'opinions.field.long', facts: { most } });
	if (!isWithin(who.area, territory)) problems.push({ field: 'who', code: 'opinions.who.elsewhere' });
	if (who.listed) problems.push({ field: 'who', code: 'opinions.who.no-list' });
	if (problems.length) invalid(...problems);
}

/** All that keeps a draft from opening, each at its field. */
export function faultsOf(
	{ question, who, closesAt }: Definition,
	firstStatements: number,
	now: Date,
): Problem[] {
	const problems: Problem[] = [];
	const fault = (field: string, code: string, facts?: Problem['facts']) =>
		problems.push({ field, code: `opinions.${code}`, ...(facts ? { facts } : {}) });
	if (!question.trim()) fault('question', 'question.missing');
	if (firstStatements < limits.firstLeast) fault('statements', 'first.few', { least: limits.firstLeast });
	if (who.ageFrom !== null && who.ageTo !== null && who.ageFrom > who.ageTo) fault('age-to', 'who.ages');
	if (!closesAt) fault('closes-at', 'closes.missing');
	else if (closesAt <= now) fault('closes-at', 'closes.past');
	return problems;
}

/** Why, in words that stand on the page. */
export function problemsOfReason(reason: string): Problem[] {
	const { length } = reason.trim();
	if (length < limits.reasonLeast) return [{ field: 'reason', code: 'opinions.reason.short' }];
	return length > limits.reason
		? [{ field: 'reason', code: 'opinions.field.long', facts: { most: limits.reason } }]
		: [];
}
