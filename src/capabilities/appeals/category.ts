import type { Visibility } from './appeal.ts';
import type { Promised } from './terms.ts';

export type Category = {
	code: string;
	parent: string | null;
	/** Offered in this territory and below; null: everywhere. */
	offeredIn: number | null;
	position: number;
	answerDays: number | null;
	reactionDays: number | null;
	daysAre: 'working' | 'calendar';
	emergency: boolean;
	shownTo: Visibility;
	placeKind: string | null;
	closedOn: string | null;
	texts: { lang: string; name: string; hint: string }[];
};

/** The tree of categories, read once and asked often. */
export class CategoryTree {
	readonly #all: Map<string, Category>;
	readonly #below: Map<string | null, Category[]>;
	constructor(all: readonly Category[]) {
		this.#all = new Map(all.map((one) => [one.code, one]));
		this.#below = Map.groupBy(all, (one) => one.parent);
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
	/** What is promised: its own days, else those of the nearest above that has any. */
	promised(code: string): Promised {
		const chain = this.chain(code);
		const answer = chain.find((one) => one.answerDays !== null);
		const reaction = chain.find((one) => one.reactionDays !== null);
		return {
			category: answer?.code ?? code,
			answerDays: answer?.answerDays ?? null,
			reactionDays: reaction?.reactionDays ?? null,
			daysAre: answer?.daysAre ?? 'working',
		};
	}
	placeKind(code: string): string | null {
		return this.chain(code).find((one) => one.placeKind !== null)?.placeKind ?? null;
	}
	/** May be chosen today: neither it nor what it belongs to is closed, and it is offered here. */
	isOpen(code: string, day: string, areas: readonly number[]): boolean {
		const chain = this.chain(code);
		return (
			chain.length > 0 &&
			chain.every(
				(one) =>
					(one.closedOn === null || one.closedOn > day) &&
					(one.offeredIn === null || areas.includes(one.offeredIn)),
			)
		);
	}
	/** Roots with their open leaves, for the form. */
	choices(day: string, areas: readonly number[]): { root: Category; leaves: Category[] }[] {
		return this.below(null)
			.filter((root) => this.isOpen(root.code, day, areas))
			.map((root) => ({
				root,
				leaves: this.subtree(root.code)
					.slice(1)
					.filter((code) => this.isOpen(code, day, areas))
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

export function categoryName(category: Category | undefined, lang: string): string {
	const texts = category?.texts ?? [];
	return (
		texts.find((text) => text.lang === lang)?.name ??
		texts.find((text) => text.lang === 'ru')?.name ??
		texts[0]?.name ??
		category?.code ??
		''
	);
}
