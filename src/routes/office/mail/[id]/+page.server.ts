import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { readLetter, resendLetter } from '#platform/channels/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, to, subject, text, state, tried, problem, createdAt } = await readLetter(
		locals.actor,
		params.id,
	);
	return {
		id,
		to,
		subject,
		state,
		tried,
		problem,
		createdAt,
		/** Lines; an address in them is a link, because that is what one looks for here. */
		lines: text === null ? null : text.split('\n').map((line) => ({ line, link: linkIn(line) })),
		canSend: text !== null && ['kept', 'refused', 'failed'].includes(state),
	};
};

const linkIn = (line: string) => /^\s*(https?:\/\/\S+)\s*$/.exec(line)?.[1] ?? null;

export const actions: Actions = {
	again: action(async ({ locals, params }) => {
		await resendLetter(locals.actor, params.id ?? '');
		redirect(303, locals.href('/office/mail'));
	}),
};
