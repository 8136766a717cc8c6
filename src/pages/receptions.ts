import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop } from '#pages/office-place.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import {
	addReception,
	closeReception,
	listReceptions,
	readReceptionRef,
	receptionInput,
} from '#rooms/appeals/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';

type Kinds = Parameters<typeof listReceptions>[2];

/** What the office pages of places where appeals are taken show alike: those of these kinds, open and closed. */
export async function receptionsHere(locals: App.Locals, url: URL, kinds: Kinds) {
	beginAtTheTop(locals);
	const territory = here(locals.territory);
	const all = await listReceptions(locals.actor, territory.id, kinds);
	return {
		territory,
		open: all.filter((one) => one.closedAt === null),
		closed: all.filter((one) => one.closedAt !== null),
		done: url.searchParams.get('done'),
		back: locals.href(`/office/filing?in=${territory.id}`),
	};
}

/** The place that a form names. */
export const receptionOf = (form: Form) =>
	readReceptionRef(form.text('reception')) ?? refuse('appeals.reception.not-found');

/**
 * Adds and closes one.
 * @param page the page's own address, where the visitor comes back to
 * @param set what the form does not ask for
 */
export function receptionActions(page: string, set: Record<string, string> = {}) {
	const back = (locals: App.Locals, done: string) =>
		redirect(303, locals.href(`${page}?in=${here(locals.territory).id}&done=${done}`));
	return {
		add: action<RequestEvent, void>(async ({ locals }, form) => {
			await addReception(locals.actor, here(locals.territory).id, form.with(set).parse(receptionInput));
			back(locals, 'added');
		}),
		close: action<RequestEvent, void>(async ({ locals }, form) => {
			await closeReception(locals.actor, receptionOf(form));
			back(locals, 'closed');
		}),
	};
}
