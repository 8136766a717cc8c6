import { spacePath, territoryOf } from '#pages/space-address.ts';
import { kindsOf, spacesIn } from '#rooms/spaces/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = territoryOf(locals);
	const kinds = await kindsOf(locals.lang);
	const asked = url.searchParams.get('kind');
	const kind = kinds.find((one) => one.kind === asked)?.kind ?? null;
	const page = await spacesIn(locals.actor, territory.id, { kind, after: url.searchParams.get('after') });
	const base = locals.href(spacePath(territory));
	return {
		place: { name: territory.name.nominative, href: locals.href(`/${territory.path}`) },
		inPlace: territory.name.in,
		demonstration: territory.demonstration,
		zone: territory.zone,
		base,
		kind,
		kinds: kinds
			.filter((one) => one.madeBy !== 'room')
			.map((one) => ({ kind: one.kind, name: one.name, many: one.many })),
		items: page.items.map((one) => ({
			id: one.id,
			title: one.name,
			text: one.summary,
			href: `${base}/${one.slug}`,
			kind: kinds.find((other) => other.kind === one.kind)?.name ?? '',
			openness: one.openness,
			members: one.members,
		})),
		next: page.next ? `${base}?${kind ? `kind=${kind}&` : ''}after=${page.next}` : null,
		mayMake: locals.actor.account !== null,
	};
};
