import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { picturesOf } from '#pages/filing/drafts.ts';
import { filingData } from '#pages/filing/page.ts';
import { tell } from '#pages/filing/read.ts';
import { checkStep, fileStep, joinStep, keepStep, placeStep, rememberCode } from '#pages/filing/steps.ts';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { draftOf, dropDraft } from '#rooms/appeals/door.server.ts';
import type { FilingAnswer } from '#rooms/appeals/ui/filing/filing-page.ts';
import type { Actions, PageServerLoad } from './$types';

const base = 'appeals/new';

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = placeOf(locals);
	const [data, draft] = await Promise.all([
		filingData(locals, territory, { base }),
		draftOf(locals.actor, territory.id),
	]);
	return {
		...data,
		territory,
		crumbs: crumbsTo(locals, { title: locals.t('appeals.list.title'), path: under(locals, 'appeals') }),
		taken: draft ? await takenUp(locals, territory, draft) : null,
		// a link may name what it is about: from a page of a category, a service, a poster
		...(draft ? {} : await begun(locals, territory, url.searchParams.get('category'))),
		done: url.searchParams.get('done'),
	};
};

/** A form whose category is chosen already; whatever else is asked for by that is told at once. */
async function begun(locals: App.Locals, territory: ReturnType<typeof placeOf>, category: string | null) {
	if (!category) return {};
	const told = await tell(locals, territory, { category });
	return told.chosen ? { chosen: told.chosen.code, told } : {};
}

/** A draft of the account as if its form had just come back. */
async function takenUp(
	locals: App.Locals,
	territory: ReturnType<typeof placeOf>,
	draft: NonNullable<Awaited<ReturnType<typeof draftOf>>>,
): Promise<FilingAnswer> {
	const [told, drafts] = await Promise.all([
		tell(locals, territory, draft.fields),
		picturesOf(territory.id, [draft.fields.photograph ?? []].flat()),
	]);
	return { step: 'form', values: draft.fields, told, drafts, draftOf: draft.updatedAt };
}

const filer = (locals: App.Locals) => ({
	actor: locals.actor,
	channel: locals.actor.account ? ('account' as const) : ('web' as const),
});

export const actions: Actions = {
	check: action(async (event, form) => checkStep(event, form, placeOf(event.locals), filer(event.locals))),
	place: action(async (event, form) => placeStep(event, form, placeOf(event.locals))),
	/** Back to the form, with everything as it was. */
	change: action(async (event, form) => placeStep(event, form, placeOf(event.locals))),
	file: action(async (event, form) => {
		const step = await fileStep(event, form, placeOf(event.locals), filer(event.locals));
		if ('receipt' in step) rememberCode(event, step.receipt);
		return step;
	}),
	join: action(async (event, form) => joinStep(event, form)),
	keep: action(async (event, form) => {
		const { locals } = event;
		await keepStep(event, form, placeOf(locals));
		redirect(303, `${locals.href(under(locals, base))}?done=kept`);
	}),
	forget: action(async ({ locals }) => {
		await dropDraft(locals.actor, placeOf(locals).id);
		redirect(303, locals.href(under(locals, base)));
	}),
};
