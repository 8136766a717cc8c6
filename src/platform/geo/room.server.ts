import { join } from 'node:path';
import { config } from '../config/door.server.ts';
import type { Room } from '../room.ts';
import { openBasemap } from './basemap.server.ts';

export const room: Room = {
	name: 'geo',
	open: () => openBasemap(config().basemap, join(config().data, 'basemap')),
};
