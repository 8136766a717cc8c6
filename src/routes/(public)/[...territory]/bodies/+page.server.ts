import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { bodiesOf, kindsIn, summary } from '#rooms/organisations/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const territory = placeOf(locals);
	const { lang, href } = locals;
	const [bodies, kinds] = await Promise.all([bodiesOf(territory.id), kindsIn(lang)]);
	return {
		territory,
		crumbs: crumbsTo(locals),
		groups: kinds
			.map((kind) => ({
				...kind,
				bodies: bodies
					.filter((body) => body.kind === kind.code && !body.closedOn)
					.map((body) => ({
						...summary(body, lang),
						address: body.address,
						href: href(under(locals, `bodies/${body.slug}`)),
					})),
			}))
			.filter((group) => group.bodies.length > 0),
	};
};
