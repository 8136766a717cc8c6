import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { record } from '#platform/audit/door.server.ts';
import { seal } from '#platform/config/keys.server.ts';
import { database, isUuid, newId, type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, Refusal, refuse } from '#platform/errors/door.ts';
import { checkOuter } from '#platform/http/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { categories } from '#rooms/appeals/door.server.ts';
import { isGood, type KeyId } from '../keys/key.ts';
import * as keys from '../keys/store.server.ts';
import { managing, type Who } from './manager.ts';
import { inLine, putInLine } from './tell-webhooks.ts';
import { type Webhook, type WebhookId, type WebhookRef, webhookEvents } from './webhook.ts';
import * as store from './webhooks-store.server.ts';

const several = z
	.union([z.string(), z.array(z.string())])
	.optional()
	.transform((one) => (one === undefined || one === '' ? [] : Array.isArray(one) ? one : [one]));

export const webhookInput = z.object({
	name: z.string().trim().min(1, 'intake.webhook.name.missing').max(120),
	url: z.string().trim().min(1, 'intake.webhook.url.missing').max(500),
	event: several.pipe(z.array(z.enum(webhookEvents)).min(1, 'intake.webhook.event.missing')),
	category: z.string().max(80).default(''),
	/** A key of the territory that may read the whole; empty: only what everybody sees. */
	key: z.string().max(60).default(''),
});

/** @returns the secret that signs, which is shown this once */
export async function addWebhook(
	who: Who,
	territory: TerritoryId,
	input: z.output<typeof webhookInput>,
	now = new Date(),
): Promise<{ id: WebhookId; secret: string }> {
	const { actor, by } = await managing(who, territory);
	try {
		checkOuter(input.url);
	} catch (error) {
		if (error instanceof Refusal) invalid({ field: 'url', code: error.code, facts: error.facts });
		throw error;
	}
	if (input.category && !(await categories()).get(input.category))
		invalid({ field: 'category', code: 'platform.field.choose' });
	const key = input.key ? await keyIn(territory, input.key, now) : null;
	const secret = `whsec_${randomBytes(32).toString('base64url')}`;
	const hook: Webhook = {
		territory,
		id: newId<WebhookId>(now.getTime()),
		name: input.name,
		url: input.url,
		events: [...new Set(input.event)],
		category: input.category || null,
		secretSealed: seal('intake.webhook', secret),
		key,
		state: 'on',
		failingSince: null,
		deliveredAt: null,
		createdBy: by,
		createdAt: now,
	};
	await transaction(async (tx) => {
		await store.insert(tx, hook);
		await written(tx, actor, hook, 'intake.webhook-added', {
			name: hook.name,
			url: hook.url,
			events: hook.events,
			whole: key !== null,
		});
	});
	return { id: hook.id, secret };
}

async function keyIn(territory: TerritoryId, text: string, now: Date): Promise<KeyId> {
	const key = isUuid(text) ? await keys.read(database(), territory, text as KeyId) : undefined;
	if (!key || !isGood(key, now) || !key.scopes.includes('appeals:read-whole'))
		invalid({ field: 'key', code: 'platform.field.choose' });
	return key.id;
}

/** Sends a test of no appeal, so that the other side can try its check of the signature. */
export async function pingWebhook(who: Who, ref: WebhookRef, now = new Date()): Promise<void> {
	const { hook } = await held(who, ref);
	if (hook.state !== 'on') refuse('intake.webhook.off-now');
	const id = newId<store.DeliveryId>(now.getTime());
	const body = JSON.stringify({ id, event: 'ping', at: now.toISOString(), appeal: null });
	await putInLine(ref, { id, event: 'ping', same: `ping ${id}`, body }, now);
}

/** Tells the same once more, to the letter, whether it was taken before or not. */
export async function resend(who: Who, ref: WebhookRef, delivery: string): Promise<void> {
	const { hook } = await held(who, ref);
	if (hook.state !== 'on') refuse('intake.webhook.off-now');
	const id = delivery as store.DeliveryId;
	const found = isUuid(delivery) ? await store.readDelivery(database(), ref.territory, id) : undefined;
	if (!found || found.webhook !== ref.id) refuse('platform.not-found');
	await transaction(async (tx) => {
		await store.changeDelivery(tx, ref.territory, id, { state: 'waiting', attempts: 0 });
		await inLine(tx, ref.territory, id);
	});
}

/** Switches it on, with what could not be told meanwhile, or off. */
export async function switchWebhook(who: Who, ref: WebhookRef, on: boolean): Promise<void> {
	const { actor } = await held(who, ref);
	await transaction(async (tx) => {
		const hook = (await store.lock(tx, ref)) ?? refuse('platform.not-found');
		await store.setState(tx, ref, on ? 'on' : 'off');
		if (on)
			for (const id of await store.waitingOf(tx, ref)) {
				await store.changeDelivery(tx, ref.territory, id, { state: 'waiting', attempts: 0 });
				await inLine(tx, ref.territory, id);
			}
		await written(tx, actor, hook, on ? 'intake.webhook-on' : 'intake.webhook-off', { name: hook.name });
	});
}

export async function removeWebhook(who: Who, ref: WebhookRef): Promise<void> {
	const { actor } = await held(who, ref);
	await transaction(async (tx) => {
		const hook = (await store.lock(tx, ref)) ?? refuse('platform.not-found');
		await store.remove(tx, ref);
		await written(tx, actor, hook, 'intake.webhook-removed', { name: hook.name });
	});
}

export async function listWebhooks(
	who: Who,
	territory: TerritoryId,
): Promise<Omit<Webhook, 'secretSealed'>[]> {
	await managing(who, territory);
	return (await store.list(database(), [territory])).map(({ secretSealed: _, ...hook }) => hook);
}

/** A webhook with its log: what was told, and what came back. */
export async function viewWebhook(who: Who, ref: WebhookRef) {
	const { secretSealed: _, ...hook } = (await held(who, ref)).hook;
	return { hook, deliveries: await store.deliveriesOf(database(), ref, 50) };
}

async function held(who: Who, ref: WebhookRef): Promise<{ hook: Webhook; actor: Actor }> {
	const { actor } = await managing(who, ref.territory);
	return { hook: (await store.read(database(), ref)) ?? refuse('platform.not-found'), actor };
}

const written = (
	tx: Tx,
	actor: Actor,
	{ territory, id }: WebhookRef,
	action: string,
	payload: Record<string, unknown>,
) => record(tx, { actor, territory, action, thing: { kind: 'webhook', id }, payload: payload as never });
