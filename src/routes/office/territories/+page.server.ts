import { redirect } from '@sveltejs/kit';
import { beginAtTheTop } from '#pages/office-place.ts';
import { installation, may } from '#platform/permissions/door.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	// an installation without any territory begins with its first steps
	if (!locals.territory && may(locals.actor, 'territories.start', { territory: installation }))
		redirect(303, locals.href('/office/start'));
	const territory = territories.here(locals.territory);
	const { lang, actor } = locals;
	const text = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
	const after = url.searchParams.get('after') ?? undefined;
	const found = text
		? {
				items: await territories.findTerritories(actor, { within: territory.id, text, limit: 50 }),
				next: undefined,
			}
		: await territories.childrenOf(territory.id, { lang, after, limit: 50 });
	const next = new URLSearchParams(url.searchParams);
	if (found.next) next.set('after', found.next);
	return {
		territory,
		text,
		items: found.items,
		next: found.next ? `${locals.href('/office/territories')}?${next}` : null,
		start: await territories.startListOf(territory),
		others: actor.grants
			.filter((grant) => may(actor, 'territories.office', { territory: grant.territory }))
			.map((grant) => grant.territory)
			.filter((id, i, all) => all.indexOf(id) === i && id !== territory.id && id !== 0),
		mayImport: may(actor, 'territories.import', { territory: territory.id }) && !territory.demonstration,
		mayStart: territory.demonstration && may(actor, 'territories.start', { territory: installation }),
		mayChange: may(actor, 'territories.change', { territory: territory.id }),
	};
};
