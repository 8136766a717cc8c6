import { receptionActions, receptionsHere } from '#pages/receptions.ts';
import { embedSizes, readEmbedLook, siteAddress, writeEmbedLook } from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { href, origin } = locals;
	const said = (name: string) => url.searchParams.get(name);
	const found = await receptionsHere(locals, url, ['site']);
	const { territory, open } = found;
	const shown = open.find((one) => one.id === said('site')) ?? open[0];
	const look = readEmbedLook({ theme: said('theme'), accent: said('accent'), size: said('size') });
	const form = `/${territory.path}/appeals/embed`.replace('//', '/');
	return {
		...found,
		look,
		sizes: embedSizes,
		shown: shown
			? {
					id: shown.id,
					name: shown.name,
					...codesFor(origin, territory.path, look, shown),
					preview: href(`${form}/${siteAddress(shown)}/${writeEmbedLook(look)}`),
				}
			: null,
	};
};

/** What is put into the page of the other site: the script, or a frame where scripts are not let in. */
function codesFor(
	origin: string,
	path: string,
	look: ReturnType<typeof readEmbedLook>,
	site: Parameters<typeof siteAddress>[0],
) {
	const usual = readEmbedLook({});
	const attributes = [
		`data-territory="${path}"`,
		`data-site="${siteAddress(site)}"`,
		...(look.theme !== usual.theme ? [`data-theme="${look.theme}"`] : []),
		...(look.accent ? [`data-accent="${look.accent}"`] : []),
		...(look.size !== usual.size ? [`data-size="${look.size}"`] : []),
	];
	const frame = `${origin}/${path ? `${path}/` : ''}appeals/embed/${siteAddress(site)}/${writeEmbedLook(look)}`;
	return {
		script: `<script src="${origin}/embed/appeals.js" ${attributes.join(' ')} async></script>`,
		frame: `<iframe src="${frame}" title="" width="100%" height="1500" style="border:0"></iframe>`,
	};
}

const { add, close } = receptionActions('/office/filing/sites', { kind: 'site' });
export const actions: Actions = { add, close };
