/** What both sides may know of intake. */
export type { ImportState } from './import/state.ts';
export { toldFacts } from './import/told.ts';
