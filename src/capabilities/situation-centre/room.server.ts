import type { Room } from '#platform/room.ts';
import { offerPages } from '#rooms/territories/door.server.ts';
import { permissions } from './permissions.ts';

export const room: Room = {
	name: 'situation-centre',
	permissions,
	async open() {
		offerPages({ key: 'situation.nav', page: 'situation', position: 15 });
	},
};
