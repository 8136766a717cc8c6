import type { Way, WayMenu } from '#pages/frame.ts';
import { type OfficeWay, officeGroups, officeWays, pathOfWay } from '#pages/office.ts';
import type { LayoutServerLoad } from './$types';

/** So many stand in one line of a common screen; with more, all but the daily work is folded by groups. */
const inOneLine = 8;

export const load: LayoutServerLoad = ({ locals }) => {
	const { territory, t, href, path } = locals;
	const ways = officeWays(locals.actor);
	const longest = ways.filter((way) => path === way.path || path.startsWith(`${way.path}/`)).at(-1);
	const within = territory ? `?in=${territory.id}` : '';
	const shown = (way: OfficeWay): Way => ({
		title: t.any(`frame.office.${way.name}.title`),
		href: href(pathOfWay(locals.actor, way, territory?.id)),
		current: way === longest,
	});
	const grouped = officeGroups.flatMap((group): (Way | WayMenu)[] => {
		const inside = ways.filter((way) => way.group === group);
		if (group === 'work' || inside.length < 2 || ways.length <= inOneLine) return inside.map(shown);
		const title = t.any(`frame.office.group.${group}`);
		return [{ title, ways: inside.map(shown), current: inside.some((way) => way === longest) }];
	});
	return {
		place: territory ? { name: territory.name.nominative, href: href(`/${territory.path}`) } : null,
		zone: territory?.zone,
		nav: [
			{ title: t('frame.office.home'), href: href(`/office${within}`), current: path === '/office' },
			...grouped,
		],
	};
};
