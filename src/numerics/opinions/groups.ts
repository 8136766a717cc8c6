import { clarityOf } from './clarity.ts';
import { gather } from './gather.ts';
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
 * fit about equally well the smallest. With `before` the number stays until another fits clearly better, and each group keeps
 * the number of the old group with which it shares most people; at first they are numbered from the largest.
 */
export function groupsOf(places: Places, statements: number, before?: Groups): Groups {
	const enough = Math.max(1, Math.min(enoughVotes, statements));
	const counted = Int32Array.from(places.x.keys()).filter((i) => places.voted[i]! >= enough);
	const points = gather(
		Float64Array.from(counted, (i) => places.x[i]!),
		Float64Array.from(counted, (i) => places.y[i]!),
	);
	const most = Math.max(1, Math.min(mostGroups, Math.floor(counted.length / peopleAGroup)));
	const least = Math.max(leastGroup, leastShare * counted.length);
	const found = counted.length > 0 ? partings(points, most, least) : [];
	const fit = silhouettes(points, found);
	const number = chosen(fit, before?.number);
	const parting = found[number - 1];
	const of = new Int32Array(places.x.length).fill(-1);
	if (parting) for (const i of counted) of[i] = nearest(parting, places.x[i]!, places.y[i]!).g;
	const clarity = parting && number > 1 ? fit[number - 1]! - clarityOf(points, number, least) : 0;
	return numbered({ number, of, fit, clarity }, parting, before);
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
	for (const g of groups.of) if (g >= 0) size[g]!++;
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

/** The pairs that share most people first; who shares none takes a name that is left, the larger the lower. */
function keepNames(newName: Int32Array, order: readonly number[], of: Int32Array, before: Groups): void {
	const number = newName.length;
	const shared = new Int32Array(number * before.number);
	for (let i = 0; i < Math.min(of.length, before.of.length); i++)
		if (of[i]! >= 0 && before.of[i]! >= 0) shared[of[i]! * before.number + before.of[i]!]!++;
	const pairs = Array.from(shared.keys())
		.filter((at) => shared[at]! > 0 && at % before.number < number)
		.sort((a, b) => shared[b]! - shared[a]! || a - b);
	newName.fill(-1);
	const taken = new Set<number>();
	for (const at of pairs) {
		const g = Math.floor(at / before.number);
		const name = at % before.number;
		if (newName[g]! >= 0 || taken.has(name)) continue;
		newName[g] = name;
		taken.add(name);
	}
	const left = Array.from({ length: number }, (_, name) => name).filter((name) => !taken.has(name));
	for (const g of order) if (newName[g]! < 0) newName[g] = left.shift() ?? 0;
}
