import { readEmbedLook, siteAddress, siteFor, siteOf, writeEmbedLook } from '#rooms/appeals/door.server.ts';
import { resolve } from '#rooms/territories/door.server.ts';

/**
 * Asked by the script on another site: where its form is. Only a page of a site that is on the list gets an answer that its browser
 * lets it read.
 */
export const GET = async ({ url, request, locals }) => {
	const said = (name: string) => url.searchParams.get(name);
	const origin = request.headers.get('origin') ?? '';
	const headers: Record<string, string> = { vary: 'Origin', 'cache-control': 'no-store' };
	const found = await resolve(said('territory') ?? '', locals.lang);
	const territory = found && 'redirect' in found ? null : found;
	const asked = said('site');
	const site = territory && (asked ? await siteFor(territory.id, asked) : await siteOf(territory.id, origin));
	if (!territory || !site?.origins.includes(origin))
		return Response.json({ message: locals.t('appeals.embed.not-listed') }, { status: 403, headers });
	const look = readEmbedLook({ theme: said('theme'), accent: said('accent'), size: said('size') });
	const lang = said('lang') === 'en' ? '/en' : '';
	const path = `${territory.path ? `/${territory.path}` : ''}/appeals/embed/${siteAddress(site)}/${writeEmbedLook(look)}`;
	return Response.json(
		{
			frame: `${locals.origin}${lang}${path}`,
			title: locals.t('appeals.form.title-in', { in: territory.name.in }),
		},
		{ headers: { ...headers, 'access-control-allow-origin': origin } },
	);
};
