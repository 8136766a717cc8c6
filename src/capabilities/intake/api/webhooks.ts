import { z } from 'zod';
import { type Call, endpoint, instantOf } from '#platform/api/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { inForce } from '#rooms/territories/door.server.ts';
import {
	addWebhook,
	listWebhooks,
	pingWebhook,
	removeWebhook,
	resend,
	switchWebhook,
	viewWebhook,
	webhookInput,
} from '../webhooks/manage-webhooks.ts';
import { type Webhook, type WebhookId, webhookEvents } from '../webhooks/webhook.ts';
import { territoryParam } from './shapes.ts';

const since = '0.2.0';
const tag = 'webhooks';
const scope = 'webhooks:manage' as const;
const path = '/territories/{territory}/webhooks';
const webhookParam = territoryParam.extend({ webhook: z.uuid() });

const webhookShape = z.object({
	id: z.uuid(),
	name: z.string(),
	url: z.string().meta({ description: 'intake.api.field.webhook-url' }),
	events: z.array(z.enum(webhookEvents)).meta({ description: 'intake.api.field.webhook-events' }),
	category: z.string().nullable().meta({ description: 'intake.api.field.webhook-category' }),
	whole: z.boolean().meta({ description: 'intake.api.field.webhook-whole' }),
	state: z.enum(['on', 'off', 'failed']).meta({ description: 'intake.api.field.webhook-state' }),
	failingSince: z.iso.datetime().nullable(),
	deliveredAt: z.iso.datetime().nullable(),
	createdAt: z.iso.datetime(),
});
const deliveryShape = z.object({
	id: z.uuid(),
	event: z.string(),
	state: z.enum(['waiting', 'delivered', 'failed']),
	attempts: z.int(),
	status: z.int().nullable().meta({ description: 'intake.api.field.delivery-status' }),
	createdAt: z.iso.datetime(),
	triedAt: z.iso.datetime().nullable(),
	deliveredAt: z.iso.datetime().nullable(),
});

const shown = (hook: Omit<Webhook, 'secretSealed'>): z.output<typeof webhookShape> => ({
	id: hook.id,
	name: hook.name,
	url: hook.url,
	events: [...hook.events],
	category: hook.category,
	whole: hook.key !== null,
	state: hook.state,
	failingSince: instantOf(hook.failingSince),
	deliveredAt: instantOf(hook.deliveredAt),
	createdAt: hook.createdAt.toISOString(),
});

/** Where the call is about, and who makes it. */
function at(call: Pick<Call, 'actor' | 'machine'> & { params: { territory: number } }) {
	const territory = inForce(call.params.territory);
	return { territory, who: { actor: call.actor, machine: call.machine } };
}
const one = (call: Pick<Call, 'actor' | 'machine'> & { params: { territory: number; webhook: string } }) => {
	const { territory, who } = at(call);
	return { who, ref: { territory, id: call.params.webhook as WebhookId } };
};

const anExample = {
	id: '019345b2-0000-7000-8000-000000000000',
	name: 'Диспетчерская',
	url: 'https://disp.example.org/veche',
	events: ['routed', 'answered'],
	category: null,
	whole: false,
	state: 'on',
	failingSince: null,
	deliveredAt: null,
	createdAt: '2026-11-27T09:00:00.000Z',
};

const common = { since, tag, scope, query: z.object({}), status: 200 } as const;
const refusals = ['territories.not-found', 'platform.not-found'] as const;

export const listWebhooksOf = endpoint(
	{
		...common,
		name: 'list-webhooks',
		method: 'GET',
		path,
		summary: 'intake.api.list-webhooks',
		about: 'intake.api.list-webhooks.about',
		params: territoryParam,
		answer: z.object({ items: z.array(webhookShape) }),
		refusals,
		examples: [
			{
				title: 'intake.api.example.webhooks',
				params: { territory: '{territory}' },
				status: 200,
				answer: { items: [anExample] },
			},
		],
	},
	async (call) => {
		const { territory, who } = at(call);
		return { body: { items: (await listWebhooks(who, territory)).map(shown) } };
	},
);

