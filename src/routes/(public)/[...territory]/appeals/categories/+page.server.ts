import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { standardOfService } from '#rooms/appeals/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const territory = placeOf(locals);
	const { t, href } = locals;
	const { groups, danger } = await standardOfService(territory.id, t);
	const at = (path: string) => href(under(locals, path));
	return {
		territory,
		crumbs: [...crumbsTo(locals), { title: t('appeals.list.title'), href: at('appeals') }],
		danger,
		groups: groups.map((group) => ({
			...group,
			lines: group.lines.map((line) => ({
				...line,
				href: at(`appeals/new?category=${line.code}`),
				answers: line.answers.map((one) => ({ ...one, href: one.body && bodyAt(one.body) })),
			})),
		})),
		file: at('appeals/new'),
	};

	function bodyAt(body: { territory: number; slug: string }): string | null {
		return body.territory === territory.id ? at(`bodies/${body.slug}`) : null;
	}
};
