import type { Actor, Place, Rules } from '#platform/permissions/door.ts';

/** A conversation of a space is the space's own matter: who holds an office in the territory has no say in it by that. */
const ofItsSpace =
	(...roles: string[]) =>
	(actor: Actor, place: Place) =>
		!place.space ||
		actor.grants.some(
			(one) =>
				one.space === place.space && one.territory === place.territory && roles.includes(one.role as string),
		);
const led = ofItsSpace('owner', 'admin');
const kept = ofItsSpace('owner', 'admin', 'moderator');

export const permissions = {
	/** Everybody sees what was opened; of a space that is closed or secret its members only (`see.ts`). */
	'opinions.see': { may: ['anyone'] },
	/** The conversations of the office. Drafts are for those who make them. */
	'opinions.office': {
		may: ['administrator', 'head', 'official', 'editor', 'moderator', 'admin'],
		when: kept,
		ofPlace: true,
	},
	/** Drafts with their first statements: to make them, to change them, to see them. */
	'opinions.make': {
		may: ['administrator', 'head', 'official', 'editor', 'admin'],
		when: led,
		ofPlace: true,
	},
	/** To open, to prolong, to close before the time, to cancel: each stands on the page. */
	'opinions.run': { may: ['administrator', 'head', 'official', 'admin'], when: led, ofPlace: true },
	/** To decide about statements that people add. */
	'opinions.moderate': {
		may: ['administrator', 'head', 'official', 'editor', 'moderator'],
		when: kept,
		ofPlace: true,
	},
	/** Who marks is decided by the conversation itself. */
	'opinions.mark': { may: ['signed-in'] },
} satisfies Rules;
