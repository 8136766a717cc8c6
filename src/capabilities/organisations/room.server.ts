import type { Room } from '#platform/room.ts';
import { starterKinds } from './kinds.ts';
import { permissions } from './permissions.ts';
import { saveKind } from './store.server.ts';

export const room: Room = {
	name: 'organisations',
	permissions,
	seed: async (tx) => {
		for (const [position, kind] of starterKinds.entries()) await saveKind(tx, { ...kind, position });
	},
};
