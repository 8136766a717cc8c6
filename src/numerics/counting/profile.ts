/**
 * What all people marked, flattened. Those who marked the same stand once with their number, in an order that the content alone
 * decides: the order in which ballots came can change nothing, and nobody is found by a place in a list.
 */
export type Profile = {
	/** How many options there are; they are called by number from 0. */
	options: number;
	/** All who voted, also those who marked nothing. */
	people: number;
	/** Marks of ballot b: places from starts[b] to starts[b + 1]. */
	starts: Int32Array;
	/** Which option is marked: in a ranking the best one first. */
	marked: Int32Array;
	/** How many points it got, or on which place it stands where places may be shared; absent: one each, or in order. */
	points: Int32Array | null;
	/** How many people cast ballot b. */
	times: Float64Array;
};

export type Ballot = { marked: readonly number[]; points?: readonly number[]; times?: number };

/** Ballots as they came. Throws on an option that there is not, or one marked twice. */
export function profileOf(
	options: number,
	ballots: readonly Ballot[],
	{ ranked = false }: { ranked?: boolean } = {},
): Profile {
	const withPoints = ballots.some((one) => one.points);
	let size = 0;
	for (const one of ballots) size += one.marked.length;
	const starts = new Int32Array(ballots.length + 1);
	const marked = new Int32Array(size);
	const points = withPoints ? new Int32Array(size) : null;
	const times = new Float64Array(ballots.length);
	let at = 0;
	for (const [b, ballot] of ballots.entries()) {
		const order = [...ballot.marked.keys()];
		// a set has no order; a ranking is its order
		if (!ranked) order.sort((i, j) => ballot.marked[i]! - ballot.marked[j]!);
		const seen = new Set<number>();
		for (const i of order) {
			const option = ballot.marked[i]!;
			if (!Number.isInteger(option) || option < 0 || option >= options || seen.has(option))
				throw new RangeError(`ballot ${b} marks option ${option} wrongly`);
			seen.add(option);
			marked[at] = option;
			if (points) points[at] = ballot.points?.[i] ?? 1;
			at++;
		}
		times[b] = ballot.times ?? 1;
		starts[b + 1] = at;
	}
	return grouped({ options, people: times.reduce((a, b) => a + b, 0), starts, marked, points, times });
}

/** Equal ballots joined, all in the order of their content. */
export function grouped(profile: Profile): Profile {
	const { starts, marked, points, times } = profile;
	const count = times.length;
	const joined = new Float64Array(count);
	// open addressing over the content
	const slots = new Int32Array(2 ** Math.ceil(Math.log2(count * 2 + 2))).fill(-1);
	const first: number[] = [];
	for (let b = 0; b < count; b++) {
		let slot = hash(profile, b) & (slots.length - 1);
		while (slots[slot]! >= 0 && order(profile, slots[slot]!, b) !== 0) slot = (slot + 1) & (slots.length - 1);
		if (slots[slot]! < 0) {
			slots[slot] = b;
			first.push(b);
		}
		joined[slots[slot]!]! += times[b]!;
	}
	first.sort((a, b) => order(profile, a, b));
	const size = first.reduce((sum, b) => sum + starts[b + 1]! - starts[b]!, 0);
	const made = {
		...profile,
		starts: new Int32Array(first.length + 1),
		marked: new Int32Array(size),
		points: points && new Int32Array(size),
		times: Float64Array.from(first, (b) => joined[b]!),
	};
	let at = 0;
	for (const [place, b] of first.entries()) {
		made.marked.set(marked.subarray(starts[b], starts[b + 1]), at);
		made.points?.set(points!.subarray(starts[b], starts[b + 1]), at);
		at += starts[b + 1]! - starts[b]!;
		made.starts[place + 1] = at;
	}
	return made;
}

function hash({ starts, marked, points }: Profile, b: number): number {
	let mixed = 0x811c9dc5;
	for (let i = starts[b]!; i < starts[b + 1]!; i++) {
		mixed = Math.imul(mixed ^ marked[i]!, 0x01000193);
		if (points) mixed = Math.imul(mixed ^ points[i]!, 0x01000193);
	}
	return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Shorter ballots first, then by what they mark. */
function order({ starts, marked, points }: Profile, a: number, b: number): number {
	const [from, to] = [starts[a]!, starts[b]!];
	const length = starts[a + 1]! - from;
	const longer = length - (starts[b + 1]! - to);
	if (longer !== 0) return longer;
	for (let i = 0; i < length; i++) {
		const step = marked[from + i]! - marked[to + i]! || (points ? points[from + i]! - points[to + i]! : 0);
		if (step !== 0) return step;
	}
	return 0;
}

/** How many people marked each option, and how many points it got in sum. Whole numbers, exact below 2^53. */
export function tally({ options, starts, marked, points, times }: Profile): {
	votes: Float64Array;
	points: Float64Array;
} {
	const votes = new Float64Array(options);
	const sums = points ? new Float64Array(options) : votes;
	for (let b = 0; b < times.length; b++) {
		const people = times[b]!;
		const end = starts[b + 1]!;
		for (let i = starts[b]!; i < end; i++) {
			votes[marked[i]!]! += people;
			if (points) sums[marked[i]!]! += people * points[i]!;
		}
	}
	return { votes, points: sums };
}

/**
 * A ranking as points: the last of a ballot gets 1, the one before 2, and so on; what it does not name gets none (Borda's points of a
 * list that need not be whole, as Pabulib counts ordinal ballots).
 */
export function rankingAsPoints(profile: Profile): Profile {
	const points = new Int32Array(profile.marked.length);
	for (let b = 0; b < profile.times.length; b++)
		for (let i = profile.starts[b]!; i < profile.starts[b + 1]!; i++) points[i] = profile.starts[b + 1]! - i;
	return { ...profile, points };
}
