import type { Rules } from '../permissions/door.ts';

export const permissions = {
	'jobs.see': { may: ['administrator'] },
	'jobs.stop': { may: ['administrator'] },
	'jobs.mend': { may: ['administrator'] },
} satisfies Rules;
