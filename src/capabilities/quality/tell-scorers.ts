import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { notifyNow } from '#platform/notifications/door.server.ts';
import { grantsHeld, holders } from '#rooms/identity/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { bodiesIn, scorers, territoriesIn } from './reach-case.ts';
import * as store from './store.server.ts';

/** Roles of scorers are few; beyond this many in one go something else is wrong. */
const mostHolders = 10_000;

/**
 * Once a day: whoever scores hears how many answers wait for them, wherever their right reaches, and only when some came since
 * they were told last. The newest that waits is the key, so that a job that runs twice tells once.
 * @returns how many were told
 */
export async function tellScorers(now = new Date()): Promise<number> {
	const waiting = await store.territoriesWaiting(database(), now);
	if (waiting.length === 0) return 0;
	const places = [...new Set(waiting.flatMap((one) => [one, ...tree.ancestors(one)]))];
	const held = await Promise.all(
		scorers.map((role) => holders(places, { space: null, role, limit: mostHolders })),
	);
	const notices = [];
	for (const account of new Set(held.flat().map((one) => one.account))) {
		const grants = await grantsHeld(account);
		const territories = territoriesIn(grants);
		const asked = { territories, account, bodies: bodiesIn(grants), now };
		const { count, newest, territory } = await store.waitingNow(database(), asked);
		if (!newest) continue;
		notices.push({
			kind: 'quality.drawn',
			account,
			territory: territory as TerritoryId,
			facts: { count },
			url: '/office/quality',
			key: `quality.drawn ${account} ${newest}`,
		});
	}
	await notifyNow(notices);
	return notices.length;
}
