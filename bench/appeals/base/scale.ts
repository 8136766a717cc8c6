/** How large a base is made. The test makes the smallest, `npm run bench appeals` the largest. */
export type Scale = {
	seed: string;
	appeals: number;
	regions: number;
	municipalities: number;
	settlements: number;
	places: number;
	/** Residents with an account. */
	residents: number;
};

/** A country as large as the largest installation: 53,000 territories, five million appeals in two years. */
export const whole: Scale = {
	seed: 'veche-1',
	appeals: 5_000_000,
	regions: 89,
	municipalities: 2_310,
	settlements: 6_000,
	places: 44_600,
	residents: 100_000,
};

/** All of its territories with a hundredth of its appeals: what the intake is measured on, so that the large base stays as it was made. */
export const thin: Scale = { ...whole, appeals: 50_000, residents: 2_000 };

/** A hundredth of everything, for `npm test`. */
export const small: Scale = {
	seed: 'veche-1',
	appeals: 50_000,
	regions: 3,
	municipalities: 23,
	settlements: 60,
	places: 446,
	residents: 1_000,
};

/** The night on which the base ends. A fixed one: the same seed gives the same rows on every day. */
export const now = new Date('2026-11-27T00:00:00Z');
export const dayLong = 86_400_000;
export const days = 730;
/** Midnight (UTC) of the first day of filing. */
export const firstDay = now.getTime() - days * dayLong;
/** Appeals of so many last days have their terms, history and audit in full. */
export const fullDays = 90;
