import type { Rules } from './door.ts';

export const permissions = {
	'permissions.explain': { may: ['administrator'] },
} satisfies Rules;