export const addOneWebhook = endpoint(
	{
		...common,
		name: 'add-webhook',
		method: 'POST',
		path,
		summary: 'intake.api.add-webhook',
		about: 'intake.api.add-webhook.about',
		params: territoryParam,
		body: z.object({
			name: webhookInput.shape.name,
			url: webhookInput.shape.url.meta({ description: 'intake.api.field.webhook-url' }),
			events: z
				.array(z.enum(webhookEvents))
				.min(1, 'intake.webhook.event.missing')
				.meta({ description: 'intake.api.field.webhook-events' }),
			category: webhookInput.shape.category.meta({ description: 'intake.api.field.webhook-category' }),
			whole: z.boolean().default(false).meta({ description: 'intake.api.field.webhook-whole' }),
		}),
		answer: webhookShape.extend({ secret: z.string().meta({ description: 'intake.api.field.secret' }) }),
		status: 201,
		refusals: [...refusals, 'outbound.no-address', 'platform.field.choose'],
		examples: [
			{
				title: 'intake.api.example.webhook',
				params: { territory: '{territory}' },
				body: {
					name: 'Диспетчерская',
					url: 'https://disp.example.org/veche',
					events: ['routed', 'answered'],
				},
				status: 201,
				answer: { ...anExample, secret: 'whsec_…' },
			},
		],
	},
	async (call) => {
		const { territory, who } = at(call);
		const { events, whole, ...typed } = call.body;
		// a program gives on no more than it may read itself
		const key = !whole ? '' : call.machine?.territory === territory ? call.machine.id : null;
		if (key === null) invalid({ field: 'whole', code: 'intake.webhook.whole-elsewhere' });
		const { id, secret } = await addWebhook(who, territory, { ...typed, event: events, key });
		const { hook } = await viewWebhook(who, { territory, id });
		return {
			status: 201,
			body: { ...shown(hook), secret },
			headers: { location: `${call.origin}/api/v1/territories/${territory}/webhooks/${id}` },
		};
	},
);

export const readWebhook = endpoint(
	{
		...common,
		name: 'read-webhook',
		method: 'GET',
		path: `${path}/{webhook}`,
		summary: 'intake.api.read-webhook',
		about: 'intake.api.read-webhook.about',
		params: webhookParam,
		answer: webhookShape.extend({ deliveries: z.array(deliveryShape) }),
		refusals,
		examples: [],
	},
	async (call) => {
		const { who, ref } = one(call);
		const { hook, deliveries } = await viewWebhook(who, ref);
		return {
			body: {
				...shown(hook),
				deliveries: deliveries.map((told) => ({
					id: told.id,
					event: told.event,
					state: told.state,
					attempts: told.attempts,
					status: told.status,
					createdAt: told.createdAt.toISOString(),
					triedAt: instantOf(told.triedAt),
					deliveredAt: instantOf(told.deliveredAt),
				})),
			},
		};
	},
);

export const switchOneWebhook = endpoint(
	{
		...common,
		name: 'switch-webhook',
		method: 'POST',
		path: `${path}/{webhook}`,
		summary: 'intake.api.switch-webhook',
		about: 'intake.api.switch-webhook.about',
		params: webhookParam,
		body: z.object({ state: z.enum(['on', 'off']) }),
		answer: webhookShape,
		refusals,
		examples: [],
	},
	async (call) => {
		const { who, ref } = one(call);
		await switchWebhook(who, ref, call.body.state === 'on');
		return { body: shown((await viewWebhook(who, ref)).hook) };
	},
);

export const removeOneWebhook = endpoint(
	{
		...common,
		name: 'remove-webhook',
		method: 'DELETE',
		path: `${path}/{webhook}`,
		summary: 'intake.api.remove-webhook',
		about: 'intake.api.remove-webhook.about',
		params: webhookParam,
		answer: z.object({ id: z.uuid() }),
		refusals,
		examples: [],
	},
	async (call) => {
		const { who, ref } = one(call);
		await removeWebhook(who, ref);
		return { body: { id: ref.id } };
	},
);

export const pingOneWebhook = endpoint(
	{
		...common,
		name: 'ping-webhook',
		method: 'POST',
		path: `${path}/{webhook}/ping`,
		summary: 'intake.api.ping-webhook',
		about: 'intake.api.ping-webhook.about',
		params: webhookParam,
		answer: z.object({ id: z.uuid() }),
		refusals: [...refusals, 'intake.webhook.off-now'],
		examples: [],
	},
	async (call) => {
		const { who, ref } = one(call);
		await pingWebhook(who, ref);
		return { body: { id: ref.id } };
	},
);

export const resendOne = endpoint(
	{
		...common,
		name: 'resend-delivery',
		method: 'POST',
		path: `${path}/{webhook}/deliveries/{delivery}`,
		summary: 'intake.api.resend-delivery',
		about: 'intake.api.resend-delivery.about',
		params: webhookParam.extend({ delivery: z.uuid() }),
		answer: z.object({ id: z.uuid() }),
		refusals: [...refusals, 'intake.webhook.off-now'],
		examples: [],
	},
	async (call) => {
		const { who, ref } = one(call);
		await resend(who, ref, call.params.delivery);
		return { body: { id: call.params.delivery } };
	},
);
