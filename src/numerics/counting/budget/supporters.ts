import type { Profile } from '../profile.ts';

/** Who marked each project: the same marks as in the profile, by project. */
export type Supporters = {
	/** Those of project c: places from starts[c] to starts[c + 1]. */
	starts: Int32Array;
	/** Which ballot. */
	ballots: Int32Array;
	/** With how many points: at least 1. */
	marks: Float64Array;
	/** How many people, and how many points from all of them. */
	people: Float64Array;
	points: Float64Array;
	mostPoints: number;
};

/** Marks with no points, or fewer, are no support. */
export function supportersOf({ options, starts, marked, points, times }: Profile): Supporters {
	const from = new Int32Array(options + 1);
	const mark = (i: number) => (points ? points[i]! : 1);
	for (let i = 0; i < marked.length; i++) if (mark(i) > 0) from[marked[i]! + 1]!++;
	for (let c = 0; c < options; c++) from[c + 1]! += from[c]!;
	const next = from.slice(0, options);
	const made: Supporters = {
		starts: from,
		ballots: new Int32Array(from[options]!),
		marks: new Float64Array(from[options]!),
		people: new Float64Array(options),
		points: new Float64Array(options),
		mostPoints: 1,
	};
	for (let b = 0; b < times.length; b++)
		for (let i = starts[b]!; i < starts[b + 1]!; i++) {
			if (mark(i) <= 0) continue;
			const c = marked[i]!;
			const at = next[c]!++;
			made.ballots[at] = b;
			made.marks[at] = mark(i);
			made.people[c]! += times[b]!;
			made.points[c]! += times[b]! * mark(i);
			made.mostPoints = Math.max(made.mostPoints, mark(i));
		}
	return made;
}
