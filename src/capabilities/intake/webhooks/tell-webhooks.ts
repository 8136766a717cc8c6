import { record } from '#platform/audit/door.server.ts';
import { publicOrigin } from '#platform/config/door.server.ts';
import { unseal } from '#platform/config/keys.server.ts';
import { database, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { Refusal } from '#platform/errors/door.ts';
import { callOut } from '#platform/http/door.server.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import {
	type AppealForOutside,
	type AppealRef,
	appealForOutside,
	categories,
	openRecordsOf,
} from '#rooms/appeals/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { isGood } from '../keys/key.ts';
import { ports } from '../keys/machine.server.ts';
import * as keys from '../keys/store.server.ts';
import {
	mostAttempts,
	patience,
	pauseAfter,
	signatureOf,
	type Webhook,
	type WebhookEvent,
	type WebhookRef,
} from './webhook.ts';
import * as store from './webhooks-store.server.ts';

type AppealEvent = { territory: TerritoryId; appeal: AppealRef['id']; round?: number };
export type DeliveryJob = { territory: TerritoryId; delivery: store.DeliveryId };

/** Hears events of one name and writes down what is to be told to whom. Nothing is asked where nobody listens. */
export async function tellWebhooks(
	event: WebhookEvent,
	events: readonly AppealEvent[],
	now = new Date(),
): Promise<void> {
	const places = new Set(events.flatMap(({ territory }) => [territory, ...tree.ancestors(territory)]));
	const hooks = (await store.list(database(), [...places], true)).filter((one) => one.events.includes(event));
	if (hooks.length === 0) return;
	const refs = events.map(({ territory, appeal }): AppealRef => ({ territory, id: appeal }));
	const open = await openRecordsOf(refs, { lang: 'ru', origin: publicOrigin() });
	const all = await categories();
	if (event === 'hidden') return tellOfHiding(hooks, events, now);
	const roundOf = new Map(events.map((one) => [one.appeal, one.round]));
	for (const hook of hooks) {
		const whole = await readsWhole(hook, now);
		const wanted = hook.category ? new Set(all.reads(hook.category)) : null;
		for (const ref of refs) {
			if (ref.territory !== hook.territory && !tree.isWithin(ref.territory, hook.territory)) continue;
			const appeal = open.get(ref.id) ?? null;
			if (!appeal && !whole) continue;
			const found = whole ? await appealForOutside(ref) : undefined;
			const category = appeal ? String(appeal.category) : found?.appeal.category;
			if (category === undefined || (wanted && !wanted.has(category))) continue;
			const stamp =
				event === 'shown-again'
					? String(roundOf.get(ref.id))
					: appeal
						? String(appeal.updated_at)
						: (found?.appeal.updatedAt.toISOString() ?? '');
			const id = newId<store.DeliveryId>(now.getTime());
			const body = JSON.stringify({
				id,
				event: `appeals.${event}`,
				at: now.toISOString(),
				number: appeal?.number ?? found?.appeal.number,
				appeal,
				...(found ? { whole: wholeOf(found) } : {}),
			});
			await putInLine(
				hook,
				{
					id,
					event,
					same: event === 'registered' ? `${event} ${ref.id}` : `${event} ${ref.id} ${stamp}`,
					body,
				},
				now,
			);
			if (found && hook.key) await told(hook, ref);
		}
	}
}

/** That an appeal is no longer public is told to everybody who may have a copy, by its number alone: its words are no longer anybody's. */
async function tellOfHiding(
	hooks: readonly Webhook[],
	events: readonly AppealEvent[],
	now: Date,
): Promise<void> {
	const all = await categories();
	for (const { territory, appeal, round } of events) {
		const found = await appealForOutside({ territory, id: appeal });
		// shown again meanwhile: a program must end with what is true
		if (found?.appeal.visibility !== 'authority') continue;
		for (const hook of hooks) {
			if (!tree.isWithin(territory, hook.territory)) continue;
			if (hook.category && !all.reads(hook.category).includes(found.appeal.category)) continue;
			const id = newId<store.DeliveryId>(now.getTime());
			const body = JSON.stringify({
				id,
				event: 'appeals.hidden',
				at: now.toISOString(),
				number: found.appeal.number,
				appeal: null,
			});
			await putInLine(hook, { id, event: 'hidden', same: `hidden ${appeal} ${round ?? ''}`, body }, now);
		}
	}
}

