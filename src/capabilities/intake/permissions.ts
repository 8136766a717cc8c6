import type { Place, Rules } from '#platform/permissions/door.ts';

/** Who works in one body only opens no doors of the whole territory. */
const ofTheTerritory = (_actor: unknown, place: Place) => !place.space;

export const permissions = {
	/** Bring appeals in from tables, and take an import back. */
	'intake.import': { may: ['administrator', 'head', 'controller'], when: ofTheTerritory, ofPlace: true },
	/** Issue keys of programs and take them back. */
	'intake.keys': { may: ['administrator'], when: ofTheTerritory, ofPlace: true },
	/** Towns that appeals are sent to by Open311, and what is read from them. */
	'intake.endpoints': { may: ['administrator'], when: ofTheTerritory, ofPlace: true },
} satisfies Rules;
