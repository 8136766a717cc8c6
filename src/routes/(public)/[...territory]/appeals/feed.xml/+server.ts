import { atomAnswer } from '#pages/atom.ts';
import { placeOf, under } from '#pages/place.ts';
import { addressOf, categories, listAppeals, readAsked } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import type { RequestHandler } from './$types';

/** The newest appeals as a feed; the filters are those of the list. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const territory = placeOf(locals);
	const { t, lang, origin, href } = locals;
	const asked = { ...readAsked(url.searchParams), sort: 'newest' as const, after: undefined };
	const [page, tree] = await Promise.all([
		listAppeals(territory.id, asked, { lang, limit: 50, count: false }),
		categories(),
	]);
	const entries = page.rows.map((row) => {
		const link = origin + href(addressOf(row));
		return {
			id: link,
			title: `${categoryName(tree.get(row.category), lang)}: ${row.placeWords || row.number}`,
			href: link,
			published: row.filedAt,
			// the newest that lists know of it; the page's own feed tells every step
			updated: row.answeredAt ?? row.filedAt,
			text: row.excerpt,
		};
	});
	const title = t('appeals.list.title-in', { in: territory.name.in });
	return atomAnswer({
		self: origin + href(under(locals, 'appeals/feed.xml')) + url.search,
		page: origin + href(under(locals, 'appeals')) + url.search,
		title,
		lang,
		author: title,
		updated: entries.reduce((last, one) => (one.updated > last ? one.updated : last), new Date(0)),
		entries,
	});
};
