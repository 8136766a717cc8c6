/** What both sides may know of appeals: types and pure rules. */
export { placeholders } from './answering/placeholders.ts';
export type { AppealRef, Audience, Channel, Closing, Happening, State, Visibility } from './appeal.ts';
export {
	channels,
	closings,
	closingsOfOfficials,
	isOver,
	states,
	undecided,
	visibilities,
} from './appeal.ts';
export {
	type Amount,
	type Category,
	type CheckItem,
	categoryName,
	type Question,
	wordsIn,
} from './category.ts';
export { categoryFilterOptions, categoryOptions } from './category-options.ts';
export { seenBy } from './hiding/seen-by.ts';
export { readNumber } from './number.ts';
export { type Clock, clockOf } from './terms.ts';
export { titleOfStep } from './way/step-title.ts';
