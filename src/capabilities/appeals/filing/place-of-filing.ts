import type { TerritoryId } from '#platform/db/door.server.ts';
import { type Problem, refuse } from '#platform/errors/door.ts';
import { hasOutline, namesOf, pathOf, territoriesAt, tree } from '#rooms/territories/door.server.ts';
import type { Point } from '../appeal.ts';
import { problemWithPoint, readDegrees } from '../place.ts';
import { covers, lowestAt } from '../where.server.ts';

export type PlaceOfFiling = {
	/** Whose record it becomes. */
	owner: TerritoryId;
	/** A settlement or a district within the owner. */
	place: TerritoryId | null;
	point: Point | null;
	problems: Problem[];
};

/**
 * Where it is, from the territory of the form, the place chosen on the ladder, the point, the words. What is wrong is named with
 * the way on: coordinates that are swapped, a point in another territory (which one, so that it can be filed there), in no
 * territory at all.
 */
export async function placeOfFiling(
	given: {
		territory: TerritoryId;
		place?: TerritoryId | null;
		lat: string;
		lon: string;
		where: string;
	},
	lang: 'ru' | 'en',
): Promise<PlaceOfFiling> {
	const problems: Problem[] = [];
	if (tree.ownerOf(given.territory) === null || !tree.isInForce(given.territory))
		refuse('appeals.territory-not-found');
	let from = given.territory;
	if (given.place && given.place !== given.territory) {
		if (tree.isInForce(given.place) && tree.ownerOf(given.place) !== null) from = given.place;
		else problems.push({ field: 'place', code: 'appeals.place.unknown' });
	}
	let owner = tree.ownerOf(from) ?? refuse('appeals.territory-not-found');
	let place = owner === from ? null : from;
	const point = readPoint(given, problems);
	if (point) {
		const problem = await problemWithPoint(point, (at) => covers(from, at));
		if (problem) problems.push(await withWayOn(problem, point, from, lang));
		else {
			const nearest = await lowestAt(from, point);
			owner = tree.ownerOf(nearest) ?? owner;
			place = nearest === owner ? place : nearest;
			if (place !== null && !tree.isWithin(place, owner)) place = null;
		}
	}
	if (!point && given.where === '' && !problems.some((one) => one.field === 'lat' || one.field === 'lon'))
		problems.push({ field: 'where', code: 'appeals.form.where.missing' });
	return { owner, place, point, problems };
}

function readPoint(given: { lat: string; lon: string }, problems: Problem[]): Point | null {
	if (given.lat === '' && given.lon === '') return null;
	const lat = readDegrees(given.lat);
	const lon = readDegrees(given.lon);
	if (lat === undefined) problems.push({ field: 'lat', code: 'appeals.place.not-a-point' });
	if (lon === undefined) problems.push({ field: 'lon', code: 'appeals.place.not-a-point' });
	return lat === undefined || lon === undefined ? null : { lat, lon };
}

/** A point outside is told by the territory it lies in, if that is known. */
async function withWayOn(
	problem: Problem,
	point: Point,
	from: TerritoryId,
	lang: 'ru' | 'en',
): Promise<Problem> {
	if (problem.code === 'appeals.place.swapped')
		return { ...problem, facts: { lat: point.lon, lon: point.lat } };
	if (problem.code !== 'appeals.place.outside') return problem;
	const there = (await territoriesAt(point)).find((id) => tree.ownerOf(id) !== null);
	if (there !== undefined) {
		const name = (await namesOf([there], lang)).get(there)?.nominative ?? '';
		return {
			field: 'lat',
			code: 'appeals.place.elsewhere',
			facts: { name, path: pathOf(there), territory: there },
		};
	}
	// where nobody's outline is known, nobody can say that it is the sea
	const known = await Promise.all(tree.ancestors(from).map((id) => hasOutline(id)));
	return known.some(Boolean) ? { ...problem, code: 'appeals.place.nowhere' } : problem;
}
