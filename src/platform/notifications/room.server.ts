import { database } from '../db/door.server.ts';
import type { Room } from '../room.ts';
import { findDue, mailDue } from './mail.server.ts';
import { deliver, type Parcel, told } from './notify.server.ts';
import * as store from './store.server.ts';

export const room: Room = {
	name: 'notifications',
	jobs: {
		/** What the release before this one put in line. */
		'notifications.deliver': async (parcel: Parcel) => deliver([parcel]),
		'notifications.mail': mailDue,
		'notifications.find-due': findDue,
		/** News older than a year are no news. */
		'notifications.forget-old': async () => {
			await store.removeOlder(database(), new Date(Date.now() - 365 * 86_400_000));
		},
	},
	listensTogether: { [told]: deliver },
	crontab: { 'notifications.find-due': '*/5 * * * *', 'notifications.forget-old': '50 2 * * *' },
	personal: {
		async export(account) {
			const [notices, choices, rhythm] = await Promise.all([
				store.allOf(database(), account),
				store.choices(database(), account),
				store.rhythm(database(), account),
			]);
			return {
				notices: notices.map(({ kind, facts, url, createdAt, readAt }) => ({
					kind,
					facts,
					url,
					createdAt,
					readAt,
				})),
				choices: Object.fromEntries(choices),
				rhythm: rhythm ?? null,
			};
		},
		async erase(account) {
			await store.forget(database(), account);
			return { kept: [] };
		},
	},
};
