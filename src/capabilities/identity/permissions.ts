import type { Rules } from '#platform/permissions/door.ts';

export const permissions = {
	/** The office: people of a place, their roles, invitations. */
	'identity.people': { may: ['administrator', 'head'] },
	/** Give and withdraw roles of officials. */
	'identity.grant': { may: ['administrator'] },
	'identity.withdraw': { may: ['administrator'] },
	'identity.appoint-administrator': { may: ['administrator'] },
	/** Demand a second factor of officials. */
	'identity.demand': { may: ['administrator'] },
	/** Find accounts outside of one's own place by the exact e-mail or by name: each reading is audited. */
	'identity.find': { may: ['administrator', 'official'] },
	/** Confirm residence at a desk, print codes. */
	'identity.residence': { may: ['administrator', 'official'] },
	/** Providers of sign-in: those who set up the whole installation. */
	'identity.providers': { may: ['administrator'] },
	/** First steps of a new official. */
	'identity.first-steps': { may: ['administrator', 'official', 'controller', 'head', 'moderator', 'editor'] },
} satisfies Rules;
