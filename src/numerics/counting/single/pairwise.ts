import type { Profile } from '../profile.ts';

/**
 * Where each option stands on a ballot: 0 is the best place. The places are the order of the marks, or the points where places
 * may be shared; what is not marked stands behind all.
 */
export function placesOn(
	{ starts, marked, points }: Profile,
	ballot: number,
	into: Float64Array,
): Float64Array {
	into.fill(Number.POSITIVE_INFINITY);
	for (let i = starts[ballot]!; i < starts[ballot + 1]!; i++)
		into[marked[i]!] = points ? points[i]! : i - starts[ballot]!;
	return into;
}

/** How many people put option a before option b: at a × options + b. */
export function pairwise(profile: Profile): Float64Array {
	const { options, starts, marked, times } = profile;
	const before = new Float64Array(options * options);
	const place = new Float64Array(options);
	for (let ballot = 0; ballot < times.length; ballot++) {
		placesOn(profile, ballot, place);
		for (let i = starts[ballot]!; i < starts[ballot + 1]!; i++) {
			const a = marked[i]!;
			for (let b = 0; b < options; b++) if (place[a]! < place[b]!) before[a * options + b]! += times[ballot]!;
		}
	}
	return before;
}
