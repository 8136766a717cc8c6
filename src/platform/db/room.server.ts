import { log } from '../log/door.server.ts';
import type { Room } from '../room.ts';
import { database } from './door.server.ts';
import { findOrphans } from './orphans.server.ts';
import { makePartitions } from './partitions.server.ts';

/** A form sent again after so long is a new one. */
const keysKept = 30 * 86_400_000;

export const room: Room = {
	name: 'db',
	jobs: {
		/** For every room whose tables are partitioned by time. */
		'db.partitions': async () => {
			await makePartitions(database());
		},
		'db.forget-keys': async () => {
			await database()`
				/* background: keys of commands grow old in every territory */
				delete from platform.idempotency where created_at < ${new Date(Date.now() - keysKept)}`;
			await database()`
				/* background: and of every account */
				delete from platform.account_idempotency where created_at < ${new Date(Date.now() - keysKept)}`;
		},
		'db.orphans': async () => {
			for (const orphans of await findOrphans(database()))
				log().warn(orphans, 'rows point to what is not there');
		},
	},
	crontab: { 'db.partitions': '20 0 * * *', 'db.forget-keys': '50 0 * * *', 'db.orphans': '10 3 * * *' },
};
