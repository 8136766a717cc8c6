import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { refuse } from '#platform/errors/door.ts';
import { providers, saveProvider, tryProvider } from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const all = await providers(locals.actor);
	const found = all.find((one) => one.id === params.id) ?? null;
	if (!found && params.id !== 'new') refuse('platform.not-found');
	return {
		provider: found,
		callback: `${locals.origin}/account/provider/${found?.id ?? '…'}/callback`,
		saved: url.searchParams.has('saved'),
	};
};

export const actions: Actions = {
	save: action(async (event, form) => {
		const { locals, params } = event;
		const id = params.id === 'new' ? form.text('id') : params.id;
		if (params.id === 'new' && (await providers(locals.actor)).some((one) => one.id === id))
			refuse('identity.provider.id-already-taken');
		await saveProvider(locals.actor, {
			id,
			title: form.text('title').slice(0, 100),
			issuer: form.text('issuer'),
			clientId: form.text('client-id').slice(0, 300),
			secret: form.all('client-secret')[0] ?? '',
			scopes: form.text('scopes') || 'openid profile email',
			claims: {
				name: form.text('claim-name') || 'name',
				email: form.text('claim-email') || 'email',
				residence: form.text('claim-residence'),
				identified: form.text('claim-identified'),
				organisationCode: form.text('claim-organisation-number'),
				organisationName: form.text('claim-organisation-name'),
				organisationRole: form.text('claim-organisation-role'),
			},
			trustsEmail: form.has('trusts-email'),
			trustsResidence: form.has('trusts-residence'),
			trustsFactor: form.has('trusts-factor'),
			enabled: form.has('enabled'),
		});
		redirect(303, locals.href(`/office/people/providers/${id}?saved`));
	}),
	test: action(async (event) => ({ tried: await tryProvider(event.locals.actor, event.params.id ?? '') })),
};
