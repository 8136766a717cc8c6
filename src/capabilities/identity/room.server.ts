import { database } from '#platform/db/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import type { Room } from '#platform/room.ts';
import { dropOldAttempts } from './attempts-store.server.ts';
import { seedTexts } from './consent.ts';
import { project } from './grants.ts';
import { dropOldHappenings } from './happenings-store.server.ts';
import { dropOldHostCodes } from './hosts.ts';
import { permissions } from './permissions.ts';
import { erase, eraseDue, makeExport, personal } from './personal-data.ts';
import { dropOldExports, failExport } from './personal-store.server.ts';
import { proveHolders } from './prove-holders.ts';
import { dropOldSignIns } from './sign-ins-store.server.ts';
import { type Granted, tellHolder } from './tell.ts';

const day = 86_400_000;

export const room: Room = {
	name: 'identity',
	permissions,
	personal,
	seed: (tx) => seedTexts(tx),
	listens: {
		'identity.granted': async (news: Granted) => {
			await project(news.account, news.grant);
			await tellHolder(news, 'given');
		},
		'identity.withdrawn': async (news: Granted) => {
			await project(news.account, news.grant);
			await tellHolder(news, 'withdrawn');
		},
	},
	notices: [
		{ kind: 'identity.role-given', default: { account: true, email: 'never' } },
		{ kind: 'identity.role-withdrawn', default: { account: true, email: 'at-once' } },
	],
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
		'identity.prove-holders': async (_payload: object, context) => {
			const mended = await proveHolders(context.signal);
			if (mended > 0) log().warn({ mended }, 'lists of roles by place were mended');
		},
		/** What ended a quarter ago, counts of yesterday, codes and exports that ran out, happenings of a year ago. */
		'identity.tidy': async () => {
			const now = Date.now();
			await dropOldSignIns(database(), new Date(now - 90 * day));
			await dropOldAttempts(database(), new Date(now - 2 * day));
			await dropOldExports(database(), new Date(now));
			await dropOldHostCodes();
			await dropOldHappenings(database(), new Date(now - 400 * day));
		},
	},
	crontab: {
		'identity.erase-due': '17 * * * *',
		'identity.tidy': '43 1 * * *',
		'identity.prove-holders': '7 2 * * *',
	},
};
