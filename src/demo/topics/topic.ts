import type { Scene } from '../drawings/scene.ts';

/** One way to ask for something; what may be answered to it, by its place in `answers`. */
export type Ask = {
	text: string;
	answers: readonly number[];
	/** Narrower than the topic's. */
	category?: string;
	months?: readonly number[];
	/** False: the topic's scene shows something else. */
	drawn?: false;
};

/** Something people write about: how they put it, how it is answered, when in the year it happens. */
export type Topic = {
	category: string;
	/** Key of the city's body that answers. */
	body: string;
	/** How often, against the other topics. */
	weight: number;
	/** Months (1-12) in which it happens; absent: all year. */
	months?: readonly number[];
	/** Days from filing to the answer, from and to. */
	days: readonly [number, number];
	/** Patterns of `spin`. Words: $addr $at $on $near $house $entrance $floor $route $stop $since $weather */
	asks: readonly Ask[];
	/** The same words and $street, $done (the day of the work), $soon (a day after the answer); why it was not enough. */
	answers: readonly { text: string; returns?: readonly string[] }[];
	scene?: Scene;
	/** Others who would join: at most so many. */
	joins?: number;
};
