import type { Place, Rules } from '#platform/permissions/door.ts';

const officials = ['official', 'executor', 'head', 'controller', 'administrator'] as const;

/** Who works in one body only sees that body's desk, not the whole territory's. */
const ofTheTerritory = (_actor: unknown, place: Place) => !place.space;

export const permissions = {
	/** The boards of a territory: figures without any person in them. */
	'situation-centre.see': { may: ['anyone'] },
	/** The same with what is not shown to everybody, and who works how. */
	'situation-centre.see-more': { may: [...officials], when: ofTheTerritory, ofPlace: true },
} satisfies Rules;
