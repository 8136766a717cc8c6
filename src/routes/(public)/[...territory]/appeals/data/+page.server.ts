import { crumbsTo, placeOf, under } from '#pages/place.ts';
import {
	categories,
	dataFields,
	dataFormats,
	dataLicence,
	dataMonths,
	mostOnPage,
	readAsked,
} from '#rooms/appeals/door.server.ts';
import { categoryFilterOptions } from '#rooms/appeals/door.ts';
import { bodiesOf } from '#rooms/organisations/door.server.ts';
import { bodyKey, inLanguage } from '#rooms/organisations/door.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = placeOf(locals);
	const { lang, t, href, origin } = locals;
	const asked = readAsked(url.searchParams);
	const [tree, bodies, months] = await Promise.all([
		categories(),
		bodiesOf(territory.id),
		dataMonths(territory.id),
	]);
	const path = href(under(locals, 'appeals/data'));
	const filters = new URLSearchParams(url.searchParams);
	for (const name of ['after', 'view', 'sort', 'limit', 'since']) filters.delete(name);
	const query = filters.size ? `?${filters}` : '';
	return {
		territory,
		crumbs: crumbsTo(locals, { title: t('appeals.list.title'), path: under(locals, 'appeals') }),
		asked,
		bodies: bodies.map((one) => ({
			value: bodyKey(one),
			label: inLanguage(one.texts, lang)?.name ?? one.slug,
		})),
		options: categoryFilterOptions(tree, lang, (name) => t('appeals.filters.all-of', { name })),
		formats: dataFormats.map((format) => ({ format, href: `${path}/appeals.${format}${query}` })),
		months: months.map((one) => ({
			month: one.month,
			rows: one.rows,
			size: one.size,
			sha256: one.sha256,
			madeAt: one.madeAt,
			files: dataFormats.map((format) => ({ format, href: `${path}/${one.month.slice(0, 7)}.${format}` })),
		})),
		fields: dataFields,
		licence: dataLicence,
		mostOnPage,
		example: `${origin}${path}/appeals.json?since=2026-11-01T00:00:00Z&limit=1000`,
		links: {
			self: path,
			list: href(under(locals, 'appeals')) + query,
			schema: `${path}/schema.json`,
			package: `${path}/datapackage.json`,
			feed: href(under(locals, 'appeals/feed.xml')) + query,
			api: href('/platform/api'),
			all: href('/platform/open-data'),
		},
	};
};
