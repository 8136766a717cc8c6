import type { Actor, Place, Rules } from '#platform/permissions/door.ts';

/** A ballot of a space is the space's own matter: who holds an office in the territory has no say in it by that. */
const ofItsSpace = (actor: Actor, place: Place) =>
	!place.space ||
	actor.grants.some(
		(one) =>
			one.space === place.space &&
			one.territory === place.territory &&
			(one.role === 'owner' || one.role === 'admin'),
	);

const ofTheTerritory = (_actor: Actor, place: Place) => !place.space;

export const permissions = {
	/** Everybody sees what was announced; of a space that is closed or secret its members only (`see.ts`). */
	'ballots.see': { may: ['anyone'] },
	/** The votes of the office: what goes on, how many came. Drafts are for those who make them. */
	'ballots.office': {
		may: ['administrator', 'head', 'official', 'editor', 'operator', 'admin'],
		when: ofItsSpace,
		ofPlace: true,
	},
	/** Drafts: to make them, to change them, to see them. */
	'ballots.make': {
		may: ['administrator', 'head', 'official', 'editor', 'admin'],
		when: ofItsSpace,
		ofPlace: true,
	},
	/** To announce and to open: from then on all is fixed. */
	'ballots.open': { may: ['administrator', 'head', 'official', 'admin'], when: ofItsSpace, ofPlace: true },
	/** To prolong, to correct a slip, to set how many may vote: each stands in the log and on the page. */
	'ballots.change': { may: ['administrator', 'head', 'official', 'admin'], when: ofItsSpace, ofPlace: true },
	/** To cancel, or to close before the time where the ballot allows it. */
	'ballots.end': { may: ['administrator', 'head', 'admin'], when: ofItsSpace, ofPlace: true },
	/** Who votes is decided by the ballot itself (`eligibility.ts`). */
	'ballots.vote': { may: ['signed-in'] },
	/** Whoever holds a sheet with a code. */
	'ballots.vote-by-code': { may: ['anyone'] },
	/** To take a vote at a desk from a person with their paper, and to hand out ballots on paper. */
	'ballots.desk': { may: ['administrator', 'official', 'operator'], when: ofTheTerritory, ofPlace: true },
	/** To enter ballots from paper. */
	'ballots.enter-papers': {
		may: ['administrator', 'official', 'operator'],
		when: ofTheTerritory,
		ofPlace: true,
	},
	/** To print sheets with codes. */
	'ballots.codes': { may: ['administrator', 'head', 'official'], when: ofTheTerritory, ofPlace: true },
} satisfies Rules;
