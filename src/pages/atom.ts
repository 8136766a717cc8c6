/** A feed in Atom (RFC 4287): what readers of news understand best. */
export type Feed = {
	/** The address of the feed itself. */
	self: string;
	/** The page it tells of. */
	page: string;
	title: string;
	subtitle?: string;
	lang: string;
	updated: Date;
	/** Who speaks: a site, never a resident. */
	author: string;
	entries: readonly FeedEntry[];
};
export type FeedEntry = {
	/** Stays the same for ever. */
	id: string;
	title: string;
	href: string;
	updated: Date;
	published?: Date;
	text?: string;
};

const escaped = (text: string) =>
	text
		// characters that XML 1.0 does not allow at all
		// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
		.replace(/[<>&'"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const entryOf = (one: FeedEntry): string =>
	[
		'<entry>',
		`<id>${escaped(one.id)}</id>`,
		`<title>${escaped(one.title)}</title>`,
		`<link href="${escaped(one.href)}"/>`,
		one.published ? `<published>${one.published.toISOString()}</published>` : '',
		`<updated>${one.updated.toISOString()}</updated>`,
		one.text ? `<content type="text">${escaped(one.text)}</content>` : '',
		'</entry>',
	].join('');

/** The feed as an answer; nobody between keeps it long. */
export function atomAnswer(feed: Feed): Response {
	const body = [
		`<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.lang}">`,
		`<id>${escaped(feed.page)}</id>`,
		`<title>${escaped(feed.title)}</title>`,
		feed.subtitle ? `<subtitle>${escaped(feed.subtitle)}</subtitle>` : '',
		`<link rel="self" type="application/atom+xml" href="${escaped(feed.self)}"/>`,
		`<link href="${escaped(feed.page)}"/>`,
		`<updated>${feed.updated.toISOString()}</updated>`,
		`<author><name>${escaped(feed.author)}</name></author>`,
		...feed.entries.map(entryOf),
		'</feed>\n',
	].join('');
	return new Response(body, {
		headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'public, max-age=60' },
	});
}
