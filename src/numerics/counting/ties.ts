import { seeded, shuffle } from '../random/seeded.ts';

/**
 * What decides between equals, declared before the vote: facts in turn, and at the end a lot or the listed order, which decide
 * always.
 */
export type TieRule = {
	by: readonly ('cost' | 'votes')[];
	/** `order`: drawn by people and published; `seed`: a number that nobody knew while people voted. */
	last: 'listed' | { order: readonly number[] } | { seed: number };
};

/** What is known of the options: only what the rule may ask for. */
export type TieFacts = { costs?: readonly bigint[]; votes?: ArrayLike<number> };

/** A tie that was broken: it is told with the result. */
export type Tie = {
	among: readonly number[];
	chosen: number;
	by: 'cost' | 'votes' | 'listed' | 'lot';
};

export type BreakTie = (among: readonly number[]) => Tie;

/** Cheaper first, then more votes, then the listed order: for projects. */
export const tieRuleOfProjects: TieRule = { by: ['cost', 'votes'], last: 'listed' };

export function tieBreaker(rule: TieRule, options: number, facts: TieFacts = {}): BreakTie {
	const place = placesOf(rule.last, options);
	return (among) => {
		let left = [...among];
		for (const fact of rule.by) {
			const best = bestBy(fact, left, facts);
			if (best.length === 1) return { among: [...among], chosen: best[0]!, by: fact };
			left = best;
		}
		const chosen = left.reduce((a, b) => (place[b]! < place[a]! ? b : a));
		return { among: [...among], chosen, by: rule.last === 'listed' ? 'listed' : 'lot' };
	};
}

/** All options in the order that the rule alone gives them. */
export function orderByRule(breakTie: BreakTie, options: readonly number[]): number[] {
	const left = [...options];
	const order: number[] = [];
	while (left.length > 0) {
		const next = left.length === 1 ? left[0]! : breakTie(left).chosen;
		order.push(next);
		left.splice(left.indexOf(next), 1);
	}
	return order;
}

/** Whom the rule puts last among equals: for those who leave a count. */
export function lastByRule(breakTie: BreakTie, among: readonly number[]): Tie {
	let left = [...among];
	let tie = breakTie(left);
	while (left.length > 2) {
		left = left.filter((one) => one !== tie.chosen);
		tie = breakTie(left);
	}
	const chosen = left.find((one) => one !== tie.chosen)!;
	return { among: [...among], chosen, by: tie.by };
}

function bestBy(fact: 'cost' | 'votes', among: readonly number[], { costs, votes }: TieFacts): number[] {
	const known = fact === 'cost' ? costs : votes;
	if (!known) return [...among];
	const better = (a: number, b: number) =>
		fact === 'cost' ? costs![a]! < costs![b]! : votes![a]! > votes![b]!;
	return among.filter((one) => !among.some((other) => better(other, one)));
}

function placesOf(last: TieRule['last'], options: number): Int32Array {
	const place = Int32Array.from({ length: options }, (_, i) => i);
	if (last === 'listed') return place;
	const order = Int32Array.from(place);
	if ('seed' in last) shuffle(order, seeded(last.seed));
	else {
		if (last.order.length !== options || new Set(last.order).size !== options)
			throw new RangeError('a lot names every option once');
		order.set(last.order);
	}
	for (const [at, option] of order.entries()) place[option] = at;
	return place;
}
