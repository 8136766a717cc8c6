import { database } from '#platform/db/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import type { AppealRef } from './appeal.ts';
import { isUntaken } from './emergency.ts';
import * as store from './store.server.ts';
import { Rungs } from './terms/whom-to-tell.ts';

/**
 * Words of danger came by a way that could not stop and ask: whoever watches over the territory hears of it at once, and the body
 * as soon as it lies there. Told when it was filed and when it was routed; the key keeps anybody from hearing it twice.
 */
export async function tellUrgent(refs: readonly AppealRef[], now = new Date()): Promise<void> {
	const urgent = (await store.readMany(database(), refs)).filter(
		(appeal) => appeal.urgent && isUntaken(appeal.state),
	);
	const rungs = new Rungs(now);
	for (const appeal of urgent) {
		const whoms = appeal.body
			? (['executor', 'head', 'controller', 'head-of-administration'] as const)
			: (['controller', 'head-of-administration'] as const);
		const told = new Set(
			(await Promise.all(whoms.map((whom) => rungs.from(whom, appeal)))).flatMap((one) => one.people),
		);
		for (const account of told)
			await notify(database(), {
				kind: 'appeals.urgent-came',
				account,
				territory: appeal.territory,
				facts: { number: appeal.number, place: appeal.placeWords },
				url: `/office/appeals/${appeal.territory}/${appeal.id}`,
				key: `appeals.urgent-came ${appeal.id}`,
			});
	}
}
