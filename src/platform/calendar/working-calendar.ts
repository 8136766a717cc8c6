import { Temporal } from 'temporal-polyfill';

export type Day = Temporal.PlainDate;
/** A day as the caller has it: ISO `2026-05-11` or a Temporal date. */
export type AnyDay = Day | string;

/**
 * How a day differs from its place in the week. `holiday`: a day off by law; `moved`: a day off moved here from a weekend;
 * `working`: a weekend on which people work; `short`: a working day that ends an hour earlier.
 */
export type DayKind = 'holiday' | 'moved' | 'working' | 'short';
export const dayKinds: readonly DayKind[] = ['holiday', 'moved', 'working', 'short'];

/** What is written about one year: only the days that differ from the week. */
export type CalendarYear = {
	year: number;
	days: ReadonlyMap<string, DayKind>;
	/** False while the authorities have not yet published the year: the days are those of the law alone. */
	certain: boolean;
	source: string;
};

/** More days than any term of law has; a larger count is a mistake of the caller. */
const mostDays = 10_000;

/**
 * Working days of a country or region in a time zone, frozen at one version: a term counted by it can be counted again
 * with the same answer after the calendar was corrected.
 */
export class WorkingCalendar {
	/** Kept beside every term: `calendarAt(version)` gives the same days again. */
	readonly version: string;
	/** IANA name. */
	readonly zone: string;
	readonly #years: ReadonlyMap<number, CalendarYear>;
	readonly #weekend: ReadonlySet<number>;
	readonly #byRule: (year: number) => CalendarYear;
	readonly #guessed = new Map<number, CalendarYear>();
	/** What was found out of single days. */
	readonly #works = new Map<string, boolean>();

	constructor(content: {
		version: string;
		zone: string;
		years: Iterable<CalendarYear>;
		/** ISO numbers of the days of rest: 6 Saturday, 7 Sunday. */
		weekend?: Iterable<number>;
		/** What to take for a year of which nothing is written. */
		byRule?: (year: number) => CalendarYear;
	}) {
		this.version = content.version;
		this.zone = content.zone;
		this.#years = new Map([...content.years].map((year) => [year.year, year]));
		this.#weekend = new Set(content.weekend ?? [6, 7]);
		this.#byRule = content.byRule ?? ((year) => ({ year, days: new Map(), certain: false, source: '' }));
		if (this.#weekend.size >= 7) throw new RangeError('a week without working days');
	}

	/** The same days for people who live in another zone. */
	inZone(zone: string): WorkingCalendar {
		if (zone === this.zone) return this;
		const { version } = this;
		return new WorkingCalendar({
			version,
			zone,
			years: this.#years.values(),
			weekend: this.#weekend,
			byRule: this.#byRule,
		});
	}

	year(year: number): CalendarYear {
		const written = this.#years.get(year) ?? this.#guessed.get(year);
		if (written) return written;
		const guessed = this.#byRule(year);
		this.#guessed.set(year, guessed);
		return guessed;
	}

	kindOf(day: AnyDay): DayKind | null {
		const date = dayOf(day);
		return this.year(date.year).days.get(date.toString()) ?? null;
	}

	isWorkingDay(day: AnyDay): boolean {
		const name = day.toString();
		let works = this.#works.get(name);
		if (works === undefined) {
			works = this.#worksOn(dayOf(day));
			if (this.#works.size >= 20_000) this.#works.clear();
			this.#works.set(name, works);
		}
		return works;
	}
	#worksOn(date: Day): boolean {
		const kind = this.kindOf(date);
		if (kind === 'holiday' || kind === 'moved') return false;
		return kind === 'working' || kind === 'short' || !this.#weekend.has(date.dayOfWeek);
	}

	isShortDay(day: AnyDay): boolean {
		return this.kindOf(day) === 'short';
	}

	/** Whether the authorities have published the year of this day. */
	isCertain(day: AnyDay): boolean {
		return this.year(dayOf(day).year).certain;
	}

	/** The first working day after this one. */
	nextWorkingDay(day: AnyDay): Day {
		return this.#step(dayOf(day).add({ days: 1 }), 1);
	}

	/** The day itself if people work on it, else the first working day after: the end of a term (Civil Code, art. 193). */
	onOrAfter(day: AnyDay): Day {
		return this.#step(dayOf(day), 1);
	}

	/** The day itself if people work on it, else the last working day before. */
	onOrBefore(day: AnyDay): Day {
		return this.#step(dayOf(day), -1);
	}

	/**
	 * The working day that is `count` working days after the day (before it, if negative); the day itself is not counted, so
	 * that one working day after a Friday is Monday. Zero gives the day as it is, working or not.
	 */
	addWorkingDays(day: AnyDay, count: number): Day {
		if (!Number.isInteger(count) || Math.abs(count) > mostDays)
			throw new RangeError(`cannot count ${count} working days`);
		let date = dayOf(day);
		const direction = Math.sign(count);
		for (let left = Math.abs(count); left > 0; left--)
			date = this.#step(date.add({ days: direction }), direction);
		return date;
	}

	/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
	workingDaysBetween(from: AnyDay, to: AnyDay): number {
		let [a, b] = [numberOf(from), numberOf(to)];
		const sign = a <= b ? 1 : -1;
		if (sign < 0) [a, b] = [b, a];
		if (b - a > mostDays * 2) throw new RangeError('days too far apart');
		let count = 0;
		// Going back, the day one starts from is not counted but the one arrived at is, as `addWorkingDays` does.
		for (let day = a; day < b; day++) if (this.isWorkingDay(nameOf(sign > 0 ? day + 1 : day))) count++;
		return sign * count || 0;
	}

	/** The day that it is here at this instant. */
	dayAt(instant: Date | Temporal.Instant): Day {
		const exact =
			instant instanceof Date ? Temporal.Instant.fromEpochMilliseconds(instant.getTime()) : instant;
		return exact.toZonedDateTimeISO(this.zone).toPlainDate();
	}

	/** The first instant of the day here. A term ends when the next day begins. */
	startOf(day: AnyDay): Date {
		return new Date(dayOf(day).toZonedDateTime(this.zone).epochMilliseconds);
	}

	/** The instant at which a term that ends on this day is over: the beginning of the next day. */
	endOf(day: AnyDay): Date {
		return this.startOf(dayOf(day).add({ days: 1 }));
	}

	#step(from: Day, direction: number): Day {
		let date = from;
		for (let i = 0; i < 400; i++) {
			if (this.isWorkingDay(date)) return date;
			date = date.add({ days: direction });
		}
		throw new RangeError(`no working day within 400 days of ${from}`);
	}
}

/** Days since 1970, to walk over many of them: a page tells of a dozen stretches, each of weeks. */
function numberOf(day: AnyDay): number {
	const number = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
	if (!Number.isInteger(number)) throw new RangeError(`no day: ${day}`);
	return number;
}
const nameOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

export function dayOf(day: AnyDay): Day {
	return typeof day === 'string' ? Temporal.PlainDate.from(day) : day;
}

/** Whether the runtime knows this IANA zone. */
export function isZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return !/^[+-]/.test(name);
	} catch {
		return false;
	}
}
