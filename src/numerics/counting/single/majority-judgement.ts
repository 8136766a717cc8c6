import type { Profile } from '../profile.ts';
import { type TieRule, tieBreaker } from '../ties.ts';
import { firstByValue, type Outcome } from './outcome.ts';

/** `grades[g]`: how many people gave grade g; `median`: the grade that more than half would not go below. */
export type JudgementStep = { option: number; grades: number[]; median: number };

/**
 * Majority judgement (Balinski, Laraki: Majority judgment, MIT Press 2010). The option with the best median grade wins (the lower
 * one of two middles). Of equal medians one is taken away on both sides, and again, until they differ. Grades are the points of a
 * ballot, 0 the lowest; who gave none gave the lowest.
 */
export function majorityJudgement(
	profile: Profile,
	{ grades, seats = 1, ties }: { grades: number; seats?: number; ties: TieRule },
): Outcome<JudgementStep> {
	const { options, people, starts, marked, points, times } = profile;
	const given = Array.from({ length: options }, () => {
		const counts = new Float64Array(grades);
		counts[0] = people;
		return counts;
	});
	for (let ballot = 0; ballot < times.length; ballot++)
		for (let i = starts[ballot]!; i < starts[ballot + 1]!; i++) {
			const grade = points ? points[i]! : 1;
			if (grade < 0 || grade >= grades) throw new RangeError(`there is no grade ${grade}`);
			given[marked[i]!]![0]! -= times[ballot]!;
			given[marked[i]!]![grade]! += times[ballot]!;
		}
	const isBetter = (a: number, b: number) => difference(given[a]!, given[b]!, people) > 0;
	return {
		...firstByValue([...given.keys()], isBetter, seats, tieBreaker(ties, options)),
		steps: given
			.map((counts, option) => ({
				option,
				grades: [...counts],
				median: gradeAt(counts, Math.ceil(people / 2)),
			}))
			.sort((a, b) => difference(given[b.option]!, given[a.option]!, people) || a.option - b.option),
	};
}

/** The grade of the person in that place, counted from the lowest grade and from 1. */
function gradeAt(counts: Float64Array, place: number): number {
	let seen = 0;
	for (let grade = 0; grade < counts.length; grade++) {
		seen += counts[grade]!;
		if (seen >= place) return grade;
	}
	return counts.length - 1;
}

/**
 * Medians are taken away outwards from the middle: of n sorted grades the middle one m, m − 1, m + 1, m − 2, ... where n is odd; m,
 * m + 1, m − 1, m + 2, ... where it is even. So what counts is the first place in that order where the two differ; grades change in
 * few places only, and those are looked at.
 */
function difference(a: Float64Array, b: Float64Array, people: number): number {
	const middle = Math.ceil(people / 2);
	const odd = people % 2 === 1;
	/** When a place is taken away. */
	const turn = (place: number): number => {
		if (place === middle) return 0;
		if (place < middle) return 2 * (middle - place) - (odd ? 1 : 0);
		return 2 * (place - middle) - (odd ? 0 : 1);
	};
	const places = new Set([middle]);
	for (const counts of [a, b]) {
		let seen = 0;
		for (const count of counts) {
			seen += count;
			// the last of a grade and the first of the next one: where a side of the middle changes
			for (const place of [seen, seen + 1]) if (place >= 1 && place <= people) places.add(place);
		}
	}
	const first = [...places]
		.sort((x, y) => turn(x) - turn(y))
		.find((place) => gradeAt(a, place) !== gradeAt(b, place));
	return first === undefined ? 0 : gradeAt(a, first) - gradeAt(b, first);
}
