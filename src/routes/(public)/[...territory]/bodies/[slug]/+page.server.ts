import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { refuse } from '#platform/errors/door.ts';
import { may } from '#platform/permissions/door.ts';
import {
	body as bodyAt,
	bodyBySlug,
	kindsIn,
	staffOf,
	summary,
	unitsOf,
} from '#rooms/organisations/door.server.ts';
import { inLanguage } from '#rooms/organisations/door.ts';
import { qualityOfBody } from '#rooms/quality/door.server.ts';
import { namesOf, pathOf } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const territory = placeOf(locals);
	const { lang, t, href, actor } = locals;
	const body = (await bodyBySlug(territory.id, params.slug)) ?? refuse('organisations.body-not-found');
	const [units, staff, kinds, serves, parent, successor, quality] = await Promise.all([
		unitsOf(body),
		staffOf(body),
		kindsIn(lang),
		namesOf(body.serves, lang),
		body.parent ? bodyAt({ territory: body.territory, id: body.parent }) : undefined,
		body.successor ? bodyAt({ territory: body.territory, id: body.successor }) : undefined,
		qualityOfBody(body),
	]);
	const text = inLanguage(body.texts, lang);
	const link = (one: typeof parent) =>
		one ? { name: summary(one, lang).name, href: href(under(locals, `bodies/${one.slug}`)) } : null;
	return {
		territory,
		crumbs: crumbsTo(locals, { title: t('organisations.list.title'), path: under(locals, 'bodies') }),
		body: {
			name: text?.name ?? body.slug,
			about: text?.about ?? '',
			lang: text?.lang ?? lang,
			kind: kinds.find((kind) => kind.code === body.kind)?.name ?? '',
			phone: body.phone,
			email: body.email,
			site: body.site,
			address: body.address,
			hours: body.hours,
			closedOn: body.closedOn,
		},
		parent: link(parent),
		successor: link(successor),
		units: units.map((unit) => ({
			id: unit.id,
			name: inLanguage(unit.names, lang)?.name ?? '',
			phone: unit.phone,
		})),
		people: staff
			.filter((member) => member.publicName)
			.map((member) => ({ name: member.publicName ?? '', post: member.post })),
		serves: body.serves.map((id) => ({
			name: serves.get(id)?.nominative ?? '',
			href: href(`/${pathOf(id)}`),
		})),
		quality: quality && { ...quality, href: href(under(locals, 'situation/quality')) },
		file: href(under(locals, 'appeals/new')),
		edit: may(actor, 'organisations.edit', { territory: body.territory })
			? href(`/office/bodies/${body.territory}/${body.id}`)
			: null,
	};
};
