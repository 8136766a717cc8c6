import type { Room } from '../room.ts';
import { database } from './door.server.ts';
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
		},
	},
	crontab: { 'db.partitions': '20 0 * * *', 'db.forget-keys': '50 0 * * *' },
};
