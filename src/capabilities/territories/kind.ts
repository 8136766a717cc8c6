/** What a node of the tree can be. The order is the order of lists: larger first. */
export const kinds = {
	union: { rank: 0, municipal: false, owns: true },
	country: { rank: 1, municipal: false, owns: true },
	region: { rank: 2, municipal: false, owns: true },
	'municipal-district': { rank: 3, municipal: true, owns: true },
	'municipal-okrug': { rank: 3, municipal: true, owns: true },
	'urban-okrug': { rank: 3, municipal: true, owns: true },
	'federal-territory': { rank: 3, municipal: true, owns: true },
	/** Inside a city: of federal significance, or of an urban okrug with inner division. */
	'intra-city': { rank: 4, municipal: true, owns: true },
	'urban-settlement': { rank: 4, municipal: true, owns: true },
	'rural-settlement': { rank: 4, municipal: true, owns: true },
	/** Land of a municipal district that lies in no settlement (межселенная территория): no municipality (131-FZ, art. 2). */
	'between-settlements': { rank: 5, municipal: false, owns: false },
	/** A place (населённый пункт): never an owner of records. */
	place: { rank: 5, municipal: false, owns: false },
} as const satisfies Record<string, { rank: number; municipal: boolean; owns: boolean }>;

export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];

export function isKind(text: string): text is Kind {
	return Object.hasOwn(kinds, text);
}

/**
 * Whether a territory of the kind may stand under the other. The depth is free (a поселение under a district, a place
 * under anything that is no place), the direction is not.
 */
export function mayStandUnder(kind: Kind, parent: Kind | null): boolean {
	if (parent === null) return kinds[kind].owns;
	if (!kinds[parent].owns) return false;
	return kinds[kind].rank > kinds[parent].rank;
}

export function kindsUnder(parent: Kind | null): Kind[] {
	return kindNames.filter((kind) => mayStandUnder(kind, parent));
}
