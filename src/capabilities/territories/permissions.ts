import type { Rules } from '#platform/permissions/door.ts';

/** All are asked at a territory. Pages of territories are open to anyone and need no right. */
export const permissions = {
	/** Make a territory below this one, change names, kinds, addresses, succession. */
	'territories.change': { may: ['administrator'] },
	/** Bring lists and boundaries in, below this one. */
	'territories.import': { may: ['administrator'] },
	/** Blocks, contacts, people in charge, host name, map. */
	'territories.arrange': { may: ['administrator'] },
	/** Texts of the page. */
	'territories.write': { may: ['administrator', 'editor'] },
	/** Open the office pages of the territory. */
	'territories.office': { may: ['administrator', 'editor'] },
	/** The first steps of an installation. */
	'territories.start': { may: ['administrator'] },
} satisfies Rules;
