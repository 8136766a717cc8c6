import { dayOf, type WorkingCalendar } from './working-calendar.ts';

/** A stretch of work in minutes since midnight: [540, 780) is from nine to one. */
export type Shift = readonly [from: number, to: number];
/** Stretches of work by day of the week, Monday first. */
export type WeekOfWork = readonly (readonly Shift[])[];
/** Which days work: those of the calendar; Saturdays too; every day round the clock. */
export type Week = 'office' | 'six-day' | 'every-day';

/** Forty hours with an hour for lunch: where a territory has not written down its own. */
const usualDay: readonly Shift[] = [
	[540, 780],
	[840, 1080],
];
export const usualWeek: WeekOfWork = [1, 2, 3, 4, 5, 6, 7].map((day) => (day > 5 ? [] : usualDay));

/** On the eve of a holiday work ends so many minutes earlier (Labour Code, art. 95). */
const shorter = 60;

/**
 * The hours of work of a place on the days of its calendar. Hours are those of the clock on the wall; how long they really
 * last on a day when the clock is moved is told by `shifts`.
 */
export class WorkingHours {
	readonly calendar: WorkingCalendar;
	readonly week: WeekOfWork;
	/** Names the calendar and the hours that a term was counted by. */
	readonly version: string;
	readonly #known = new Map<string, readonly Shift[]>();
	readonly #working = new Map<string, boolean>();

	constructor(calendar: WorkingCalendar, week: WeekOfWork = usualWeek, version = '') {
		this.calendar = calendar;
		this.week = week.some((day) => day.length) ? week : usualWeek;
		this.version = version ? `${calendar.version}@${version}` : calendar.version;
	}

	/** IANA name. */
	get zone(): string {
		return this.calendar.zone;
	}

	works(day: string, week: Week = 'office'): boolean {
		if (week === 'every-day') return true;
		const key = `${week} ${day}`;
		let found = this.#working.get(key);
		if (found === undefined) {
			found = this.#works(day, week);
			if (this.#working.size > 5_000) this.#working.clear();
			this.#working.set(key, found);
		}
		return found;
	}

	#works(day: string, week: Week): boolean {
		if (this.calendar.isWorkingDay(day)) return true;
		// a Saturday with nothing written about it
		return week === 'six-day' && dayOf(day).dayOfWeek === 6 && this.calendar.kindOf(day) === null;
	}

	/** When people work on this day, by the clock on the wall; nothing on a day off. */
	on(day: string, week: Week = 'office'): readonly Shift[] {
		if (week === 'every-day') return [[0, 1440]];
		if (!this.works(day, week)) return [];
		const own = this.week[dayOf(day).dayOfWeek - 1] ?? [];
		// a Saturday on which people work has the hours of the last day of the week that has any
		const usual = own.length ? own : (this.week.findLast((one) => one.length) ?? []);
		return this.calendar.isShortDay(day) ? cut(usual, shorter) : usual;
	}

	/** The same as instants, in milliseconds since the epoch. */
	shifts(day: string, week: Week = 'office'): readonly Shift[] {
		const key = `${week} ${day}`;
		let found = this.#known.get(key);
		if (!found) {
			found = this.on(day, week)
				.map(([from, to]) => [this.at(day, from), this.at(day, to)] as const)
				.filter(([from, to]) => from < to);
			if (this.#known.size > 2_000) this.#known.clear();
			this.#known.set(key, found);
		}
		return found;
	}

	/** The instant of a time of day; 1440 is the beginning of the next one. */
	at(day: string, minutes: number): number {
		const date = dayOf(day).add({ days: Math.floor(minutes / 1440) });
		const minute = minutes % 1440;
		// a day need not begin at midnight: some zones move their clocks then
		if (minute === 0) return date.toZonedDateTime(this.zone).epochMilliseconds;
		const plainTime = { hour: Math.floor(minute / 60), minute: minute % 60 };
		return date.toZonedDateTime({ timeZone: this.zone, plainTime }).epochMilliseconds;
	}
}

/** Takes minutes away from the end of the day. */
function cut(shifts: readonly Shift[], minutes: number): readonly Shift[] {
	const left = [...shifts];
	for (let less = minutes; less > 0; ) {
		const last = left.pop();
		if (!last) break;
		const [from, to] = last;
		if (to - from > less) left.push([from, to - less]);
		less -= to - from;
	}
	return left;
}
