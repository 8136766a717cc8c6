import { clarityOf } from './clarity.ts';
import { gather } from './gather.ts';
import { keepNames, keptParting, staysIn } from './going-on.ts';
import { nearest, type Parting, partings } from './k-means.ts';
import type { Places } from './places.ts';
import { silhouettes } from './silhouette.ts';

export type Groups = {
	/** How many; 1 where there are too few people, or no two different places. */
	number: number;
	/** Group of each person, −1 for those who have not voted enough. */
	of: Int32Array;
	/** People in each. */
	size: Int32Array;
	/** Their centres. */
	x: Float64Array;
	y: Float64Array;
	/** How well each number fits: element k − 1 is the silhouette of k groups. */
	fit: number[];
	/** By how much the groups stand apart more clearly than those of a cloud without groups; see `clarityOf`. */
	clarity: number;
};

/** Votes after which a person counts to a group, or all the statements where there are fewer (Polis). */
const enoughVotes = 7;
const mostGroups = 5;
/** So many people for each group, on the average; and in the smallest one at least. */
const peopleAGroup = 8;
const leastGroup = 3;
const leastShare = 0.02;
/** A larger number must fit better by so much; and one that was chosen before stays while none is better by twice as much. */
const margin = 0.02;

/**
 * People parted into groups by k-means on their places, for 2 to 5 groups the number with the best silhouette; of numbers that
 * fit about equally well the smallest. Groups are numbered from the largest. With `before` nothing changes without need: the number
 * of groups stays until another fits clearly better, the groups until others are clearly closer, each is called as the old one with which
 * it shares most people, and a person stays until another group is clearly nearer.
 */
export function groupsOf(places: Places, statements: number, before?: Groups): Groups {
	const enough = Math.max(1, Math.min(enoughVotes, statements));
	const counted = whoVoted(places.voted, enough);
	const points = gather(at(places.x, counted), at(places.y, counted));
	const most = Math.max(1, Math.min(mostGroups, Math.floor(counted.length / peopleAGroup)));
	const least = Math.max(leastGroup, leastShare * counted.length);
	const found = counted.length > 0 ? partings(points, most, least) : [];
	const old = before && before.number > 1 ? found[before.number - 1] : undefined;
	if (before && old) found[before.number - 1] = keptParting(points, old, least, places, counted, before);
	const fit = silhouettes(points, found);
	const number = chosen(fit, before?.number);
	const parting = found[number - 1];
	const of = new Int32Array(places.x.length).fill(-1);
	if (parting) for (const i of counted) of[i] = nearest(parting, places.x[i]!, places.y[i]!);
	const clarity = parting && number > 1 ? fit[number - 1]! - clarityOf(points, number, least) : 0;
	const groups = numbered({ number, of, fit, clarity }, parting, before);
	if (before && before.number > 1 && number > 1) stay(groups, places, counted, before);
	return groups;
}

function stay(groups: Groups, places: Places, counted: Int32Array, before: Groups): void {
	for (const i of counted) {
		const last = before.of[i] ?? -1;
		const now = groups.of[i]!;
		if (last < 0 || last >= groups.number || last === now) continue;
		if (!staysIn(groups, last, now, places.x[i]!, places.y[i]!)) continue;
		groups.size[now]!--;
		groups.size[last]!++;
		groups.of[i] = last;
	}
}

function whoVoted(voted: Int32Array, enough: number): Int32Array {
	const found = new Int32Array(voted.length);
	let many = 0;
	for (let i = 0; i < voted.length; i++) if (voted[i]! >= enough) found[many++] = i;
	return found.slice(0, many);
}

function at(values: Float64Array, people: Int32Array): Float64Array {
	const found = new Float64Array(people.length);
	for (let n = 0; n < people.length; n++) found[n] = values[people[n]!]!;
	return found;
}

function chosen(fit: readonly number[], before: number | undefined): number {
	const best = Math.max(0, ...fit.slice(1));
	if (best <= 0) return 1;
	if (before !== undefined && before > 1 && (fit[before - 1] ?? -1) >= best - 2 * margin) return before;
	return 1 + fit.findIndex((one, i) => i > 0 && one >= best - margin);
}

function numbered(
	groups: Omit<Groups, 'size' | 'x' | 'y'>,
	parting: Parting | undefined,
	before: Groups | undefined,
): Groups {
	const { number } = groups;
	const size = new Int32Array(number);
	for (let i = 0; i < groups.of.length; i++) if (groups.of[i]! >= 0) size[groups.of[i]!]!++;
	const order = Array.from({ length: number }, (_, g) => g).sort(
		(a, b) => size[b]! - size[a]! || (parting?.x[a] ?? 0) - (parting?.x[b] ?? 0),
	);
	const newName = new Int32Array(number);
	for (const [name, g] of order.entries()) newName[g] = name;
	if (before && before.number > 1) keepNames(newName, order, groups.of, before);
	const renamed: Groups = {
		...groups,
		of: groups.of.map((g) => (g < 0 ? -1 : newName[g]!)),
		size: new Int32Array(number),
		x: new Float64Array(number),
		y: new Float64Array(number),
	};
	for (let g = 0; g < number; g++) {
		renamed.size[newName[g]!] = size[g]!;
		renamed.x[newName[g]!] = parting?.x[g] ?? 0;
		renamed.y[newName[g]!] = parting?.y[g] ?? 0;
	}
	return renamed;
}
