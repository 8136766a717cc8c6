/** What pages and components may take: types and pure functions, nothing of the server. */
export { creditLine } from './credits.ts';
export { crumbsOf } from './crumbs.ts';
export { type Kind, kindNames } from './kind.ts';
export type { TerritoryLink, TerritoryName, TerritoryView } from './territory.ts';
