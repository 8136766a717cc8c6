import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop } from '#pages/office-place.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	addReception,
	closeReception,
	embedSizes,
	listReceptions,
	readEmbedLook,
	readReceptionRef,
	receptionInput,
	siteAddress,
	writeEmbedLook,
} from '#rooms/appeals/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const territory = here(locals.territory);
	const { href, origin } = locals;
	const said = (name: string) => url.searchParams.get(name);
	const all = await listReceptions(locals.actor, territory.id, ['site']);
	const open = all.filter((one) => one.closedAt === null);
	const shown = open.find((one) => one.id === said('site')) ?? open[0];
	const look = readEmbedLook({ theme: said('theme'), accent: said('accent'), size: said('size') });
	const form = `/${territory.path}/appeals/embed`.replace('//', '/');
	return {
		territory,
		open,
		closed: all.filter((one) => one.closedAt !== null),
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
		done: said('done'),
		back: href(`/office/filing?in=${territory.id}`),
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

const back = (locals: App.Locals, done: string) =>
	redirect(303, locals.href(`/office/filing/sites?in=${here(locals.territory).id}&done=${done}`));

export const actions: Actions = {
	add: action(async ({ locals }, form) => {
		await addReception(
			locals.actor,
			here(locals.territory).id,
			form.with({ kind: 'site' }).parse(receptionInput),
		);
		back(locals, 'added');
	}),
	close: action(async ({ locals }, form) => {
		const ref = readReceptionRef(form.text('reception')) ?? refuse('appeals.reception.not-found');
		await closeReception(locals.actor, ref);
		back(locals, 'closed');
	}),
};
