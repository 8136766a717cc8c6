import { officeWays, pathOfWay } from '#pages/office.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const { territory, t, href, path } = locals;
	const ways = officeWays(locals.actor);
	const longest = ways.filter((way) => path === way.path || path.startsWith(`${way.path}/`)).at(-1);
	const within = territory ? `?in=${territory.id}` : '';
	return {
		place: territory ? { name: territory.name.nominative, href: href(`/${territory.path}`) } : null,
		zone: territory?.zone,
		nav: [
			{ title: t('frame.office.home'), href: href(`/office${within}`), current: path === '/office' },
			...ways.map((way) => ({
				title: t.any(`frame.office.${way.name}.title`),
				href: href(pathOfWay(locals.actor, way, territory?.id)),
				current: way === longest,
			})),
		],
	};
};
