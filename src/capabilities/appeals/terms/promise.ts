import type { CategoryTree } from '../category-tree.ts';
import type { CategoryPromise } from './rules.ts';

/** What a category promises, in the form in which terms are counted. */
export function promiseOf(all: CategoryTree, code: string): CategoryPromise {
	const { answer, reaction, calendar } = all.promise(code);
	return {
		answer: answer && { ...answer.value, category: answer.from },
		reaction: reaction && { ...reaction.value, category: reaction.from },
		week: calendar,
	};
}
