import type { Profile } from '../profile.ts';

/** Ballots in piles by the first option on each that is still in the count. Passing a pile on costs as much as it holds. */
export class Piles {
	/** How many people's ballots lie with each option. */
	readonly people: Float64Array;
	exhausted = 0;
	readonly #profile: Profile;
	readonly #out: Uint8Array;
	/** The pile of an option is a chain: its first ballot, and after each the next. */
	readonly #first: Int32Array;
	readonly #next: Int32Array;
	/** How far each ballot is read. */
	readonly #at: Int32Array;

	constructor(profile: Profile) {
		const { options, times, starts } = profile;
		if (profile.points) throw new RangeError('places are shared: a ballot has no next choice');
		this.#profile = profile;
		this.people = new Float64Array(options);
		this.#out = new Uint8Array(options);
		this.#first = new Int32Array(options).fill(-1);
		this.#next = new Int32Array(times.length).fill(-1);
		this.#at = starts.slice(0, times.length);
		for (let ballot = times.length - 1; ballot >= 0; ballot--) this.#lay(ballot);
	}

	/** The option leaves the count. `each` hears of every ballot that goes on, and where to: −1 is nowhere. */
	pass(option: number, each?: (ballot: number, to: number) => void): void {
		this.#out[option] = 1;
		this.people[option] = 0;
		let ballot = this.#first[option]!;
		this.#first[option] = -1;
		while (ballot >= 0) {
			const next = this.#next[ballot]!;
			const to = this.#lay(ballot);
			each?.(ballot, to);
			ballot = next;
		}
	}

	*of(option: number): Generator<number> {
		for (let ballot = this.#first[option]!; ballot >= 0; ballot = this.#next[ballot]!) yield ballot;
	}

	/** From now on no ballot goes to it; its pile stays. */
	close(option: number): void {
		this.#out[option] = 1;
	}

	#lay(ballot: number): number {
		const { starts, marked, times } = this.#profile;
		let at = this.#at[ballot]!;
		while (at < starts[ballot + 1]! && this.#out[marked[at]!]) at++;
		this.#at[ballot] = at;
		if (at === starts[ballot + 1]) {
			this.exhausted += times[ballot]!;
			return -1;
		}
		const option = marked[at]!;
		this.people[option]! += times[ballot]!;
		this.#next[ballot] = this.#first[option]!;
		this.#first[option] = ballot;
		return option;
	}
}
