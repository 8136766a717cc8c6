import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, inboxCrumb, officePath, placeOf } from '#pages/office-place.ts';
import { isUuid, type TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { type AppealRef, hiddenList, showAgain } from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { rows, next } = await hiddenList(locals.actor, placeOf(locals), {
		after: url.searchParams.get('after'),
	});
	return {
		crumbs: inboxCrumb(locals),
		place: locals.territory?.name.nominative ?? '',
		rows: rows.map((row) => ({ ...row, id: row.key, href: locals.href(row.path) })),
		next: next && officePath(locals, 'appeals/hidden', { after: next }),
		first: url.searchParams.has('after') ? officePath(locals, 'appeals/hidden') : null,
		show: `?/show&in=${placeOf(locals)}`,
		done: url.searchParams.has('done'),
	};
};

function refIn(text: string): AppealRef {
	const [territory = '', id = ''] = text.split('/');
	if (!/^\d{1,9}$/.test(territory) || !isUuid(id)) refuse('appeals.not-found');
	return { territory: Number(territory) as TerritoryId, id: id as AppealRef['id'] };
}

export const actions: Actions = {
	show: action(async ({ locals }, form) => {
		await showAgain(locals.actor, refIn(form.text('appeal')), form.text('photograph'));
		redirect(303, officePath(locals, 'appeals/hidden', { done: 'shown' }));
	}),
};
