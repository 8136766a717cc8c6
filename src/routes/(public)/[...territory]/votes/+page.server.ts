import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { addressOf, type BallotState, ballotsIn } from '#rooms/ballots/door.server.ts';
import type { PageServerLoad } from './$types';

/** What a reader looks for, and the states behind it. */
const shows = {
	open: ['open'],
	soon: ['announced'],
	closed: ['counting', 'closed', 'cancelled'],
} satisfies Record<string, readonly BallotState[]>;
type Show = keyof typeof shows;

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = placeOf(locals);
	const asked = url.searchParams.get('show');
	const show = asked !== null && asked in shows ? (asked as Show) : null;
	const words = url.searchParams.get('words')?.trim().slice(0, 100) ?? '';
	const page = await ballotsIn(locals.actor, territory.id, {
		state: show && shows[show],
		words,
		after: url.searchParams.get('after'),
	});
	const base = locals.href(under(locals, 'votes'));
	const to = (changes: Record<string, string | null>) => {
		const query = new URLSearchParams();
		for (const [name, value] of Object.entries({ show, words, ...changes }))
			if (value) query.set(name, value);
		return base + (query.size ? `?${query}` : '');
	};
	return {
		territory: { name: territory.name.nominative, in: territory.name.in },
		crumbs: crumbsTo(locals),
		show,
		words,
		items: page.items.map((one) => ({ ...one, href: locals.href(addressOf(one)) })),
		links: {
			base,
			all: to({ show: null }),
			byShow: (Object.keys(shows) as Show[]).map((one) => ({ show: one, href: to({ show: one }) })),
			code: locals.href(under(locals, 'votes/code')),
		},
		next: page.next ? to({ after: page.next }) : null,
		first: url.searchParams.has('after') ? to({}) : null,
	};
};
