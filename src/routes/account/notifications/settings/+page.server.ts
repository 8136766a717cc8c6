import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { saveSettings, settingsOf } from '#platform/notifications/door.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { zonesFor } from './zones.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { kinds, rhythm, email } = await settingsOf(locals.actor);
	const { t } = locals;
	return {
		saved: url.searchParams.has('saved'),
		email,
		rhythm,
		zones: zonesFor(locals.lang, rhythm.zone),
		kinds: kinds
			.map((kind) => ({ ...kind, name: t.any(`notice.${kind.kind}.kind`) }))
			.toSorted(
				(a, b) => Number(b.required) - Number(a.required) || a.name.localeCompare(b.name, locals.lang),
			),
	};
};

export const actions: Actions = {
	default: action(async ({ locals }, form) => {
		const ways = new Map(
			form
				.all('kind')
				.map((kind) => [
					kind,
					{ account: form.text(`account-${kind}`) === 'on', mail: form.text(`mail-${kind}`) },
				]),
		);
		await saveSettings(locals.actor, {
			ways,
			zone: form.text('zone'),
			digestHour: form.text('digestHour'),
			quietFrom: form.text('quietFrom'),
			quietTo: form.text('quietTo'),
		});
		redirect(303, locals.href('/account/notifications/settings?saved'));
	}),
};
