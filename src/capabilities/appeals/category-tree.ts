import type { Visibility } from './appeal.ts';
import {
	type Amount,
	type Category,
	type CheckItem,
	inSeason,
	type Question,
	type WorkingWeek,
} from './category.ts';

/** What a territory takes on or leaves out, with all below it. */
export type Offer = {
	territory: number;
	category: string;
	/** null: says nothing any more. */
	offered: boolean | null;
};

export type Choice = { root: Category; leaves: Category[] };
/** Most territories say nothing of their own and share one list, which lasts for the day. */
const choicesKept = 200;

/** A value and the category that sets it. */
export type Said<T> = { value: T; from: string };

/**
 * The tree of categories, read once and asked often. What a category does not say of itself is said by the nearest above
 * it that does.
 */
export class CategoryTree {
	readonly #all: Map<string, Category>;
	readonly #below: Map<string | null, Category[]>;
	readonly #offers: Map<string, Map<number, boolean>>;
	/** Closed categories that are read as another. */
	readonly #merged: Map<string | null, Category[]>;
	/** Territories that say anything of their own: all others have the same choices. */
	readonly #heard: Set<number>;
	readonly #choices = new Map<string, readonly Choice[]>();
	constructor(all: readonly Category[], offers: readonly Offer[] = []) {
		this.#all = new Map(all.map((one) => [one.code, one]));
		this.#below = Map.groupBy(all, (one) => one.parent);
		this.#merged = Map.groupBy(
			all.filter((one) => one.closing === 'merge'),
			(one) => one.instead,
		);
		this.#offers = new Map();
		this.#heard = new Set(all.flatMap((one) => one.offeredIn ?? []));
		for (const { category, territory, offered } of offers) {
			const of = this.#offers.get(category) ?? new Map<number, boolean>();
			if (offered === null) continue;
			this.#offers.set(category, of.set(territory, offered));
			this.#heard.add(territory);
		}
	}
	get(code: string): Category | undefined {
		return this.#all.get(code);
	}
	below(code: string | null): readonly Category[] {
		return this.#below.get(code) ?? [];
	}
	/** The category and what it belongs to, nearest first. */
	chain(code: string): Category[] {
		const chain: Category[] = [];
		for (let at = this.#all.get(code); at && !chain.includes(at); ) {
			chain.push(at);
			at = at.parent === null ? undefined : this.#all.get(at.parent);
		}
		return chain;
	}
	/** The category and everything below it. */
	subtree(code: string): string[] {
		return [code, ...this.below(code).flatMap((one) => this.subtree(one.code))];
	}
	/** Every code that is read as this category or one below it: for lists and figures. */
	reads(code: string): string[] {
		const found = new Set<string>();
		const add = (one: string) => {
			if (found.has(one)) return;
			found.add(one);
			for (const next of this.below(one)) add(next.code);
			for (const next of this.#merged.get(one) ?? []) add(next.code);
		};
		add(code);
		return [...found];
	}
	/** The category that a code leads to: itself, or the one it was merged into. */
	resolve(code: string): Category | undefined {
		let at = this.#all.get(code);
		for (let steps = 0; at?.closing === 'merge' && at.instead && steps < 20; steps++)
			at = this.#all.get(at.instead);
		return at;
	}
	#nearest<T>(code: string, of: (one: Category) => T | null | undefined): Said<T> | null {
		for (const one of this.chain(code)) {
			const value = of(one);
			if (value !== null && value !== undefined) return { value, from: one.code };
		}
		return null;
	}
	/** What is promised, with the category whose promise it is. */
	promise(code: string): {
		answer: Said<Amount> | null;
		reaction: Said<Amount> | null;
		calendar: WorkingWeek;
	} {
		return {
			answer: this.#nearest(code, (one) => one.answer),
			reaction: this.#nearest(code, (one) => one.reaction),
			calendar: this.#nearest(code, (one) => one.calendar)?.value ?? 'office',
		};
	}
	placeKind(code: string): string | null {
		return this.#nearest(code, (one) => one.placeKind)?.value ?? null;
	}
	/** Kinds of place to choose from when filing; none: nothing is asked. */
	placeKinds(code: string): readonly string[] {
		return this.#nearest(code, (one) => (one.placeKinds.length ? one.placeKinds : null))?.value ?? [];
	}
	shownTo(code: string): Visibility {
		return this.#nearest(code, (one) => one.shownTo)?.value ?? 'public';
	}
	/** Confidence from which an appeal goes to the executor by itself; null: never. */
	routeAt(code: string): number | null {
		const set = this.#nearest(code, (one) => (one.routeNever ? 'never' : one.routeAt))?.value;
		return set === undefined || set === 'never' ? null : set;
	}
	/** Danger to life, by itself or by what it belongs to: whom to call, and the category whose words say it. */
	emergency(code: string): { phone: string; from: Category } | null {
		const from = this.chain(code).find((one) => one.emergency);
		return from ? { phone: this.#nearest(code, (one) => one.emergencyPhone)?.value ?? '112', from } : null;
	}
	season(code: string): Category | null {
		return this.chain(code).find((one) => one.seasonFrom !== null) ?? null;
	}
	isInSeason(code: string, day: string): boolean {
		const of = this.season(code);
		return of === null || inSeason(of, day);
	}
	/** What the form asks: its own questions, or those of the nearest above that has its own. */
	questions(code: string): readonly Question[] {
		const of = this.chain(code).find((one) => one.ownQuestions);
		return (of?.questions ?? []).filter((one) => one.asked);
	}
	checklist(code: string): readonly CheckItem[] {
		return this.chain(code).find((one) => one.ownChecklist)?.checklist ?? [];
	}
	/** Who must agree before an answer leaves, in order: steps (`answering/step.ts`). */
	approval(code: string): readonly string[] {
		return this.chain(code).find((one) => one.ownApproval)?.approval ?? [];
	}
	/** Whether those who answer for these areas (nearest first) take it on: the nearest that says so decides. */
	isOffered(code: string, areas: readonly number[]): boolean {
		return this.chain(code).every((one) => {
			if (one.offeredIn !== null && !areas.includes(one.offeredIn)) return false;
			const said = this.#offers.get(one.code);
			const by = said && areas.find((area) => said.has(area));
			return by === undefined || said?.get(by) === true;
		});
	}
	/** What one territory itself says of taking it on; null: nothing. */
	offerOf(code: string, territory: number): boolean | null {
		return this.#offers.get(code)?.get(territory) ?? null;
	}
	isClosed(code: string, day: string): boolean {
		return this.chain(code).some((one) => one.closedOn !== null && one.closedOn <= day);
	}
	/** May be chosen today: neither it nor what it belongs to is closed, and it is offered here. */
	isOpen(code: string, day: string, areas: readonly number[]): boolean {
		return this.#all.has(code) && !this.isClosed(code, day) && this.isOffered(code, areas);
	}
	/** What to offer when this one may not be chosen: what it names, else the nearest open one above it. */
	openInstead(code: string, day: string, areas: readonly number[]): Category | undefined {
		const named: string[] = [];
		for (let at = this.#all.get(code)?.instead; at && !named.includes(at); at = this.#all.get(at)?.instead)
			named.push(at);
		const above = [code, ...named].flatMap((one) => this.chain(one).slice(1)).map((one) => one.code);
		const open = [...named, ...above].find((one) => one !== code && this.isOpen(one, day, areas));
		return open === undefined ? undefined : this.#all.get(open);
	}
	/** Roots with their open leaves, for the form; what is out of season comes last. */
	choices(day: string, areas: readonly number[]): readonly Choice[] {
		const key = `${day} ${areas.filter((area) => this.#heard.has(area)).join(' ')}`;
		let choices = this.#choices.get(key);
		if (!choices) {
			if (this.#choices.size >= choicesKept) this.#choices.clear();
			choices = this.#choose(day, areas);
			this.#choices.set(key, choices);
		}
		return choices;
	}
	#choose(day: string, areas: readonly number[]): Choice[] {
		const seasonFirst = (a: string, b: string) =>
			Number(this.isInSeason(b, day)) - Number(this.isInSeason(a, day));
		return this.below(null)
			.filter((root) => this.isOpen(root.code, day, areas))
			.sort((a, b) => seasonFirst(a.code, b.code))
			.map((root) => ({
				root,
				leaves: this.subtree(root.code)
					.slice(1)
					.filter((code) => this.isOpen(code, day, areas))
					.sort(seasonFirst)
					.map((code) => this.#all.get(code))
					.filter((one) => one !== undefined),
			}));
	}
	/** Every category, roots first, each followed by what belongs to it. */
	all(): Category[] {
		return this.below(null).flatMap((root) =>
			this.subtree(root.code).map((code) => this.#all.get(code) as Category),
		);
	}
}
