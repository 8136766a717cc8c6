import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { kioskCookie } from '#pages/filing/kiosk-steps.ts';
import { placeOf, under } from '#pages/place.ts';
import { refuse } from '#platform/errors/door.ts';
import { kioskBy } from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const kiosk = (await kioskBy(params.key)) ?? refuse('platform.not-found');
	setHeaders({ 'referrer-policy': 'same-origin' });
	return { territory: placeOf(locals), name: kiosk.name };
};

export const actions: Actions = {
	/** From now on this device is the kiosk. */
	default: action(async ({ locals, params, cookies, url }) => {
		const key = params.key ?? '';
		if (!(await kioskBy(key))) refuse('platform.not-found');
		cookies.set(kioskCookie, key, {
			path: '/',
			httpOnly: true,
			sameSite: 'strict',
			secure: url.protocol === 'https:',
			maxAge: 60 * 60 * 24 * 390,
		});
		redirect(303, locals.href(under(locals, 'appeals/kiosk')));
	}),
};
