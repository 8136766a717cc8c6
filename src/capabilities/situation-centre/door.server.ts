/** The only way into the room. */
export { cellsIn, headline, monthsKnown, rootOf } from './boards.ts';
export { classesFor, forZoom, hexagon, stepOf } from './cells.ts';
export { leastCompared, level, type Quality, qualities } from './compare.ts';
export { type Finding, ofHeadline } from './findings.ts';
export { type Period, periodsOf, readPeriod, type Step, steps, usualPeriod } from './period.ts';
export { forgetBoards } from './remembered.ts';
export {
	type BoardName,
	type BoardView,
	boardNames,
	type Choice,
	hasOwnersBelow,
	ownerAt,
	showBoard,
} from './show.ts';
export { tableOf } from './table.ts';
