import { refuse } from '#platform/errors/door.ts';
import { installation, may } from '#platform/permissions/door.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { territory, lang, t, href, actor } = locals;
	if (!territory) {
		if (params.territory) refuse('territories.not-found');
		const top = await territories.childrenOf(null, { lang, limit: 200 });
		return {
			front: null,
			top: top.items,
			mayStart: may(actor, 'territories.start', { territory: installation }),
		};
	}
	const visitor = { actor, t, lang, href };
	const [front, map, mayWrite] = await Promise.all([
		territories.frontOf(territory, visitor),
		territories.mapOf(territory.id, lang),
		may(actor, 'territories.office', { territory: territory.id }),
	]);
	const start = mayWrite ? await territories.startListOf(territory) : [];
	return {
		territory,
		front,
		map,
		start,
		mayWrite,
		description: territories.descriptionOf(territory, t),
		linked: territories.linkedData(territory, `${locals.origin}${locals.href(`/${territory.path}`)}`),
	};
};
