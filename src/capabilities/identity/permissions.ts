import type { Actor, Place, Rules } from '#platform/permissions/door.ts';
import { isOfficial } from './account.ts';

/** Who works in one body only does not look after the people of the whole territory. */
const ofTheTerritory = (_actor: unknown, place: Place) => !place.space;

export const permissions = {
	/** The office: people of a place, their roles, invitations. */
	'identity.people': { may: ['administrator', 'head'], when: ofTheTerritory, ofPlace: true },
	/** Give and withdraw roles of officials, in the territory or in one of its bodies. */
	'identity.grant': { may: ['administrator'] },
	'identity.withdraw': { may: ['administrator'] },
	'identity.appoint-administrator': { may: ['administrator'], when: ofTheTerritory, ofPlace: true },
	/** Demand a second factor of officials. */
	'identity.demand': { may: ['administrator'], when: ofTheTerritory, ofPlace: true },
	/** Find accounts by e-mail or name: each reading is audited. */
	'identity.find': { may: ['administrator', 'official'], when: ofTheTerritory, ofPlace: true },
	/** Confirm residence at a desk, print codes. */
	'identity.residence': { may: ['administrator', 'official'], when: ofTheTerritory, ofPlace: true },
	/** Providers of sign-in: those who set up the whole installation. */
	'identity.providers': {
		may: ['administrator'],
		when: (_actor, place: Place) => place.territory === 0,
		ofPlace: true,
	},
	/** Shut an account and open it again: those who set up the whole installation. */
	'identity.suspend': {
		may: ['administrator'],
		when: (_actor, place: Place) => place.territory === 0,
		ofPlace: true,
	},
	/** First steps of a new official. */
	'identity.first-steps': {
		may: ['administrator', 'official', 'controller', 'head', 'moderator', 'editor', 'observer', 'operator'],
		// the owner of a community is a moderator there, and no official
		when: (actor: Actor) => actor.grants.some(isOfficial),
	},
} satisfies Rules;
