import { opinionsPath } from '#pages/opinions/office.ts';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	addressOf,
	type ConversationState,
	conversationsIn,
	ledSpaces,
} from '#rooms/opinions/door.server.ts';
import { type SpaceRef, spaceOf } from '#rooms/spaces/door.server.ts';
import type { PageServerLoad } from './$types';

/** What a reader looks for, and the states behind it. */
const shows = {
	open: ['open'],
	closed: ['closed', 'cancelled'],
} satisfies Record<string, readonly ConversationState[]>;
type Show = keyof typeof shows;

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = placeOf(locals);
	const asked = url.searchParams.get('show');
	const show = asked !== null && asked in shows ? (asked as Show) : null;
	const words = url.searchParams.get('words')?.trim().slice(0, 100) ?? '';
	const space = await spaceAsked(locals, url.searchParams.get('space'));
	const page = await conversationsIn(locals.actor, territory.id, {
		state: show && shows[show],
		words,
		space: space?.id ?? null,
		after: url.searchParams.get('after'),
	});
	const base = locals.href(under(locals, 'opinions'));
	const to = (changes: Record<string, string | null>) => {
		const query = new URLSearchParams();
		for (const [name, value] of Object.entries({ show, words, space: space?.id, ...changes }))
			if (value) query.set(name, value);
		return base + (query.size ? `?${query}` : '');
	};
	return {
		territory: { name: territory.name.nominative, in: territory.name.in },
		crumbs: space
			? crumbsTo(locals, { title: space.name, path: under(locals, `spaces/${space.slug}`) })
			: crumbsTo(locals),
		space: space && {
			id: space.id,
			name: space.name,
			newOne: (await ledSpaces(locals.actor, territory.id)).some(({ id }) => id === space.id)
				? opinionsPath(locals, '/new', { space: space.id })
				: null,
		},
		show,
		words,
		items: page.items.map((one) => ({ ...one, href: locals.href(addressOf(one)) })),
		links: {
			base,
			all: to({ show: null }),
			clear: to({ show: null, words: null }),
			byShow: (Object.keys(shows) as Show[]).map((one) => ({ show: one, href: to({ show: one }) })),
		},
		next: page.next ? to({ after: page.next }) : null,
		first: url.searchParams.has('after') ? to({}) : null,
	};
};

/** The space whose conversations alone are asked for; one that is hidden from the reader is not there. */
async function spaceAsked(locals: App.Locals, id: string | null) {
	if (!id) return null;
	if (!isUuid(id)) refuse('spaces.not-found');
	return spaceOf(locals.actor, { territory: placeOf(locals).id, id } as SpaceRef);
}
