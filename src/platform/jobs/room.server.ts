import { database } from '../db/door.server.ts';
import type { Room } from '../room.ts';
import { permissions } from './permissions.ts';

export const room: Room = {
	name: 'jobs',
	permissions,
	jobs: {
		/** Ended work is shown for three months. */
		'jobs.forget-old-work': async () => {
			await database()`delete from jobs.work where ended_at < ${new Date(Date.now() - 90 * 86_400_000)}`;
		},
	},
	crontab: { 'jobs.forget-old-work': '17 2 * * *' },
};
