import type { RequestEvent } from '@sveltejs/kit';
import { placeOf, under } from '#pages/place.ts';
import { refuse } from '#platform/errors/door.ts';
import { embedLookIn, siteFor, usualEmbedLook } from '#rooms/appeals/door.server.ts';
import { bareBearer } from './bare.ts';

/** The form on another site: which site, what it looks like, where its parts are. */
export async function embedded(event: RequestEvent) {
	const { locals, params } = event;
	const territory = placeOf(locals);
	const { site: address = '', look: words = '' } = params;
	const site = (await siteFor(territory.id, address)) ?? refuse('platform.not-found');
	const look = embedLookIn(words);
	const base = `appeals/embed/${address}/${words}`;
	return {
		territory,
		site,
		look,
		usual: usualEmbedLook,
		base,
		path: locals.href(under(locals, base)),
		of: `embed ${address}`,
		bearer: bareBearer(`embed ${address}`),
	};
}
