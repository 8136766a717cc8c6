import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { removeItems } from '#platform/search/door.server.ts';
import { type BodyRef, bodyKey } from '#rooms/organisations/door.server.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import { type AppealId, isOver } from '../appeal.ts';
import { markMonths } from '../counts/marks.ts';
import { desksChanged } from '../desk/count-desks.ts';
import { learnStreets } from '../filing/streets.ts';
import { projectAll, searchKind } from '../project.ts';
import * as projections from '../projections-store.server.ts';
import { readMany } from '../store.server.ts';
import * as store from './bring-in-store.server.ts';

/** Ended appeals that a list of an ancestor keeps. */
const kept = 1_000;

const refs = (territory: TerritoryId, ids: readonly string[]) =>
	ids.map((id) => ({ territory, id: id as AppealId }));

/** Renews what mirrors many appeals of one owner that an import brought, and marks the months that wait to be counted. May run any number of times. */
export async function mirrorAppeals(territory: TerritoryId, ids: readonly string[]): Promise<void> {
	const db = database();
	const edges = new Map<TerritoryId, Date | null>();
	for (const ancestor of [territory, ...tree.ancestors(territory)])
		edges.set(ancestor, await store.edgeOf(db, ancestor, kept));
	await projectAll(
		refs(territory, ids).map((ref) => ({ ref, was: null })),
		(ancestor, appeal) => {
			const edge = edges.get(ancestor);
			return !isOver(appeal.state) || !edge || appeal.filedAt > edge;
		},
	);
	await markMonths(territory, await store.monthsOf(db, territory, ids, zoneOf(territory)));
	// the history of a town knows its streets: the form suggests them from the first day
	await learnStreets(await store.placesOf(db, territory, ids));
}

/** Where appeals that are about to go stand: asked before, brought in line after. */
export async function standingOf(territory: TerritoryId, ids: readonly string[]) {
	const db = database();
	const [months, appeals] = await Promise.all([
		store.monthsOf(db, territory, ids, zoneOf(territory)),
		readMany(db, refs(territory, ids)),
	]);
	const bodies = new Map(appeals.flatMap(({ body }) => (body ? [[bodyKey(body), body] as const] : [])));
	return { months, bodies: [...bodies.values()] };
}

/** Takes appeals that are gone out of everything that mirrored them. */
export async function unmirrorAppeals(
	territory: TerritoryId,
	ids: readonly string[],
	/** Whose desks held them. */
	bodies: readonly BodyRef[],
	months: readonly { month: string; filed: boolean }[],
): Promise<void> {
	const db = database();
	// an import gives appeals to bodies of the territory and of those above it
	for (const ancestor of [territory, ...tree.ancestors(territory)]) {
		await projections.dropManyFromInbox(db, ancestor, territory, ids);
		await projections.dropManyFromList(db, ancestor, territory, ids);
	}
	await removeItems(db, searchKind, refs(territory, ids));
	await desksChanged([{ territory, bodies: [...bodies] }]);
	await markMonths(territory, months);
}
