import type { TerritoryId } from '#platform/db/door.server.ts';
import { dueOfAnswer, type Term, termsFor, verdictFor } from '#rooms/appeals/door.server.ts';
import { aheadOf } from './course.ts';
import type { Land } from './land.ts';
import { dayLong, firstDay } from './scale.ts';

type Due = { dueOn: string; dueAt: Date };

/**
 * What the rules of terms give for an owner, a category and a moment. All territories of a zone have one calendar here, so that a
 * day is counted once for all of them; only terms in hours are asked for each.
 */
export class Dues {
	readonly #known = new Map<string, { terms: Term[]; due: Due; inHours: boolean; dueInHours: boolean }>();
	readonly #one = new Map<string, TerritoryId>();
	/** The day of each answer that was asked for: by day, zone and category, and where hours matter by the appeal. */
	readonly dueOn = new Map<string, string>();

	constructor(land: readonly Land[]) {
		for (const { zone, id, share } of land)
			if (share > 0 && !this.#one.has(zone)) this.#one.set(zone, id as TerritoryId);
	}

	/** Counts what `dueOf` will be asked for of a day. */
	async prepare(day: number, categories: Iterable<string>): Promise<void> {
		for (const [key] of this.#known) if (Number(key.split(' ')[0]) < day - 1) this.#known.delete(key);
		for (const [zone, territory] of this.#one)
			for (const category of categories) {
				const noon = new Date(firstDay + day * dayLong + dayLong / 2 - aheadOf(zone));
				const terms = await termsFor(territory, category, noon);
				const inHours = terms.filter((one) => one.unit === 'working-hours');
				const due = dueOfAnswer(terms);
				const dueInHours = inHours.some(({ kind }) => kind === 'promise' || kind === 'answer');
				const key = `${day} ${zone} ${category}`;
				this.#known.set(key, { terms, due, inHours: inHours.length > 0, dueInHours });
				if (!dueInHours) this.dueOn.set(key, due.dueOn);
			}
	}

	dueOf(
		owner: Land,
		category: string,
		{ day, id }: { day: number; id: string },
		filedAt: Date,
	): Due | Promise<Due> {
		const known = this.#of(owner, category, day);
		if (!known.dueInHours) return known.due;
		return this.#exact(owner, category, filedAt).then((terms) => {
			const due = dueOfAnswer(terms);
			this.dueOn.set(id, due.dueOn);
			return due;
		});
	}

	termsOf(owner: Land, category: string, day: number, filedAt: Date): Term[] | Promise<Term[]> {
		const known = this.#of(owner, category, day);
		return known.inHours
			? this.#exact(owner, category, filedAt)
			: known.terms.map((term) => ({ ...term, startedAt: filedAt }));
	}

	verdictOf(owner: Land, answeredAt: Date): Promise<Term | null> {
		return verdictFor(this.#one.get(owner.zone) as TerritoryId, answeredAt);
	}

	#of(owner: Land, category: string, day: number) {
		const known = this.#known.get(`${day} ${owner.zone} ${category}`);
		if (!known) throw new Error(`nothing was counted for ${category} on day ${day}`);
		return known;
	}

	#exact(owner: Land, category: string, filedAt: Date): Promise<Term[]> {
		return termsFor(this.#one.get(owner.zone) as TerritoryId, category, filedAt);
	}
}
