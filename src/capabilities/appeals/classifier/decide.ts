import type { CategoryBy } from '../appeal.ts';
import type { Guess, Suggested } from './guess.ts';

/** What is done with an appeal whose text was read. */
export type Decision =
	/** Stays with the category that it has. */
	| { kind: 'keep' }
	/** The classifier is sure enough: this category, at once. */
	| { kind: 'take'; best: Suggested }
	/** A person decides: nothing is sure, or the text speaks against what was chosen. */
	| { kind: 'wait'; because: 'unsure' | 'disagrees'; best: Suggested | null };

/** "Something else" of the starter set: chosen by people who found nothing that fits. */
export const somethingElse = 'other';

/** From this confidence on, and when the chosen category is at most so likely, the text speaks against the choice. */
const disagreesFrom = 0.85;
const hardlyLikely = 0.02;

/**
 * What follows from a guess. A choice of the author is never changed by itself: where the text strongly speaks against it,
 * a person looks. Only who chose nothing, or "something else", leaves it to the classifier.
 * @param rules `routeAt`: confidence from which the category is taken by itself, null: never; `isDanger`: of the category
 */
export function decide(
	appeal: { category: string; categoryBy: CategoryBy },
	guess: Pick<Guess, 'best' | 'chanceOf' | 'learned'>,
	rules: { routeAt: (category: string) => number | null; isDanger: (category: string) => boolean },
): Decision {
	const best = guess.best[0] ?? null;
	const undecided = appeal.categoryBy === 'nobody';
	const isFree = undecided || (appeal.categoryBy === 'author' && appeal.category === somethingElse);
	if (isFree && best && (undecided || best.category !== appeal.category)) {
		const from = rules.routeAt(best.category);
		// danger is told by telephone; what reads like it is looked at by a person first
		if (from !== null && best.confidence >= from && !rules.isDanger(best.category))
			return { kind: 'take', best };
	}
	if (undecided) return { kind: 'wait', because: 'unsure', best };
	if (
		appeal.categoryBy === 'author' &&
		appeal.category !== somethingElse &&
		guess.learned &&
		best &&
		best.category !== appeal.category &&
		best.confidence >= disagreesFrom &&
		guess.chanceOf(appeal.category) <= hardlyLikely
	)
		return { kind: 'wait', because: 'disagrees', best };
	return { kind: 'keep' };
}
