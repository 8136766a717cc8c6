import type { Profile } from '../profile.ts';
import type { Tie } from '../ties.ts';

/**
 * Projects that belong together: a district or a category with money or places of its own; projects that shut each other out
 * (`most: 1`); kinds of which at least so many are wanted.
 */
export type Group = {
	projects: readonly number[];
	budget?: bigint;
	most?: number;
	least?: number;
};

/** Money in the smallest units. `groups` may overlap. */
export type Election = {
	budget: bigint;
	costs: readonly bigint[];
	groups?: readonly Group[];
	profile: Profile;
};

/** Why a project cannot be added to those chosen so far. */
export type Hindrance =
	| { why: 'budget'; missing: bigint }
	| { why: 'group-budget'; group: number; missing: bigint }
	| { why: 'group-full'; group: number };

export type Funded<Step> = {
	/** In the order in which they were chosen. */
	selected: number[];
	spent: bigint;
	steps: Step[];
	ties: Tie[];
	unfunded: Unfunded[];
};

/** What stood in the way of a project, and what would have been needed. */
export type Unfunded = {
	project: number;
	votes: number;
	hindrance:
		| Hindrance
		| { why: 'threshold'; missing: number }
		| { why: 'supporters'; missing: bigint }
		| { why: 'stopped' };
	/** So many more votes (points) and it would have been chosen, all other ballots alike; absent: no number would do. */
	needed?: number;
};

/** What is chosen so far, and what may still be added. */
export class Basket {
	readonly selected: number[] = [];
	spent = 0n;
	readonly #election: Election;
	readonly #has: Uint8Array;
	readonly #groupsOf: number[][];
	readonly #spentOf: bigint[];
	readonly #countOf: number[];

	constructor(election: Election, chosen: readonly number[] = []) {
		this.#election = election;
		const groups = election.groups ?? [];
		this.#has = new Uint8Array(election.costs.length);
		this.#groupsOf = election.costs.map((_, c) =>
			groups.flatMap((group, g) => (group.projects.includes(c) ? [g] : [])),
		);
		this.#spentOf = groups.map(() => 0n);
		this.#countOf = groups.map(() => 0);
		for (const one of chosen) this.add(one);
	}

	has(project: number): boolean {
		return this.#has[project] === 1;
	}

	/** Groups alone: equal shares look after the money themselves. */
	hindranceOfGroups(project: number): Hindrance | null {
		const { costs, groups = [] } = this.#election;
		for (const g of this.#groupsOf[project]!) {
			const { most, budget } = groups[g]!;
			if (most !== undefined && this.#countOf[g]! >= most) return { why: 'group-full', group: g };
			if (budget !== undefined && this.#spentOf[g]! + costs[project]! > budget)
				return { why: 'group-budget', group: g, missing: this.#spentOf[g]! + costs[project]! - budget };
		}
		return null;
	}

	hindrance(project: number): Hindrance | null {
		const { budget, costs } = this.#election;
		if (this.spent + costs[project]! > budget)
			return { why: 'budget', missing: this.spent + costs[project]! - budget };
		return this.hindranceOfGroups(project);
	}

	add(project: number): void {
		const cost = this.#election.costs[project]!;
		this.#has[project] = 1;
		this.selected.push(project);
		this.spent += cost;
		for (const g of this.#groupsOf[project]!) {
			this.#spentOf[g]! += cost;
			this.#countOf[g]!++;
		}
	}

	/** Takes back the last one that was added. */
	undo(): void {
		const project = this.selected.pop();
		if (project === undefined) return;
		const cost = this.#election.costs[project]!;
		this.#has[project] = 0;
		this.spent -= cost;
		for (const g of this.#groupsOf[project]!) {
			this.#spentOf[g]! -= cost;
			this.#countOf[g]!--;
		}
	}

	/** How many more of group g are wanted. */
	lacks(g: number): number {
		return (this.#election.groups?.[g]?.least ?? 0) - this.#countOf[g]!;
	}

	get left(): bigint {
		return this.#election.budget - this.spent;
	}
}

export const costOf = ({ costs }: Election, selected: readonly number[]): bigint =>
	selected.reduce((sum, c) => sum + costs[c]!, 0n);
