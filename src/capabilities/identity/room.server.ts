import { database } from '#platform/db/door.server.ts';
import type { Room } from '#platform/room.ts';
import { seedTexts } from './consent.ts';
import { project } from './grants.ts';
import { dropOldHostCodes } from './hosts.ts';
import { permissions } from './permissions.ts';
import { erase, eraseDue, makeExport, personal } from './personal-data.ts';
import { dropOldExports, failExport } from './personal-store.server.ts';
import { dropOldAttempts, dropOldSignIns } from './store.server.ts';

const day = 86_400_000;

export const room: Room = {
	name: 'identity',
	permissions,
	personal,
	seed: (tx) => seedTexts(tx),
	listens: {
		'identity.granted': ({ account, grant }: { account: never; grant: never }) => project(account, grant),
		'identity.withdrawn': ({ account, grant }: { account: never; grant: never }) => project(account, grant),
	},
	jobs: {
		'identity.export': async (payload: { account: never; id: never }, context) => {
			try {
				await makeExport(payload);
			} catch (error) {
				if (context.attempt >= 5) await failExport(database(), payload.account, payload.id, new Date());
				throw error;
			}
		},
		'identity.erase': async ({ account }: { account: never }) => {
			await erase(account);
		},
		'identity.erase-due': () => eraseDue(),
		/** What ended a quarter ago, counts of yesterday, codes and exports that ran out. */
		'identity.tidy': async () => {
			const now = Date.now();
			await dropOldSignIns(database(), new Date(now - 90 * day));
			await dropOldAttempts(database(), new Date(now - 2 * day));
			await dropOldExports(database(), new Date(now));
			await dropOldHostCodes();
		},
	},
	crontab: { 'identity.erase-due': '17 * * * *', 'identity.tidy': '43 1 * * *' },
};
