import type { Points } from './gather.ts';

/** Points parted into k groups around centres; `cost` is the sum of weight × squared distance to the own centre. */
export type Parting = { k: number; x: Float64Array; y: Float64Array; group: Int32Array; cost: number };

const mostPasses = 100;
const directions = 8;

/**
 * The cheapest of several runs of k-means for each k from 1 to `most` (Lloyd, IEEE Transactions on Information Theory 28, 1982).
 * Starts are not drawn: the points are cut into k parts of equal weight along each of eight directions, each group of the best parting
 * into k − 1 is cut in two along its longest direction, and k points are taken each as far as can be from those before. So neither
 * chance nor the order of the points decides. A group lighter than `least` is no group but people who stand alone: they are set
 * aside, the others are parted anew, and whoever was set aside goes to the nearest centre (trimmed k-means: Cuesta-Albertos, Gordaliza
 * and Matrán, Annals of Statistics 25, 1997). Fewer partings come back where there are fewer points that differ or more than a
 * twentieth would be set aside. Element k − 1 is the parting into k.
 */
export function partings(points: Points, most: number, least = 0): Parting[] {
	const orders = Array.from({ length: directions }, (_, d) => orderAlong(points, (d * Math.PI) / directions));
	const found: Parting[] = [];
	for (let k = 1; k <= most; k++) {
		const one = trimmed(points, orders, k, least, found.at(-1));
		if (!one) break;
		found.push(one);
	}
	return found;
}

function trimmed(
	points: Points,
	orders: readonly Int32Array[],
	k: number,
	least: number,
	last: Parting | undefined,
): Parting | undefined {
	const weight = points.weight.slice();
	const mostAside = points.weight.reduce((sum, one) => sum + one, 0) / 20;
	let aside = 0;
	for (;;) {
		const best = cheapest({ ...points, weight }, orders, k, last);
		if (!best) return;
		const size = new Float64Array(k);
		for (let i = 0; i < weight.length; i++) size[best.group[i]!]! += weight[i]!;
		if (k === 1 || size.every((one) => one >= least)) return best;
		for (let i = 0; i < weight.length; i++)
			if (size[best.group[i]!]! < least) {
				aside += weight[i]!;
				weight[i] = 0;
			}
		if (aside > mostAside) return;
	}
}

function cheapest(
	points: Points,
	orders: readonly Int32Array[],
	k: number,
	last: Parting | undefined,
): Parting | undefined {
	const starts = orders.slice(0, k === 1 ? 1 : orders.length).map((order) => cutInto(points, k, order));
	if (k > 1) starts.push(farApart(points, k));
	if (last) for (let g = 0; g < last.k; g++) starts.push(cutGroup(points, last, g));
	let best: Parting | undefined;
	for (const start of starts) {
		const one = settle(points, start);
		if (one && (!best || one.cost < best.cost * (1 - 1e-9))) best = one;
	}
	return best;
}

type Centres = { x: Float64Array; y: Float64Array };

/** Lloyd's passes from given centres until nobody changes the group; null when a group has lost all its points. */
export function settle({ x, y, weight }: Points, start: Centres): Parting | null {
	const k = start.x.length;
	const centres = { x: start.x.slice(), y: start.y.slice() };
	const group = new Int32Array(x.length).fill(-1);
	let cost = 0;
	for (let pass = 0; pass < mostPasses; pass++) {
		const sumX = new Float64Array(k);
		const sumY = new Float64Array(k);
		const sum = new Float64Array(k);
		let changed = false;
		cost = 0;
		for (let i = 0; i < x.length; i++) {
			const g = nearest(centres, x[i]!, y[i]!);
			if (group[i] !== g) changed = true;
			group[i] = g;
			cost += ((x[i]! - centres.x[g]!) ** 2 + (y[i]! - centres.y[g]!) ** 2) * weight[i]!;
			sumX[g]! += x[i]! * weight[i]!;
			sumY[g]! += y[i]! * weight[i]!;
			sum[g]! += weight[i]!;
		}
		for (let g = 0; g < k; g++) {
			if (!(sum[g]! > 0)) return null;
			centres.x[g] = sumX[g]! / sum[g]!;
			centres.y[g] = sumY[g]! / sum[g]!;
		}
		if (!changed) break;
	}
	return { k, ...centres, group, cost };
}

