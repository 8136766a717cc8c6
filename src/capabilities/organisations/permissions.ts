import type { Rules } from '#platform/permissions/door.ts';

/** Bodies are public; who works in them and who answers for what is set by administrators of the territory. */
export const permissions = {
	'organisations.edit': { may: ['administrator'] },
	'organisations.appoint': { may: ['administrator'] },
	'organisations.set-rules': { may: ['administrator'] },
	/** Who is away and who stands in, at the places where one works or whose staff one sets up. */
	'organisations.see-absences': { may: ['official', 'executor', 'head', 'controller', 'administrator'] },
	/** To say that one is away and who stands in. */
	'organisations.be-away': { may: ['official', 'executor', 'head', 'controller'] },
	/** The same for others of the staff. */
	'organisations.send-away': { may: ['head', 'administrator'] },
} satisfies Rules;
