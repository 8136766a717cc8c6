import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { leastScored, qualityOf, qualityOfBodies, weeksTold } from '#rooms/quality/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const territory = placeOf(locals);
	const { href, lang, t } = locals;
	const [figures, bodies] = await Promise.all([qualityOf(territory.id), qualityOfBodies(territory.id, lang)]);
	return {
		territory,
		crumbs: crumbsTo(locals, { title: t('situation.title'), path: under(locals, 'situation') }),
		figures,
		table: href(under(locals, 'situation/quality/table.csv')),
		bodies: bodies.map((one) => ({ ...one, href: one.path ? href(one.path) : undefined })),
		least: leastScored,
		weeks: weeksTold,
	};
};
