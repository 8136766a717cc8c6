import { database } from '#platform/db/door.server.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import type { Appeal } from '../appeal.ts';
import type { Consent } from './reception.ts';
import * as store from './reception-store.server.ts';

/** How an appeal was taken in, for those who work on it. */
export type ReceivedAs = {
	/** The hotline, the centre, the kiosk, the site. */
	reception: string | null;
	/** The official who wrote it down. */
	by: string | null;
	identified: boolean;
	consent: Consent | null;
};

/** Null where the author wrote it on our page or a program brought it. */
export async function receivedAs(appeal: Appeal): Promise<ReceivedAs | null> {
	const received = await store.receivedBy(database(), appeal);
	if (!received) return null;
	const [reception, people] = await Promise.all([
		received.reception ? store.read(database(), received.reception) : undefined,
		appeal.filedBy ? accountsOf([appeal.filedBy]) : undefined,
	]);
	return {
		reception: reception?.name ?? null,
		by: (appeal.filedBy && people?.get(appeal.filedBy)?.name) ?? null,
		identified: received.identified,
		consent: received.consent,
	};
}
