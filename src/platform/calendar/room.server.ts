import { installation, type Place } from '../permissions/door.ts';
import type { Room } from '../room.ts';
import { seedYears } from './editions.server.ts';

export const room: Room = {
	name: 'calendar',
	permissions: {
		// The calendar is one for all: terms everywhere are counted by it.
		'calendar.see': { may: ['administrator', 'controller', 'head', 'official'] },
		'calendar.edit': {
			may: ['administrator'],
			when: (_actor, place: Place) => place.territory === installation,
			ofPlace: true,
		},
		// Hours of work are each territory's own.
		'calendar.edit-hours': { may: ['administrator', 'head', 'controller'] },
	},
	seed: seedYears,
};
