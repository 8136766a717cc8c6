import { explainBudget } from '#numerics/counting/budget/explain.ts';
import { explainChoice, explainDecision } from '#numerics/counting/single/explain.ts';
import { type Lang, translatorFor } from '#platform/i18n/door.ts';
import type { Definition } from '../ballot.ts';
import { carriesPoints } from '../ballot.ts';
import { type Counted, grades } from './count-votes.ts';

export type Told = { steps: string[]; ties: string[]; unfunded: string[]; decision: string[] };

/** The count in words, so that a resident can do the sums again. */
export function tellCount(
	definition: Pick<Definition, 'options' | 'marks' | 'lang'>,
	counted: Counted,
	lang: Lang,
): Told {
	const words = translatorFor(lang);
	const names = definition.options.map(
		({ title, other }) => (lang === definition.lang ? null : other?.title) || title,
	);
	const told: Told = { steps: [], ties: [], unfunded: [], decision: [] };
	if (counted.decision) told.decision = explainDecision(counted.decision, words);
	else if (counted.quorum)
		told.decision = [
			words.any('counting.quorum', {
				...counted.quorum,
				lacking: Math.max(0, counted.quorum.needed - counted.quorum.had),
			}),
		];
	if (counted.choice)
		Object.assign(
			told,
			explainChoice(counted.choice, {
				words,
				names,
				unit: carriesPoints(definition.marks) ? 'points' : 'votes',
				grades: Array.from({ length: grades }, (_, grade) => words.any(`ballots.grade.${grade}`)),
			}),
		);
	if (counted.budget)
		Object.assign(
			told,
			explainBudget(counted.budget.funded, {
				words,
				names,
				election: counted.budget.election,
				money: (amount) => words.formats.money(amount, 'RUB'),
			}),
		);
	return told;
}
