import { database } from '#platform/db/door.server.ts';
import type { Appeal, Channel } from '../appeal.ts';
import * as store from './reception-store.server.ts';

const channels: readonly Channel[] = ['phone', 'office', 'mfc', 'kiosk', 'embed'];

/** Counts appeals at the places that took them in. Part of the job after the filing; twice does no harm. */
export async function logReceived(appeals: readonly Appeal[]): Promise<void> {
	for (const appeal of appeals) {
		if (!channels.includes(appeal.channel)) continue;
		const received = await store.receivedBy(database(), appeal);
		if (received?.reception) await store.putIntoLog(database(), received.reception, appeal, appeal.filedAt);
	}
}
