import { installation, type Place, type Rules } from '../permissions/door.ts';

export const permissions = {
	'jobs.see': { may: ['administrator'] },
	'jobs.stop': { may: ['administrator'] },
	/** Jobs of the queue belong to no territory. */
	'jobs.mend': {
		may: ['administrator'],
		when: (_actor, at: Place) => at.territory === installation,
		ofPlace: true,
	},
} satisfies Rules;
