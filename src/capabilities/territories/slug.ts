import { slugOf } from '#platform/i18n/door.ts';
import { reserved } from './reserved.ts';

/**
 * The part of a name that lasts: «Кунгурский район» and «Кунгурский округ» are both `kungursky`, so that an address
 * outlives a change of kind.
 */
export function lastingPart(name: string): string {
	const bare = name
		.replace(
			/\s+(район|округ|поселение|сельсовет|поссовет|наслег|сомон|сумон|волость|муниципальный район|городской округ)$/i,
			'',
		)
		.replace(/^(район|округ|поселение|муниципальный район|городской округ)\s+/i, '');
	return bare === '' ? name : bare;
}

/** Words added to a slug where the bare one is taken. */
export const kindWords: Record<string, string> = {
	union: 'union',
	country: 'country',
	region: 'region',
	'municipal-district': 'district',
	'municipal-okrug': 'okrug',
	'urban-okrug': 'city-okrug',
	'federal-territory': 'federal',
	'intra-city': 'intra-city',
	'urban-settlement': 'town',
	'rural-settlement': 'rural',
	'between-settlements': 'between',
	place: 'place',
};

export type SlugWish = {
	name: string;
	kind: string;
	code: string | null;
	id: number;
	given?: string | undefined;
};

/**
 * The first free slug: the name, the name with the kind, the name with the code, the name with the number of the territory.
 * `isTaken` is asked about whole paths by the caller.
 */
export function chooseSlug(wish: SlugWish, isTaken: (slug: string) => boolean): string {
	const base = wish.given ?? slugOf(lastingPart(wish.name)) ?? kindWords[wish.kind] ?? 'territory';
	const kind = kindWords[wish.kind] ?? wish.kind;
	const free = (slug: string) => !reserved.has(slug) && !isTaken(slug);
	const tries = [base, base.endsWith(`-${kind}`) ? base : `${base}-${kind}`];
	if (wish.code) tries.push(`${base}-${wish.code}`);
	tries.push(`${base}-${wish.id}`);
	for (const slug of tries) if (free(slug)) return slug;
	for (let n = 2; ; n++) if (free(`${base}-${wish.id}-${n}`)) return `${base}-${wish.id}-${n}`;
}

export function isSlug(text: string): boolean {
	return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 80 && !reserved.has(text);
}
