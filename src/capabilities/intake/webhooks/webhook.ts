import { createHmac } from 'node:crypto';
import type { AccountId, Id, TerritoryId } from '#platform/db/ids.ts';
import type { KeyId } from '../keys/key.ts';

export type WebhookId = Id<'webhook'>;
export type WebhookRef = { territory: TerritoryId; id: WebhookId };

/** What may be told; the words of the events of `appeals`, without the room. An appeal is nobody's news before it is registered. */
export const webhookEvents = [
	'registered',
	'classified',
	'routed',
	'taken-up',
	'prolonged',
	'answered',
	'returned',
	'accepted',
	'closed',
	'joined',
	'hidden',
	'shown-again',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export type Webhook = WebhookRef & {
	name: string;
	url: string;
	events: readonly WebhookEvent[];
	category: string | null;
	secretSealed: string;
	key: KeyId | null;
	state: 'on' | 'off' | 'failed';
	failingSince: Date | null;
	deliveredAt: Date | null;
	createdBy: AccountId;
	createdAt: Date;
};

/** Days without a single delivery after which nothing more is tried. */
export const patience = 5;
export const mostAttempts = 14;

/** Milliseconds until the next attempt: a minute, two, four ... at last twelve hours. */
export const pauseAfter = (attempts: number): number =>
	Math.min(12 * 3_600_000, 60_000 * 2 ** Math.min(Math.max(0, attempts - 1), 12));

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 under the secret over "seconds.body". Who receives it counts anew, compares, and refuses
 * what is older than some minutes, so that nobody can send an old one again.
 */
export function signatureOf(secret: string, body: string, at: Date): string {
	const seconds = Math.floor(at.getTime() / 1000);
	const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
	return `t=${seconds},v1=${mac}`;
}
