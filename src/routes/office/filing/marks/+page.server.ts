import { redirect } from '@sveltejs/kit';
import QRCode from 'qrcode';
import { action } from '#pages/action.ts';
import { beginAtTheTop } from '#pages/office-place.ts';
import { may } from '#platform/permissions/door.ts';
import { addService, closeService, seeMarks } from '#rooms/appeals/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const territory = here(locals.territory);
	const { href, origin, actor } = locals;
	const marks = await seeMarks(actor, territory.id);
	const window = (url.searchParams.get('window') ?? '').slice(0, 20);
	const address = (centre: string | null) => {
		const path = `/${territory.path}/appeals/centres/${centre}`.replace('//', '/');
		return `${origin}${href(path)}${window ? `?window=${encodeURIComponent(window)}` : ''}`;
	};
	const shown = marks.centres.find((one) => one.id === url.searchParams.get('centre')) ?? marks.centres[0];
	return {
		territory,
		...marks,
		maySet: may(actor, 'appeals.set-filing', { territory: territory.id }),
		window,
		shown: shown
			? {
					id: shown.id,
					name: shown.name,
					address: address(shown.id),
					qr: await QRCode.toString(address(shown.id), { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
				}
			: null,
		done: url.searchParams.get('done'),
		receptions: href(`/office/filing/receptions?in=${territory.id}`),
		appealOf: (one: (typeof marks)['said'][number]) =>
			one.appeal ? href(`/office/appeals/${one.appealTerritory}/${one.appeal}`) : null,
	};
};

const back = (locals: App.Locals, done: string) =>
	redirect(303, locals.href(`/office/filing/marks?in=${here(locals.territory).id}&done=${done}`));

export const actions: Actions = {
	add: action(async ({ locals }, form) => {
		await addService(locals.actor, here(locals.territory).id, {
			name: form.text('name'),
			digital: form.text('digital') === 'yes',
		});
		back(locals, 'added');
	}),
	close: action(async ({ locals }, form) => {
		await closeService(locals.actor, here(locals.territory).id, form.text('service'));
		back(locals, 'closed');
	}),
};
