import { beginAtTheTop } from '#pages/office-place.ts';
import { refuse } from '#platform/errors/door.ts';
import { may } from '#platform/permissions/door.ts';
import { bodiesOf, kindsIn, summary } from '#rooms/organisations/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	beginAtTheTop(locals);
	const territory = locals.territory ?? refuse('platform.not-found');
	const { lang, href, actor } = locals;
	const [bodies, kinds] = await Promise.all([bodiesOf(territory.id), kindsIn(lang)]);
	const mayEdit = may(actor, 'organisations.edit', { territory: territory.id });
	const within = `?in=${territory.id}`;
	return {
		territory,
		mayEdit,
		bodies: bodies
			.filter(
				(body) =>
					mayEdit || may(actor, 'organisations.appoint', { territory: body.territory, space: body.id }),
			)
			.map((body) => ({
				...summary(body, lang),
				kindName: kinds.find((kind) => kind.code === body.kind)?.name ?? '',
				href: href(`/office/bodies/${body.territory}/${body.id}`),
			})),
		links: { add: href(`/office/bodies/new${within}`), rules: href(`/office/bodies/rules${within}`) },
	};
};
