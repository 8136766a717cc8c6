import type { AccountId, TerritoryId } from '#platform/db/ids.ts';

export type Criterion = {
	code: string;
	position: number;
	weight: number;
	texts: { lang: string; name: string; hint: string }[];
};
export type Rubric = {
	holdsIn: TerritoryId;
	version: number;
	inherits: boolean;
	madeAt: Date;
	madeBy: AccountId | null;
	criteria: Criterion[];
};

/** In the language of the reader, else in the first that there is. */
export const textOf = (
	{ texts }: Pick<Criterion, 'texts'>,
	lang: string,
): Criterion['texts'][number] | undefined => texts.find((one) => one.lang === lang) ?? texts[0];

/** Of everything that could be given, the share that was: 0 ... 1. */
export function totalOf(
	criteria: readonly Pick<Criterion, 'code' | 'weight'>[],
	given: ReadonlyMap<string, number>,
): number {
	let most = 0;
	let sum = 0;
	for (const { code, weight } of criteria) {
		most += 2 * weight;
		sum += weight * (given.get(code) ?? 0);
	}
	return most > 0 ? sum / most : 0;
}

/** What holds in a place: the edition of the nearest territory that has one. */
export function nearest<Edition extends { holdsIn: TerritoryId; inherits: boolean }>(
	editions: readonly Edition[],
	areas: readonly TerritoryId[],
): Edition | undefined {
	for (const area of [...areas, 0 as TerritoryId]) {
		const found = editions.find((one) => one.holdsIn === area && !one.inherits);
		if (found) return found;
	}
	return undefined;
}
