import type { Actor } from '#platform/permissions/door.ts';
import { type Filing, fileAppeal, type Receipt } from '#rooms/appeals/door.server.ts';
import { insertArrival, type Origin } from './arrivals-store.server.ts';

/**
 * The one door of every machine that brings a message: the API, Open311, and later mailboxes, bots and social networks. A channel
 * knows a message by its own number and may tell the thread it belongs to; the same number is never filed twice, however often
 * and however many at once it comes.
 * @throws Refusal `platform.key-used-meanwhile` when the number came before with another content
 */
export async function receive(
	actor: Actor,
	filing: Omit<Filing, 'key'>,
	origin: Origin,
	now = new Date(),
): Promise<Receipt> {
	return fileAppeal(
		actor,
		{ ...filing, key: `${origin.source}:${origin.externalId}`.slice(0, 180) },
		now,
		(tx, ref) => insertArrival(tx, ref, origin, now),
	);
}
