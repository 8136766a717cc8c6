import type { Rules } from '../permissions/door.ts';

export const permissions = {
	'audit.see': { may: ['administrator'] },
} satisfies Rules;
