import { axesOf } from './axes.ts';
import { byPairs, byVotes } from './covariance.ts';
import { type Groups, groupsOf } from './groups.ts';
import { type Places, placesOf } from './places.ts';
import { type Tallies, talliesOf } from './tallies.ts';
import { mostTogether, Together } from './together.ts';
import { type Mark, Votes } from './votes.ts';

/** What the votes of a conversation say: the map, the groups on it and how each group voted. */
export type Opinions = {
	/** Statements that count, by number. */
	used: Int32Array;
	/** Mean mark of every statement. */
	means: Float64Array;
	/** By statement of `used`. */
	axes: readonly [Float64Array, Float64Array];
	places: Places;
	groups: Groups;
	tallies: Tallies;
};

/**
 * Votes with what is kept beside them so that a further vote costs little. The state is all in `votes` and `together`; it depends
 * on the last vote of each person on each statement and on nothing else.
 */
export class Conversation {
	readonly votes: Votes;
	/** Null for ever once there were more statements than pairs can be counted of. */
	together: Together | null;

	constructor(votes = new Votes()) {
		this.votes = votes;
		this.together = votes.statements > mostTogether ? null : Together.of(votes);
	}

	/** Puts, changes or (null) takes back a vote. */
	put(person: number, statement: number, mark: Mark | null): void {
		const before = this.votes.put(person, statement, mark);
		if (this.votes.statements > mostTogether) this.together = null;
		if (before !== mark) this.together?.changed(this.votes, person, statement, before, mark);
	}
}

/**
 * Reads the opinions out of the votes. `before` (what was read last) makes it quick and keeps the number of groups, their
 * numbers and the direction of the axes, so that the map does not jump; without it the answer depends on the votes alone.
 * Statements in `out` were taken out by moderators: they move nobody.
 */
export function opinionsOf(
	{ votes, together }: Conversation,
	{ out = [], seed = 1 }: { out?: Iterable<number>; seed?: number } = {},
	before?: Opinions,
): Opinions {
	const taken = new Set(out);
	const means = votes.means();
	const used = Int32Array.from(means.keys()).filter(
		(j) => !taken.has(j) && votes.agree[j]! + votes.disagree[j]! + votes.pass[j]! > 0,
	);
	const multiply = together ? byPairs(together, used, means) : byVotes(votes, used, means);
	const axes = axesOf(multiply, used.length, seed, before && axesAt(used, before));
	const places = placesOf(votes, used, means, axes);
	const groups = groupsOf(places, used.length, before?.groups);
	return { used, means, axes, places, groups, tallies: talliesOf(votes, groups.of, groups.number) };
}

/** The old axes by the statements that count now; new ones have 0. */
function axesAt(used: Int32Array, before: Opinions): [Float64Array, Float64Array] {
	const placeOf = new Map(Array.from(before.used, (j, place) => [j, place]));
	const at = (axis: Float64Array) => Float64Array.from(used, (j) => axis[placeOf.get(j) ?? -1] ?? 0);
	return [at(before.axes[0]), at(before.axes[1])];
}
