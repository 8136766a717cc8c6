/** What both sides may know of the boards. */
export type { Headline, Told } from './boards.ts';
export type { Finding } from './findings.ts';
export type { Period, Step } from './period.ts';
export type { BoardName, BoardView } from './show.ts';
