import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop } from '#pages/office-place.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	addReception,
	closeReception,
	issueKioskKey,
	listReceptions,
	readReceptionRef,
	receptionInput,
} from '#rooms/appeals/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const territory = here(locals.territory);
	const all = await listReceptions(locals.actor, territory.id, ['kiosk']);
	return {
		territory,
		open: all.filter((one) => one.closedAt === null),
		closed: all.filter((one) => one.closedAt !== null),
		done: url.searchParams.get('done'),
		back: locals.href(`/office/filing?in=${territory.id}`),
	};
};

const back = (locals: App.Locals, done: string) =>
	redirect(303, locals.href(`/office/filing/kiosks?in=${here(locals.territory).id}&done=${done}`));

export const actions: Actions = {
	add: action(async ({ locals }, form) => {
		await addReception(
			locals.actor,
			here(locals.territory).id,
			form.with({ kind: 'kiosk' }).parse(receptionInput),
		);
		back(locals, 'added');
	}),
	/** The address is shown on this page alone and once. */
	key: action(async ({ locals }, form) => {
		const territory = here(locals.territory);
		const ref = readReceptionRef(form.text('reception')) ?? refuse('appeals.reception.not-found');
		const key = await issueKioskKey(locals.actor, ref);
		const path = `/${territory.path}/appeals/kiosk/open/${key}`.replace('//', '/');
		return { opens: `${locals.origin}${locals.href(path)}`, values: {}, problems: [] };
	}),
	close: action(async ({ locals }, form) => {
		const ref = readReceptionRef(form.text('reception')) ?? refuse('appeals.reception.not-found');
		await closeReception(locals.actor, ref);
		back(locals, 'closed');
	}),
};
