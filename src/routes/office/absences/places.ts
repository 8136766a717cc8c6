import type { TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { desksOf } from '#rooms/appeals/door.server.ts';
import { type AwayFrom, bodiesOf, bodyKey, summary } from '#rooms/organisations/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';

type Place = { key: string; name: string; where: AwayFrom };

/** Where the person works, as the desks name it, and whatever of the territory they set up: its bodies and itself. */
async function placesOf(actor: Actor, territory: TerritoryId | undefined): Promise<Place[]> {
	const own = (await desksOf(actor)).map(({ key, name, desk }): Place => {
		if (desk.kind === 'registry') return { key, name, where: { territory: desk.territory, body: null } };
		return { key, name, where: { territory: desk.body.territory, body: desk.body.id } };
	});
	if (territory === undefined || !may(actor, 'organisations.send-away', { territory })) return own;
	const [bodies, names] = await Promise.all([bodiesOf(territory), namesOf([territory], actor.lang)]);
	const others: Place[] = [
		...bodies
			.filter((one) => one.closedOn === null)
			.map((one) => ({
				key: `body:${bodyKey(one)}`,
				name: summary(one, actor.lang).shortName,
				where: { territory, body: one.id },
			})),
		{
			key: `registry:${territory}`,
			name: names.get(territory)?.nominative ?? String(territory),
			where: { territory, body: null },
		},
	];
	return [...own, ...others.filter((one) => own.every(({ key }) => key !== one.key))];
}

/** The place that the address names, else the first; with it all that may be chosen. */
export async function chosenPlace(
	locals: App.Locals,
	key: string | null,
): Promise<{ at: Place; places: Place[] }> {
	const named = /^(?:body|registry):(\d{1,9})(?:\/|$)/.exec(key ?? '')?.[1];
	const places = await placesOf(locals.actor, named ? (Number(named) as TerritoryId) : locals.territory?.id);
	const at =
		(key ? places.find((one) => one.key === key) : places[0]) ?? refuse('organisations.absence-not-found');
	return { at, places };
}