/** Whether the key that the webhook stands on may read the whole, at this moment. */
async function readsWhole(hook: Webhook, now: Date): Promise<boolean> {
	if (!hook.key) return false;
	const key = await keys.read(database(), hook.territory, hook.key);
	return key !== undefined && isGood(key, now) && key.scopes.includes('appeals:read-whole');
}

const wholeOf = ({ appeal, applicant }: AppealForOutside) => ({
	text: appeal.text,
	place: appeal.placeWords,
	state: appeal.state,
	visibility: appeal.visibility,
	applicant: applicant && {
		name: applicant.name,
		email: applicant.email,
		phone: applicant.phone,
		address: applicant.address,
	},
});

/** What a program reads of the whole stands in the audit trail with its key, told or asked for. */
async function told(hook: Webhook, ref: AppealRef): Promise<void> {
	const key = hook.key && (await keys.read(database(), hook.territory, hook.key));
	if (!key) return;
	await transaction((tx) =>
		record(tx, {
			actor: ports.actorOf(key, { lang: 'ru', request: `webhook ${hook.id}` }),
			territory: ref.territory,
			action: 'appeals.read',
			thing: { kind: 'appeal', id: ref.id },
			reading: true,
		}),
	);
}

/** Writes a delivery down and puts it in line; the same news twice is one. */
export async function putInLine(
	hook: WebhookRef,
	one: { id: store.DeliveryId; event: string; same: string; body: string },
	now: Date,
): Promise<void> {
	await transaction(async (tx) => {
		const row = { ...one, territory: hook.territory, webhook: hook.id, createdAt: now };
		if (await store.insertDelivery(tx, row)) await inLine(tx, hook.territory, one.id);
	});
}

export async function inLine(
	db: Parameters<typeof enqueue>[0],
	territory: TerritoryId,
	delivery: store.DeliveryId,
	runAt?: Date,
): Promise<void> {
	await enqueue(
		db,
		'intake.deliver',
		{ territory, delivery },
		{ key: `intake.deliver ${delivery}`, ...(runAt ? { runAt } : {}) },
	);
}

/** One attempt to deliver. Any 2xx is thanks; everything else is tried again, later and later. */
export async function deliver(job: DeliveryJob, now = new Date()): Promise<void> {
	const delivery = await store.readDelivery(database(), job.territory, job.delivery);
	if (delivery?.state !== 'waiting') return;
	const ref: WebhookRef = { territory: job.territory, id: delivery.webhook };
	const hook = await store.read(database(), ref);
	if (hook?.state !== 'on') return;
	const attempts = delivery.attempts + 1;
	let got: { status: number | null; answer: string | null; problem: string | null };
	try {
		const { status, bytes } = await callOut(hook.url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json; charset=utf-8',
				'veche-event': delivery.event,
				'veche-delivery': delivery.id,
				'veche-signature': signatureOf(unseal('intake.webhook', hook.secretSealed), delivery.body, now),
			},
			body: delivery.body,
			timeout: 10_000,
			most: 100_000,
		});
		got = { status, answer: bytes.toString('utf8').replaceAll('\0', '').slice(0, 1000), problem: null };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		got = { status: null, answer: null, problem: error.code };
	}
	const well = got.status !== null && got.status >= 200 && got.status < 300;
	const over = !well && attempts >= mostAttempts;
	await transaction(async (tx) => {
		await store.changeDelivery(tx, job.territory, job.delivery, {
			...got,
			attempts,
			triedAt: now,
			state: well ? 'delivered' : over ? 'failed' : 'waiting',
			...(well ? { deliveredAt: now } : {}),
		});
		const noted = await store.noteAttempt(tx, ref, well, now);
		if (well) return;
		const since = noted?.failingSince;
		if (since && now.getTime() - since.getTime() >= patience * 86_400_000) return stop(tx, hook);
		if (!over) await inLine(tx, job.territory, job.delivery, new Date(now.getTime() + pauseAfter(attempts)));
	});
}

/** Nobody took anything for days: nothing more is tried, and whoever set it up is told. */
async function stop(tx: Parameters<Parameters<typeof transaction>[0]>[0], hook: Webhook): Promise<void> {
	await store.setState(tx, hook, 'failed');
	await notify(tx, {
		kind: 'intake.webhook-stopped',
		account: hook.createdBy,
		territory: hook.territory,
		facts: { name: hook.name, days: patience },
		url: `/office/webhooks/${hook.id}?in=${hook.territory}`,
		key: `intake.webhook-stopped ${hook.id} ${hook.failingSince?.toISOString() ?? ''}`,
	});
}
