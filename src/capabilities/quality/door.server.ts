/** The only way into the room. */
export { drawWeek } from './draw-week.ts';
export {
	type BodyQuality,
	leastScored,
	type QualityFigures,
	qualityOf,
	qualityOfBodies,
	qualityOfBody,
	type Share,
	weeksTold,
} from './figures.ts';
export { myQueue, readCase } from './read-case.ts';
export { type CaseKey, giveBack, scoreCase, takeNext } from './score-case.ts';
export {
	inheritRubric,
	mostCriteria,
	planInput,
	setPlan,
	setRubric,
	viewSetUp,
} from './set-up.ts';
export { qualityColumns, qualityTable } from './table.ts';
export { tellScorers } from './tell-scorers.ts';
export { lastWeeks } from './week.ts';
