import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { crumbsTo } from '#pages/place.ts';
import { confirmFollower, followerOf, stopFollower } from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opened from a letter. Nothing happens before a press: programs that look into letters open every address in them. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'referrer-policy': 'same-origin' });
	const code = url.searchParams.get('code') ?? '';
	const { address, ...follower } = await followerOf(code);
	return {
		...follower,
		code,
		crumbs: crumbsTo(locals),
		appeal: locals.href(
			follower.why === 'author' ? `/appeals/follow?number=${encodeURIComponent(follower.number)}` : address,
		),
	};
};

const back = (locals: App.Locals, code: string) =>
	redirect(303, locals.href(`/appeals/letters?code=${encodeURIComponent(code)}`));

export const actions: Actions = {
	confirm: action(async ({ locals }, form) => {
		const code = form.text('letter');
		await confirmFollower(code);
		back(locals, code);
	}),
	stop: action(async ({ locals }, form) => {
		const code = form.text('letter');
		await stopFollower(code);
		back(locals, code);
	}),
};
