import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { isUuid, type TerritoryId } from '#platform/db/ids.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { type CaseKey, giveBack, readCase, scoreCase, takeNext } from '#rooms/quality/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

function keyOf(params: { owner?: string; id?: string }): CaseKey {
	const owner = params.owner ?? '';
	const id = params.id ?? '';
	if (!/^\d{1,9}$/.test(owner) || !isUuid(id)) refuse('platform.not-found');
	return { territory: Number(owner) as TerritoryId, id };
}

export const load: PageServerLoad = async ({ locals, params }) => ({
	one: await readCase(locals.actor, keyOf(params)),
	crumbs: [{ title: locals.t('quality.title'), href: locals.href('/office/quality') }],
});

export const actions: Actions = {
	score: action(async (event: RequestEvent, form) => {
		const { locals } = event;
		const key = keyOf(event.params);
		const { criteria } = await readCase(locals.actor, key);
		const note = form.text('note');
		if (note.length > 2000) invalid({ field: 'note', code: 'appeals.form.text.long' });
		const points = new Map(
			criteria.flatMap(({ code }): [string, number][] => {
				const given = form.text(`points-${code}`);
				return /^[0-2]$/.test(given) ? [[code, Number(given)]] : [];
			}),
		);
		const sendBack = form.text('send-back') === '' ? null : { reason: form.text('reason') };
		await scoreCase(locals.actor, key, { points, formal: form.text('formal') !== '', note, sendBack });
		if (sendBack) redirect(303, locals.href('/office/quality?done=sent-back'));
		const next = await takeNext(locals.actor);
		redirect(
			303,
			locals.href(next ? `/office/quality/${next.territory}/${next.id}` : '/office/quality?done=all'),
		);
	}),
	'give-back': action(async (event: RequestEvent) => {
		await giveBack(event.locals.actor, keyOf(event.params));
		redirect(303, event.locals.href('/office/quality?done=given-back'));
	}),
};
