import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { letterStates, listLetters, sendKept } from '#platform/channels/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const state = url.searchParams.get('state') ?? '';
	const { letters, counts, next, settings } = await listLetters(locals.actor, {
		state,
		after: url.searchParams.get('after') ?? '',
	});
	const page = (changes: Record<string, string | null>) => {
		const to = new URLSearchParams(url.search);
		for (const [name, value] of Object.entries({ sent: null, ...changes }))
			if (value === null) to.delete(name);
			else to.set(name, value);
		return `${locals.href('/office/mail')}?${to}`;
	};
	const sent = url.searchParams.get('sent');
	return {
		letters: letters.map((letter) => ({ ...letter, href: locals.href(`/office/mail/${letter.id}`) })),
		kept: counts.kept ?? 0,
		isSetUp: settings !== null,
		state,
		states: letterStates.map((one) => ({ state: one, count: counts[one] ?? 0 })),
		next: next && page({ after: next }),
		first: url.searchParams.has('after') ? page({ after: null }) : null,
		sent: sent && /^\d{1,9}$/.test(sent) ? Number(sent) : null,
	};
};

export const actions: Actions = {
	sendKept: action(async ({ locals }) => {
		const count = await sendKept(locals.actor);
		redirect(303, locals.href(`/office/mail?sent=${count}`));
	}),
};
