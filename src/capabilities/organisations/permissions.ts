import type { Rules } from '#platform/permissions/door.ts';

/** Bodies are public; who works in them and who answers for what is set by administrators of the territory. */
export const permissions = {
	'organisations.edit': { may: ['administrator'] },
	'organisations.appoint': { may: ['administrator'] },
	'organisations.set-rules': { may: ['administrator'] },
} satisfies Rules;
