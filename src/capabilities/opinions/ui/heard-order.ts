import type { Heard } from '#rooms/opinions/views.ts';

type Place = Heard['places'][number];

/** Of a thousand who live there; where only «one to four» is known, the middle of it. Null: nobody knows how many live there. */
export const rateOf = ({ people, population }: Place): number | null =>
	population ? (1000 * (people ?? 2.5)) / population : null;

/** The least heard first, of equally unheard ones the largest; places without a known population at the end. */
export const byRate = (places: readonly Place[]): Place[] =>
	places.toSorted((a, b) => {
		const [first, second] = [rateOf(a), rateOf(b)];
		if (first !== null && second !== null) return first - second || (b.population ?? 0) - (a.population ?? 0);
		return Number(first === null) - Number(second === null) || (a.people ?? 2.5) - (b.people ?? 2.5);
	});
