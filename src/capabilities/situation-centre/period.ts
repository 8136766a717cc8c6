import { Temporal } from 'temporal-polyfill';

/** What a board tells of: a month or a year, as far as it has gone. Days are ISO. */
export type Period = {
	/** As it stands in the address: `2026-10`, `2026`. */
	key: string;
	grain: 'month' | 'year';
	/** Whole days: the first, and the last that is over. */
	from: string;
	to: string;
	/** It is over. */
	whole: boolean;
};

const day = (text: string) => Temporal.PlainDate.from(text);

/** A month that has just begun says nothing: until its eighth day the board opens with the one before. */
const daysBeforeShown = 7;

/** Reads the address; what it cannot read, and what lies ahead, is the period that boards open with. */
export function readPeriod(text: string | null, today: string): Period {
	const match = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text ?? '');
	const asked = match?.[1] && madeOf(match[1], match[2], today);
	return asked || usualPeriod(today);
}

export function usualPeriod(today: string): Period {
	const now = day(today);
	const month = now.day > daysBeforeShown ? now : now.subtract({ months: 1 });
	return madeOf(String(month.year), String(month.month).padStart(2, '0'), today) as Period;
}

function madeOf(year: string, month: string | undefined, today: string): Period | null {
	if (Number(year) < 1990) return null;
	const from = day(`${year}-${month ?? '01'}-01`);
	const last = from.add(month ? { months: 1 } : { years: 1 }).subtract({ days: 1 });
	const yesterday = day(today).subtract({ days: 1 });
	const whole = Temporal.PlainDate.compare(last, yesterday) <= 0;
	const to = whole ? last : yesterday;
	if (Temporal.PlainDate.compare(to, from) < 0) return null;
	return {
		key: month ? `${year}-${month}` : year,
		grain: month ? 'month' : 'year',
		from: from.toString(),
		to: to.toString(),
		whole,
	};
}

/** The same days a year before: what a period is compared with. */
export function yearBefore({ from, to }: { from: string; to: string }): { from: string; to: string } {
	const end = day(to);
	// 29 February is compared with the whole February
	const before = end.subtract({ years: 1 });
	const last = end.day === end.daysInMonth ? before.with({ day: before.daysInMonth }) : before;
	return { from: day(from).subtract({ years: 1 }).toString(), to: last.toString() };
}

/**
 * Twelve whole months up to the period: territories and bodies are compared over them, for a month of a village is a handful.
 * First days of the first and the last month.
 */
export function comparedMonths(period: Period): { from: string; to: string } {
	const end = day(period.to).with({ day: 1 });
	const last = day(period.to).day === end.daysInMonth ? end : end.subtract({ months: 1 });
	return { from: last.subtract({ months: 11 }).toString(), to: last.toString() };
}

/** Months of a year that have begun, and the years that can be chosen, for the slider. */
export function periodsOf(months: readonly { month: string }[], today: string): Period[] {
	const keys = new Set(months.map((one) => one.month.slice(0, 7)));
	return [...keys].flatMap((key) => {
		const period = readPeriod(key, today);
		return period.key === key ? [period] : [];
	});
}

/** So many points make a line: before that even what is not whole is shown. */
const leastPoints = 3;

/**
 * Points of a chart from the first day that anything is known of. The first of them is `partial` where it began before that day: a
 * month of which only the end is known is no fall and no rise.
 */
export function sinceFirst<One extends { from: string; to: string }>(
	points: readonly One[],
	first: string | null,
): (One & { partial: boolean })[] {
	const known = first === null ? points : points.filter((one) => one.to >= first);
	const shown = known.length >= leastPoints ? known : points.slice(-leastPoints);
	return shown.map((one) => ({
		...one,
		partial: first !== null && one.from < first && first <= one.to && shown.length > leastPoints,
	}));
}

export const steps = ['day', 'week', 'month'] as const;
export type Step = (typeof steps)[number];

/** What a chart over time shows: the points, each with the days that it holds, the newest last. */
export function stepsUpTo(to: string, step: Step): { at: string; from: string; to: string }[] {
	const end = day(to);
	if (step === 'day')
		return Array.from({ length: 42 }, (_, i) => {
			const at = end.subtract({ days: 41 - i }).toString();
			return { at, from: at, to: at };
		});
	if (step === 'week') {
		// weeks of seven days that end on a Sunday, whole ones only
		const sunday = end.subtract({ days: end.dayOfWeek % 7 });
		return Array.from({ length: 53 }, (_, i) => {
			const last = sunday.subtract({ weeks: 52 - i });
			const from = last.subtract({ days: 6 }).toString();
			return { at: from, from, to: last.toString() };
		});
	}
	const month =
		end.day === end.daysInMonth ? end.with({ day: 1 }) : end.with({ day: 1 }).subtract({ months: 1 });
	return Array.from({ length: 24 }, (_, i) => {
		const from = month.subtract({ months: 23 - i });
		return {
			at: from.toString().slice(0, 7),
			from: from.toString(),
			to: from.with({ day: from.daysInMonth }).toString(),
		};
	});
}
