import { placeOf, under } from '#pages/place.ts';
import { addressOf, categories, listAppeals, readAsked } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import type { RequestHandler } from './$types';

const escaped = (text: string) =>
	text
		// characters that XML 1.0 does not allow at all
		// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
		.replace(/[<>&'"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The newest appeals as RSS 2.0; the filters are those of the list. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const territory = placeOf(locals);
	const { t, lang, origin, href } = locals;
	const asked = { ...readAsked(url.searchParams), sort: 'newest' as const, after: undefined };
	const [page, tree] = await Promise.all([
		listAppeals(territory.id, asked, { lang, limit: 50, count: false }),
		categories(),
	]);
	const items = page.rows.map((row) => {
		const link = origin + href(addressOf(row));
		const title = `${categoryName(tree.get(row.category), lang)}: ${row.placeWords || row.number}`;
		return `<item><title>${escaped(title)}</title><link>${escaped(link)}</link><guid>${escaped(link)}</guid><pubDate>${row.filedAt.toUTCString()}</pubDate><description>${escaped(row.excerpt)}</description></item>`;
	});
	const title = t('appeals.list.title-in', { in: territory.name.in });
	const self = origin + href(under(locals, 'appeals'));
	return new Response(
		`<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>${escaped(title)}</title><link>${escaped(self)}</link><description>${escaped(title)}</description><language>${lang}</language>${items.join('')}</channel></rss>\n`,
		{ headers: { 'content-type': 'application/rss+xml; charset=utf-8' } },
	);
};
