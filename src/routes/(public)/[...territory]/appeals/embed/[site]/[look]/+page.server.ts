import type { RequestEvent } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { bareVisit, outsiderOf } from '#pages/filing/bare.ts';
import { embedded } from '#pages/filing/embedded.ts';
import { filingData } from '#pages/filing/page.ts';
import { checkStep, fileStep, placeStep } from '#pages/filing/steps.ts';
import type { Form } from '#platform/http/form.server.ts';
import { writeEmbedLook } from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The form alone, for a frame on a site of the list: no head, no foot, no cookies, nothing kept in the browser. */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const { territory, site, look, base, of } = await embedded(event);
	locals.framed = site.origins;
	if (look.theme !== 'auto') locals.look = { ...locals.look, theme: look.theme };
	const { visit, token } = bareVisit(of);
	return {
		...(await filingData(locals, territory, { base, bare: true, visit, token })),
		bare: true,
		territory,
		sheet: `/embed/look.css?look=${writeEmbedLook(look)}`,
		whole: locals.href(`/${territory.path}/appeals/new`.replace('//', '/')),
	};
};

const step = <Answer>(
	work: (
		event: RequestEvent,
		form: Form,
		territory: Awaited<ReturnType<typeof embedded>>['territory'],
		filer: Parameters<typeof checkStep>[3],
	) => Promise<Answer>,
) => {
	return async (event: RequestEvent) => {
		const { territory, site, bearer } = await embedded(event);
		const filer = { actor: outsiderOf(event), channel: 'embed' as const, reception: site };
		return action(async (_, form) => work(event, form, territory, filer), {
			bearer: (_, form) => bearer(form),
		})(event);
	};
};

export const actions: Actions = {
	check: step(checkStep),
	place: step(placeStep),
	/** Back to the form, with everything as it was. */
	change: step(placeStep),
	file: step(fileStep),
};
