import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { placesUnder, spacesToChoose } from '#pages/office-choices.ts';
import { placeOf, within } from '#pages/office-place.ts';
import { conversationCrumbs, conversationIn, opinionsPath } from '#pages/opinions/office.ts';
import { draftSteps, pathOfStep, readQuestion, readTerms, stepOf } from '#pages/opinions/read-draft.ts';
import { wallText } from '#pages/wall-time.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	changeConversation,
	faultsOf,
	firstStatements,
	limits,
	readDraft,
} from '#rooms/opinions/door.server.ts';
import { zoneName, zoneOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Written = 'question' | 'terms';
const stepIn = (text: string): Written =>
	text === 'question' || text === 'terms' ? text : refuse('platform.not-found');

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const step = stepIn(params.step);
	const ref = conversationIn(locals, params.id);
	const draft = await readDraft(locals.actor, ref);
	const faults = url.searchParams.has('check')
		? faultsOf(draft, (await firstStatements(locals.actor, ref)).length, new Date())
		: [];
	return {
		step,
		within: within(locals),
		crumbs: conversationCrumbs(locals, draft),
		version: draft.version,
		steps: Object.fromEntries(
			draftSteps.map((one) => [one, opinionsPath(locals, `/${ref.id}${pathOfStep[one]}`)]),
		),
		faults: faults
			.filter((one) => stepOf(one.field) === step)
			.map((one) => ({ field: one.field, message: locals.t.any(one.code, one.facts) })),
		draft,
		limits,
		fields: {
			places: step === 'terms' ? await placesUnder(locals) : [],
			spaces: step === 'terms' ? await spacesToChoose(locals, draft.space) : [],
			closesAt: wallText(locals, draft.closesAt),
			zone: zoneName(zoneOf(placeOf(locals))),
		},
	};
};

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const step = stepIn(params.step);
		const ref = conversationIn(locals, params.id);
		const before = await readDraft(locals.actor, ref);
		const definition = step === 'question' ? readQuestion(form, before) : readTerms(locals, form, before);
		await changeConversation(locals.actor, ref, { definition, version: Number(form.text('version')) });
		const next = form.text('do') === 'next' && step === 'question' ? pathOfStep.statements : '';
		redirect(303, opinionsPath(locals, `/${ref.id}${next}`));
	}),
};
