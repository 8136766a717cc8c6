import { type RequestEvent, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { inboxCrumb } from '#pages/office-place.ts';
import { type Id, isUuid, type TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	type AppealRef,
	bodyOfAppeal,
	decideReview,
	mirror,
	reviewPage,
	takeReview,
} from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

function refOf(params: { owner?: string; id?: string }): AppealRef {
	const owner = params.owner ?? '';
	const id = params.id ?? '';
	if (!/^\d{1,9}$/.test(owner) || !isUuid(id)) refuse('appeals.not-found');
	return { territory: Number(owner) as TerritoryId, id: id as Id<'appeal'> };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const ref = refOf(params);
	const { href, t } = locals;
	return {
		page: await reviewPage(locals.actor, ref),
		crumbs: [
			...inboxCrumb(locals),
			{ title: t('appeals.reviews.title'), href: href('/office/appeals/reviews') },
		],
		appeal: href(`/office/appeals/${ref.territory}/${ref.id}`),
		me: locals.actor.account,
		done: url.searchParams.get('done'),
	};
};

const decision = z.object({
	decision: z.enum(['confirmed', 'rejected'], 'platform.field.choose'),
	note: z.string().max(3000, 'appeals.form.text.long').default(''),
});

export const actions: Actions = {
	take: action(async (event: RequestEvent) => {
		const ref = refOf(event.params);
		await takeReview(event.locals.actor, ref);
		redirect(303, event.locals.href(`/office/appeals/reviews/${ref.territory}/${ref.id}?done=taken`));
	}),
	decide: action(async (event: RequestEvent, form) => {
		const ref = refOf(event.params);
		const input = form.parse(decision);
		const was = await bodyOfAppeal(ref);
		await decideReview(event.locals.actor, ref, input);
		await mirror(ref, was);
		redirect(303, event.locals.href(`/office/appeals/reviews?done=${input.decision}`));
	}),
};
