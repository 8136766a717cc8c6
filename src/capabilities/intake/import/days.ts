import type { WallClock } from '#platform/calendar/door.ts';
import type { Writing } from './fields.ts';

/** A day of a table; `at` is set where the cell itself names a zone. */
export type Read = { wall: number; timed: boolean; at: Date | null };

const pattern =
	/^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AP]M)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const minute = 60_000;

/** Reads a day as it is written; null when it is none. A wall's time has no zone: `WallClock` gives it one. */
export function readDay(text: string, written: Writing, swapped = false): Read | null {
	const typed = text.trim();
	if (written === 'serial') return ofSerial(typed);
	const parts = pattern.exec(typed);
	if (!parts) return null;
	const [first, second, third] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
	let [year, month, day] =
		written === 'ymd'
			? [first, second, third]
			: written === 'dmy'
				? [third, second, first]
				: [third, first, second];
	if (written !== 'ymd' && (parts[3]?.length ?? 0) <= 2) year += year < 70 ? 2000 : 1900;
	if (written === 'ymd' && (parts[1]?.length ?? 0) < 4) return null;
	if (swapped && day <= 12) [month, day] = [day, month];
	if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || year < 1900 || year > 2199)
		return null;
	let hour = Number(parts[4] ?? 0);
	const half = parts[7]?.toUpperCase();
	if (half) {
		if (hour < 1 || hour > 12) return null;
		hour = (hour % 12) + (half === 'PM' ? 12 : 0);
	}
	const [minutes, seconds] = [Number(parts[5] ?? 0), Number(parts[6] ?? 0)];
	if (hour > 23 || minutes > 59 || seconds > 59) return null;
	const wall = Date.UTC(year, month - 1, day, hour, minutes, seconds);
	return { wall, timed: parts[4] !== undefined, at: parts[8] ? new Date(wall - offsetOf(parts[8])) : null };
}

/** Days since the end of 1899, as spreadsheets keep them where a cell is not told to be a day. */
function ofSerial(text: string): Read | null {
	const serial = Number(text.replace(',', '.'));
	if (!/^\d{5}([.,]\d+)?$/.test(text) || serial < 20_000 || serial > 80_000) return null;
	return {
		wall: Math.round(((serial - 25_569) * 86_400_000) / 1000) * 1000,
		timed: !Number.isInteger(serial),
		at: null,
	};
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function offsetOf(zone: string): number {
	if (/^z$/i.test(zone)) return 0;
	const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
	if (!parts) return 0;
	return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * minute;
}

export const instantOf = (read: Read, clock: WallClock): Date => read.at ?? clock.instant(read.wall);

/** Which kind of writing most cells of a column fit; null when it holds no days. */
export function guessWriting(cells: readonly string[]): Writing | null {
	const filled = cells.map((cell) => cell.trim()).filter(Boolean);
	if (filled.length === 0) return null;
	// of two that fit alike the first: days before months, as one writes here; slashes with AM and PM are American
	const american = filled.some((cell) => /\//.test(cell) && /[AP]M$/i.test(cell));
	const order: Writing[] = american ? ['ymd', 'mdy', 'dmy', 'serial'] : ['ymd', 'dmy', 'mdy', 'serial'];
	let best: { written: Writing; fits: number } | null = null;
	for (const written of order) {
		const fits = filled.filter((cell) => readDay(cell, written) !== null).length;
		if (fits > (best?.fits ?? 0)) best = { written, fits };
	}
	return best && best.fits >= filled.length * 0.8 ? best.written : null;
}

/**
 * Watches the days of a column, in the order of the table: whether day and month were swapped wherever that is possible (some
 * programs do so when they read days of another country). Then days lie in the future, and the order of the table is
 * torn; with the swap taken back both are well.
 */
export class SwapWatch {
	#plain = new Course();
	#swapped = new Course();
	/** Rows in which the swap makes a difference. */
	rows = 0;
	#others = 0;
	readonly #written: Writing;
	readonly #now: number;
	constructor(written: Writing, now: Date) {
		this.#written = written;
		this.#now = now.getTime() + 86_400_000;
	}
	see(cell: string): void {
		const plain = readDay(cell, this.#written);
		const swapped = readDay(cell, this.#written, true);
		if (!plain || !swapped) return;
		if (plain.wall === swapped.wall) this.#others++;
		else this.rows++;
		this.#plain.see(plain.wall, this.#now);
		this.#swapped.see(swapped.wall, this.#now);
	}
	/** How many rows a swap would mend; 0 when it would not. */
	get mends(): number {
		if (this.rows < 5 || this.#others < 5) return 0;
		const [a, b] = [this.#plain, this.#swapped];
		// a handful of days ahead may be mistakes; an order torn more than twice as often is not
		const future = a.future > 0 && b.future <= a.future / 10;
		const order = b.way < a.way / 2;
		return order || (future && b.way <= a.way) ? this.rows : 0;
	}
}

class Course {
	future = 0;
	/** The whole way between neighbours. */
	way = 0;
	#last: number | null = null;
	see(wall: number, now: number): void {
		if (wall > now) this.future++;
		if (this.#last !== null) this.way += Math.abs(wall - this.#last);
		this.#last = wall;
	}
}
