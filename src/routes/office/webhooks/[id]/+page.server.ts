import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { isUuid } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	pingWebhook,
	removeWebhook,
	resend,
	switchWebhook,
	viewWebhook,
	type WebhookId,
} from '#rooms/intake/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const refIn = ({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) => ({
	territory: here(locals.territory).id,
	id: isUuid(params.id ?? '') ? (params.id as WebhookId) : refuse('platform.not-found'),
});

export const load: PageServerLoad = async (event) => {
	const territory = here(event.locals.territory);
	return {
		...(await viewWebhook(event.locals.actor, refIn(event))),
		territory,
		done: event.url.searchParams.get('done'),
		back: event.locals.href(`/office/webhooks?in=${territory.id}`),
	};
};

type Act = (event: RequestEvent, form: Parameters<Parameters<typeof action>[0]>[1]) => Promise<void>;
const acted = (done: string, work: Act) =>
	action(async (event: RequestEvent, form) => {
		await work(event, form);
		const { territory, id } = refIn(event);
		const page = done === 'removed' ? '' : `/${id}`;
		redirect(303, event.locals.href(`/office/webhooks${page}?in=${territory}&done=${done}`));
	});

export const actions: Actions = {
	ping: acted('pinged', (event) => pingWebhook(event.locals.actor, refIn(event))),
	on: acted('on', (event) => switchWebhook(event.locals.actor, refIn(event), true)),
	off: acted('off', (event) => switchWebhook(event.locals.actor, refIn(event), false)),
	remove: acted('removed', (event) => removeWebhook(event.locals.actor, refIn(event))),
	again: acted('again', (event, form) => resend(event.locals.actor, refIn(event), form.text('delivery'))),
};
