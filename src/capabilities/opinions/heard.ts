import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { homesOf } from '#rooms/identity/door.server.ts';
import { tree, viewMany } from '#rooms/territories/door.server.ts';
import type { ConversationRef } from './conversation.ts';
import { privacy } from './limits.ts';
import { accountsOf } from './marks-store.server.ts';
import type { Content } from './reading.ts';
import { readReading } from './readings-store.server.ts';
import { seen } from './see.ts';
import type { Stored } from './store.server.ts';
import { shownTo } from './view-conversation.ts';
import type { Heard } from './views.ts';

const atOnce = 5_000;

/** How many of those who take part live in each territory below; where there is none, in the territory itself. */
export async function heardOf(conversation: Stored): Promise<Content['heard']> {
	const { territory } = conversation;
	const places = placesBelow(territory);
	const people = new Map<TerritoryId, number>(places.map((place) => [place, 0]));
	const accounts = await accountsOf(database(), conversation);
	let placed = 0;
	for (let from = 0; from < accounts.length; from += atOnce)
		for (const home of (await homesOf(accounts.slice(from, from + atOnce))).values()) {
			const place = places.find((one) => tree.isWithin(home, one));
			if (place === undefined) continue;
			people.set(place, people.get(place)! + 1);
			placed++;
		}
	return {
		places: [...people].map(([place, count]) => ({ territory: place, people: count })),
		// who said no place, lives elsewhere, or was erased
		notSaid: conversation.participants - placed,
	};
}

function placesBelow(territory: TerritoryId): TerritoryId[] {
	const below = tree
		.descendants(territory)
		.filter((one) => tree.parentOf(one) === territory && tree.isInForce(one));
	return below.length > 0 ? below : [territory];
}

const rounded = (people: number): number => Math.round(people / privacy.place) * privacy.place;

/** Who was heard and who was not, those who were heard least first; null where the reader sees no results. */
export async function heardIn(actor: Actor, ref: ConversationRef): Promise<Heard | null> {
	const conversation = await seen(actor, ref);
	if ((await shownTo(actor, conversation)).resultsShown !== 'shown') return null;
	const reading = await readReading(database(), ref);
	if (!reading) return null;
	const { places, notSaid } = reading.content.heard;
	const views = await viewMany(
		places.map(({ territory }) => territory as TerritoryId),
		actor.lang,
	);
	const share = (one: { people: number; population: number | null }) =>
		one.population ? one.people / one.population : Number.POSITIVE_INFINITY;
	return {
		places: places
			.map(({ territory, people }) => {
				const view = views.get(territory as TerritoryId);
				return { name: view?.name.nominative ?? '', population: view?.population ?? null, people };
			})
			.sort((a, b) => share(a) - share(b) || a.people - b.people || a.name.localeCompare(b.name, actor.lang))
			.map(({ people, ...one }) => ({
				...one,
				// rounded, so that a place with a few is not found by subtraction
				people: people === 0 ? 0 : people < privacy.place ? null : rounded(people),
			})),
		notSaid: rounded(notSaid),
	};
}
