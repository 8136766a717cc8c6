import { placeOf } from '#pages/office-place.ts';
import type { Uuid } from '#platform/db/ids.ts';
import { type SpaceRef, spaceOf, spacesIn } from '#rooms/spaces/door.server.ts';
import { namesOf, tree } from '#rooms/territories/door.server.ts';

const mostPlaces = 400;

/** Whose members may be chosen; a space's own conversation knows itself alone. */
export async function spacesToChoose(locals: App.Locals, own: Uuid | null) {
	const territory = placeOf(locals);
	const all = own
		? [await spaceOf(locals.actor, { territory, id: own } as SpaceRef)]
		: (await spacesIn(locals.actor, territory)).items;
	return all.map(({ id, name }) => ({ id, name }));
}

/** The territory and what lies in it, where that can be chosen from. */
export async function placesUnder(locals: App.Locals) {
	const here = placeOf(locals);
	const all = [here, ...tree.descendants(here).slice(0, mostPlaces)];
	const names = await namesOf(all, locals.lang);
	return all.map((id) => ({ value: id, label: names.get(id)?.nominative ?? String(id) }));
}
