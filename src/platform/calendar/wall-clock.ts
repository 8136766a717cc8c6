import { Temporal } from 'temporal-polyfill';

const day = 86_400_000;

/** A calendar asked for each date costs more than everything else of an intake; a clock keeps what it was told. */
const clocks = new Map<string, WallClock>();

/** The one clock of a zone. */
export function clockIn(zone: string): WallClock {
	let clock = clocks.get(zone);
	if (!clock) {
		clock = new WallClock(zone);
		clocks.set(zone, clock);
	}
	return clock;
}

/** The day that it is in a zone at an instant: 2026-11-22. */
export const dayIn = (zone: string, at: Date): string => clockIn(zone).dayOf(at);

/**
 * Times of a zone, many of them: tables bring a hundred thousand, and a calendar asked for each takes half a minute. The
 * offset is asked once a day; only on days on which the clock is moved is each time asked for itself.
 */
export class WallClock {
	readonly zone: string;
	/** By day since 1970: milliseconds to be taken from the wall's time; NaN where the clock is moved on that day. */
	readonly #offsets = new Map<number, number>();
	constructor(zone: string) {
		this.zone = zone;
	}

	/** The instant at which the clocks of the zone show this; `wall` is the reading as if it were UTC. */
	instant(wall: number): Date {
		const offset = this.#offsetOn(Math.floor(wall / day));
		if (!Number.isNaN(offset)) return new Date(wall - offset);
		const text = new Date(wall).toISOString().slice(0, 23);
		return new Date(Temporal.PlainDateTime.from(text).toZonedDateTime(this.zone).epochMilliseconds);
	}

	/** The day that it is in the zone: 2026-11-22. */
	dayOf(at: Date): string {
		return new Date(this.wallOf(at)).toISOString().slice(0, 10);
	}

	/** What the clocks of the zone show at an instant, as if it were UTC. */
	wallOf(at: Date): number {
		const guess = this.#offsetOn(Math.floor(at.getTime() / day));
		if (!Number.isNaN(guess)) {
			const wall = at.getTime() + guess;
			if (this.#offsetOn(Math.floor(wall / day)) === guess) return wall;
		}
		const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(this.zone);
		return at.getTime() + here.offsetNanoseconds / 1e6;
	}

	/** The first instant after a day of the zone. */
	endOf(of: string): Date {
		return this.instant(Date.parse(`${of}T00:00:00Z`) + day);
	}

	#offsetOn(date: number): number {
		let offset = this.#offsets.get(date);
		if (offset === undefined) {
			const [from, to] = [this.#offsetAt(date * day), this.#offsetAt((date + 1) * day)];
			offset = from === to ? from : Number.NaN;
			this.#offsets.set(date, offset);
		}
		return offset;
	}
	#offsetAt(wall: number): number {
		const at = Temporal.PlainDateTime.from(new Date(wall).toISOString().slice(0, 19)).toZonedDateTime(
			this.zone,
		);
		return wall - at.epochMilliseconds;
	}
}
