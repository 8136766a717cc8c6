import { config } from '../config/door.server.ts';
import { database } from '../db/door.server.ts';
import { installation, type Place } from '../permissions/door.ts';
import type { Room } from '../room.ts';
import { sendLetter } from './send.server.ts';
import { fromEnvironment } from './settings.server.ts';
import * as store from './store.server.ts';

const atInstallation = (_actor: unknown, place: Place) => place.territory === installation;

export const room: Room = {
	name: 'channels',
	permissions: {
		// Letters of everybody in the installation: no part of it may read them.
		'channels.see-mail': { may: ['administrator'], when: atInstallation, ofPlace: true },
		'channels.set-up-mail': { may: ['administrator'], when: atInstallation, ofPlace: true },
	},
	jobs: {
		'channels.send': sendLetter,
		/** A letter of half a year ago is nobody's business any more. */
		'channels.forget-old': async () => {
			await store.removeOlder(database(), new Date(Date.now() - 180 * 86_400_000));
		},
	},
	crontab: { 'channels.forget-old': '25 2 * * *' },
	async open() {
		const { smtp, mailFrom } = config();
		// A wrong address of the mail server is told at the start, not at the first letter.
		if (smtp) fromEnvironment(smtp, mailFrom);
	},
	personal: {
		async export(account) {
			const letters = await store.ofAccount(database(), account);
			return {
				letters: letters.map(({ to, subject, state, createdAt }) => ({ to, subject, state, createdAt })),
			};
		},
		async erase(account) {
			await store.removeOfAccount(database(), account);
			return { kept: [] };
		},
	},
};
