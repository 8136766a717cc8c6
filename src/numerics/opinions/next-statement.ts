import { seeded } from '../random/seeded.ts';
import type { Opinions } from './conversation.ts';
import type { Votes } from './votes.ts';

/** A statement that says something of the conversation itself gets this before squaring (Polis). */
const outOfTurn = 7;

/**
 * How much each statement deserves to be shown, by number; 0 for those that do not count. As Polis publishes it:
 * ((1 − p) (E + 1) a · (1 + 8 · 2^(−n/5)))², where p = (passes + 1) / (n + 2) and a = (agrees + 1) / (n + 2) of n votes of people
 * in groups: what people pass by is shown less, what they agree with more. E is how far out a single vote against it would put
 * somebody on the map: what tells opinions apart is shown more. The last factor lifts what is new, up to nine times, and halves its
 * lift every five votes. `fresh` (nobody has voted yet) and `first` (to be shown out of turn) may be given.
 */
export function prioritiesOf(
	{ used, means, axes, tallies }: Opinions,
	{ fresh = [], first = [] }: { fresh?: Iterable<number>; first?: Iterable<number> } = {},
): Float64Array {
	const { statements, groups, agree, disagree, pass } = tallies;
	const length = Math.max(statements, ...[...fresh, ...first].map((j) => j + 1), 0);
	const priorities = new Float64Array(length);
	for (const j of fresh) priorities[j] = priority(0, 0, 0, 0);
	for (const [place, j] of used.entries()) {
		let [a, p, n] = [0, 0, 0];
		for (let g = 0; g < groups; g++) {
			const cell = g * statements + j;
			a += agree[cell]!;
			p += pass[cell]!;
			n += agree[cell]! + disagree[cell]! + pass[cell]!;
		}
		const out = Math.sqrt(used.length) * Math.abs(-1 - means[j]!);
		priorities[j] = priority(a, p, n, out * Math.hypot(axes[0][place]!, axes[1][place]!));
	}
	for (const j of first) priorities[j] = outOfTurn ** 2;
	return priorities;
}

function priority(agrees: number, passes: number, of: number, extremity: number): number {
	const p = (passes + 1) / (of + 2);
	const a = (agrees + 1) / (of + 2);
	return ((1 - p) * (extremity + 1) * a * (1 + 8 * 2 ** (-of / 5))) ** 2;
}

/**
 * The statement to show a person next: drawn among those on which they have not voted, each with a chance in proportion to its
 * priority; null when nothing is left. The same seed gives the same statement; a caller seeds by the person and their number of votes.
 */
export function nextStatement(
	priorities: Float64Array,
	votes: Votes,
	person: number,
	seed: number,
): number | null {
	const open = priorities.slice();
	if (person < votes.people) {
		const to = votes.start[person]! + votes.count[person]!;
		for (let at = votes.start[person]!; at < to; at++) {
			const j = votes.statement[at]!;
			if (j < open.length) open[j] = 0;
		}
	}
	const all = open.reduce((sum, one) => sum + one, 0);
	if (!(all > 0)) return null;
	let left = seeded(seed)() * all;
	let last = -1;
	for (let j = 0; j < open.length; j++) {
		if (!(open[j]! > 0)) continue;
		last = j;
		left -= open[j]!;
		if (left < 0) return j;
	}
	return last;
}
