/** The only way into the room. Names of verbs are those of other rooms' sentences: `territories.resolve(path)`. */
import type { TerritoryId } from '#platform/db/door.server.ts';
import { kinds } from './kind.ts';
import { currentTree } from './present.server.ts';

export {
	type Block,
	type BlockContent,
	type BlockItem,
	type FrontAction,
	offerActions,
	offerBlocks,
	offerStartItems,
	type StartItem,
	type Visitor,
} from './blocks.ts';
export type { ChildrenPage, ChildrenQuery } from './children.ts';
export { childrenOf, countChildren } from './children.ts';
export { type NameInput, plantTerritory as plant, type TerritoryInput } from './create-territory.ts';
export {
	addressesOf,
	type ChildPage,
	childPagesOf,
	descriptionOf,
	linkedData,
	offerPages,
} from './describe.ts';
export { plantOutlines } from './draw-outline.ts';
export { exportCsv, exportGeoJson } from './export-territories.ts';
export { type Boundaries, figuresIn, type WeightedPredecessor } from './figures.ts';
export { hasOutline, territoriesAt } from './find-at.ts';
export { type Front, frontOf, type StartLine, startListOf } from './front.ts';
export { at, here, idIn } from './here.ts';
export { historyOf } from './history.ts';
export { type ImportInput, type ImportReport, importTerritories } from './import/import-territories.ts';
export { type IsoPlace, isoPlaceOf } from './iso.ts';
export { isKind, type Kind, kindNames, kinds, kindsUnder } from './kind.ts';
export { actionTo, blockOfNewest, pageUnder } from './make-block.ts';
export {
	createTerritory as create,
	findTerritories,
	moveAddress,
	renameInWords,
	setFacts,
	setHost,
} from './manage-territory.ts';
export { mapOf, type TerritoryMap } from './map-of.ts';
export { blocksOf, officeOf } from './office.ts';
export * as page from './page.ts';
export { keepContact, keepOfficial, textIn, writeText } from './page.ts';
export { plantRussia } from './plant-russia.ts';
export {
	currentTree,
	followSoon,
	innerPath,
	namesOf,
	placeOfHost,
	presentTree,
	readTreeAnew,
	view,
	viewMany,
} from './present.server.ts';
export { type Reorganisation, reorganise } from './reorganise.ts';
export { byShortCode, heirOf, resolve, territoriesNamed, territoryByCode } from './resolve.ts';
export { beginImport, importReport, listImports, repeatImport } from './run-import.ts';
export { offerServiceWays, type Service, services, serviceWays } from './services.ts';
export { outlineOf, setOutline } from './set-outline.ts';
export type { Redirect, TerritoryLink, TerritoryName, TerritoryView } from './territory.ts';
export { inForce, placeTold } from './told.ts';
export type { TerritoryTree } from './tree.ts';
export { zoneName } from './zone-name.ts';

/** What this process knows of the tree, at most a second old; for rights and for sums. */
export const tree = {
	ancestors: (id: TerritoryId) => currentTree().ancestors(id),
	isWithin: (id: TerritoryId, ancestor: TerritoryId) => currentTree().isWithin(id, ancestor),
	descendants: (id: TerritoryId) => currentTree().descendants(id),
	parentOf: (id: TerritoryId) => currentTree().parentOf(id),
	kindOf: (id: TerritoryId) => currentTree().kindOf(id),
	isInForce: (id: TerritoryId) => currentTree().isInForce(id),
	/** Who owns records about a place: itself or the nearest above that may. */
	ownerOf: (id: TerritoryId) => currentTree().ownerOf(id),
	/** Whether it is of a kind that owns records, in force or not. */
	ownsRecords: (id: TerritoryId) => kinds[currentTree().kindOf(id)].owns,
	roots: () => currentTree().roots,
};
export function pathOf(id: TerritoryId): string {
	return currentTree().pathOf(id);
}
export function zoneOf(id: TerritoryId): string {
	return currentTree().zoneOf(id);
}