/** Sum of weight × squared distance to the own centre, over all points. */
export function costOf({ x, y, weight }: Points, parting: Parting): number {
	let cost = 0;
	for (let i = 0; i < x.length; i++) {
		const g = parting.group[i]!;
		cost += weight[i]! * ((x[i]! - parting.x[g]!) ** 2 + (y[i]! - parting.y[g]!) ** 2);
	}
	return cost;
}

/** The nearest centre; the first of equally near ones. */
export function nearest(centres: Centres, x: number, y: number): number {
	let g = 0;
	let least = Number.POSITIVE_INFINITY;
	for (let c = 0; c < centres.x.length; c++) {
		const dx = x - centres.x[c]!;
		const dy = y - centres.y[c]!;
		const square = dx * dx + dy * dy;
		if (square < least) {
			least = square;
			g = c;
		}
	}
	return g;
}

/** The points in their order along a direction. */
function orderAlong({ x, y }: Points, angle: number): Int32Array {
	const along = x.map((one, i) => one * Math.cos(angle) + y[i]! * Math.sin(angle));
	return Int32Array.from(along.keys()).sort((a, b) => along[a]! - along[b]! || a - b);
}

/** Means of k parts of equal weight, cut one after another in the given order. */
function cutInto({ x, y, weight }: Points, k: number, order: Int32Array): Centres {
	const all = weight.reduce((sum, one) => sum + one, 0);
	const centres = { x: new Float64Array(k), y: new Float64Array(k) };
	const sum = new Float64Array(k);
	let passed = 0;
	for (const i of order) {
		const part = Math.min(k - 1, Math.floor(((passed + weight[i]! / 2) / all) * k));
		passed += weight[i]!;
		centres.x[part]! += x[i]! * weight[i]!;
		centres.y[part]! += y[i]! * weight[i]!;
		sum[part]! += weight[i]!;
	}
	for (let g = 0; g < k; g++) {
		centres.x[g]! /= sum[g]! || 1;
		centres.y[g]! /= sum[g]! || 1;
	}
	return centres;
}

/** The point furthest from the middle, then again and again the one furthest from those already taken. */
function farApart(points: Points, k: number): Centres {
	const { x, y, weight } = points;
	const middle = cutInto(points, 1, Int32Array.from(x.keys()));
	const centres = { x: new Float64Array(k), y: new Float64Array(k) };
	const far = x.map((one, i) => (one - middle.x[0]!) ** 2 + (y[i]! - middle.y[0]!) ** 2);
	for (let g = 0; g < k; g++) {
		let furthest = 0;
		for (let i = 0; i < x.length; i++)
			if (weight[i]! > 0 && (weight[furthest] === 0 || far[i]! > far[furthest]!)) furthest = i;
		centres.x[g] = x[furthest]!;
		centres.y[g] = y[furthest]!;
		for (let i = 0; i < x.length; i++) {
			const square = (x[i]! - centres.x[g]!) ** 2 + (y[i]! - centres.y[g]!) ** 2;
			far[i] = g === 0 ? square : Math.min(far[i]!, square);
		}
	}
	return centres;
}

/** The centres with that of one group replaced by two, one standard deviation to each side along its longest direction. */
function cutGroup({ x, y, weight }: Points, parting: Parting, g: number): Centres {
	let [xx, xy, yy, sum] = [0, 0, 0, 0];
	for (const [i, own] of parting.group.entries()) {
		if (own !== g) continue;
		const dx = x[i]! - parting.x[g]!;
		const dy = y[i]! - parting.y[g]!;
		xx += weight[i]! * dx * dx;
		xy += weight[i]! * dx * dy;
		yy += weight[i]! * dy * dy;
		sum += weight[i]!;
	}
	const angle = Math.atan2(2 * xy, xx - yy) / 2;
	const spread = (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
	const deviation = Math.sqrt(spread / Math.max(sum, 1));
	const [dx, dy] = [deviation * Math.cos(angle), deviation * Math.sin(angle)];
	const centres = { x: new Float64Array(parting.k + 1), y: new Float64Array(parting.k + 1) };
	centres.x.set(parting.x);
	centres.y.set(parting.y);
	centres.x[g] = parting.x[g]! - dx;
	centres.y[g] = parting.y[g]! - dy;
	centres.x[parting.k] = parting.x[g]! + dx;
	centres.y[parting.k] = parting.y[g]! + dy;
	return centres;
}
