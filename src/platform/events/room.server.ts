import { database } from '../db/door.server.ts';
import { relayEvents } from '../jobs/queue.server.ts';
import type { Room } from '../room.ts';

export const room: Room = {
	name: 'events',
	loops: [
		{
			name: 'events.relay',
			every: 100,
			run: async () => (await relayEvents(database())) > 0,
		},
	],
};
