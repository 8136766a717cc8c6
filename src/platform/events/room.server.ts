import { database } from '../db/door.server.ts';
import { relayEvents } from '../jobs/queue.server.ts';
import type { Room } from '../room.ts';

/** Pieces of news that are passed on at once. Where fewer waited, those that come meanwhile go together a moment later. */
const most = 1_000;

export const room: Room = {
	name: 'events',
	loops: [
		{
			name: 'events.relay',
			every: 100,
			run: async () => (await relayEvents(database(), most)) === most,
		},
	],
};
