import type { Points } from './gather.ts';
import type { Groups } from './groups.ts';
import { costOf, type Parting, settle } from './k-means.ts';
import type { Places } from './places.ts';

/** Groups stay while others would be closer by less than this share of the sum of squared distances. */
const dearer = 0.05;
/** A person stays while another centre is nearer by less than this share of the squared distance (15 % of the distance). */
const further = 0.3;

/**
 * The old groups, their centres moved to where their people stand now and settled from there, unless the parting that was
 * found anew is clearly closer, or one of the old groups has no people left or too few.
 */
export function keptParting(
	points: Points,
	found: Parting,
	least: number,
	places: Places,
	counted: Int32Array,
	before: Groups,
): Parting {
	const x = new Float64Array(before.number);
	const y = new Float64Array(before.number);
	const size = new Float64Array(before.number);
	for (const i of counted) {
		const g = before.of[i] ?? -1;
		if (g < 0) continue;
		x[g]! += places.x[i]!;
		y[g]! += places.y[i]!;
		size[g]!++;
	}
	if (!size.every((one) => one > 0)) return found;
	for (let g = 0; g < before.number; g++) {
		x[g]! /= size[g]!;
		y[g]! /= size[g]!;
	}
	const old = settle(points, { x, y });
	if (!old) return found;
	size.fill(0);
	for (let i = 0; i < old.group.length; i++) size[old.group[i]!]! += points.weight[i]!;
	if (!size.every((one) => one >= least)) return found;
	return costOf(points, old) * (1 - dearer) <= costOf(points, found) ? old : found;
}

/** Whether a place is so little further from the centre of the last group than from that of the nearest that its person stays. */
export function staysIn(
	{ x, y }: Groups,
	last: number,
	nearest: number,
	placeX: number,
	placeY: number,
): boolean {
	const far = (g: number) => (placeX - x[g]!) ** 2 + (placeY - y[g]!) ** 2;
	return far(last) * (1 - further) <= far(nearest);
}

/** The pairs that share most people first; who shares none takes a name that is left, the larger the lower. */
export function keepNames(
	newName: Int32Array,
	order: readonly number[],
	of: Int32Array,
	before: Groups,
): void {
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
