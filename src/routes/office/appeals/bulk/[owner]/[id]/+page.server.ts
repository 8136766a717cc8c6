import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { inboxCrumb } from '#pages/office-place.ts';
import { refuse } from '#platform/errors/door.ts';
import { bulkIn, undoBulk, viewBulk } from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const refOf = (params: { owner: string; id: string }) =>
	bulkIn(`${params.owner}/${params.id}`) ?? refuse('appeals.bulk-not-found');

export const load: PageServerLoad = async ({ locals, params }) => ({
	bulk: await viewBulk(locals, refOf(params)),
	crumbs: inboxCrumb(locals),
});

export const actions: Actions = {
	undo: action(async ({ locals, params }) => {
		const ref = refOf(params);
		await undoBulk(locals.actor, ref);
		redirect(303, locals.href(`/office/appeals/bulk/${ref.territory}/${ref.id}`));
	}),
};
