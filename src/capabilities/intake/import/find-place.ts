import type { TerritoryId } from '#platform/db/door.server.ts';
import { problemWithPoint, readDegrees } from '#rooms/appeals/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { fold } from './fields.ts';
import type { Ground } from './ground.server.ts';

type Say = (
	field: 'lat' | 'place' | 'where',
	code: string,
	facts?: Record<string, string | number>,
) => unknown;

/** Whose the appeal is and where: by the point, else by the name of the place, else the territory of the import. */
export async function findPlace(
	typed: { lat: string; lon: string; place: string; where: string },
	ground: Ground,
	{ wrong, doubtful }: { wrong: Say; doubtful: Say },
): Promise<{
	owner: TerritoryId;
	place: TerritoryId | null;
	point: { lat: number; lon: number } | null;
} | null> {
	let point: { lat: number; lon: number } | null = null;
	let lowest: TerritoryId | null = null;
	if (typed.lat !== '' || typed.lon !== '') {
		const lat = readDegrees(typed.lat);
		const lon = readDegrees(typed.lon);
		const value = `${typed.lat}, ${typed.lon}`.slice(0, 60);
		const problem =
			lat === undefined || lon === undefined
				? 'not-a-point'
				: (await problemWithPoint({ lat, lon }, async (at) => (await ground.placer(at)).inside))?.code
						.split('.')
						.at(-1);
		if (problem && ground.dropsPoints) doubtful('lat', `point-dropped-${problem}`, { value });
		else if (problem) {
			wrong('lat', `point-${problem}`, { value });
			return null;
		} else if (lat !== undefined && lon !== undefined) {
			// whole degrees are where a geocoder puts what it cannot place
			if (Number.isInteger(lat) && Number.isInteger(lon)) doubtful('lat', 'point-rounded', { value });
			else {
				point = { lat, lon };
				lowest = (await ground.placer(point)).lowest;
			}
		}
	}
	if (typed.place !== '' && lowest === null) {
		const named = ground.places.get(fold(typed.place));
		if (named === undefined) doubtful('place', 'place-unknown', { value: typed.place.slice(0, 80) });
		else lowest = named;
	}
	if (!point && typed.where === '' && typed.place === '' && ground.placesAsked)
		doubtful('where', 'where-missing');
	const at = lowest ?? ground.territory;
	const owner = tree.ownerOf(at) ?? ground.owner;
	return { owner, place: at !== owner && tree.isWithin(at, owner) ? at : null, point };
}
