import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { conversationCrumbs, conversationIn, opinionsPath } from '#pages/opinions/office.ts';
import { anchorOf, draftSteps, pathOfStep, stepOf } from '#pages/opinions/read-draft.ts';
import { areaName } from '#pages/whose.ts';
import {
	addressOf,
	dropConversation,
	faultsOf,
	firstStatements,
	openConversation,
	viewConversation,
} from '#rooms/opinions/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor, t, href } = locals;
	const ref = conversationIn(locals, params.id);
	const one = await viewConversation(actor, ref);
	const to = (path: string, query: Record<string, string> = {}) =>
		opinionsPath(locals, `/${ref.id}${path}`, query);
	const { may } = one;
	const isDraft = one.state === 'draft';
	const first = isDraft ? await firstStatements(actor, ref) : [];
	const faults = isDraft ? faultsOf(one, first.length, new Date()) : [];
	return {
		crumbs: conversationCrumbs(locals),
		within: within(locals),
		one,
		area: await areaName(locals, one.who.area),
		first,
		faults: faults.map(({ field, code, facts }) => ({
			message: t.any(code, facts),
			href: `${to(pathOfStep[stepOf(field)], { check: '1' })}#${anchorOf(field)}`,
		})),
		steps: may.edit ? Object.fromEntries(draftSteps.map((step) => [step, to(pathOfStep[step])])) : {},
		ways: {
			statements: to('/statements'),
			waiting: to('/statements', { state: 'waiting' }),
			public: isDraft ? null : href(addressOf(ref)),
			results: isDraft || one.state === 'cancelled' ? null : href(addressOf(ref, 'results')),
			changes: (['prolong', 'close', 'cancel'] as const)
				.filter((what) => may[what])
				.map((what) => ({ what, href: to(`/change/${what}`) })),
		},
		done: url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	open: action(async ({ locals, params }) => {
		await openConversation(locals.actor, conversationIn(locals, params.id));
		redirect(303, opinionsPath(locals, `/${params.id}`, { done: 'opened' }));
	}),
	drop: action(async ({ locals, params }) => {
		await dropConversation(locals.actor, conversationIn(locals, params.id));
		redirect(303, opinionsPath(locals, '', { dropped: '1' }));
	}),
};
