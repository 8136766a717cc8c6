import type { Points } from './gather.ts';
import type { Parting } from './k-means.ts';

/**
 * How well each parting fits, from −1 to 1: the mean over people of (b − a) / max(a, b), where a is the mean distance to the
 * others of one's group and b that to the nearest other group (Rousseeuw, Journal of Computational and Applied Mathematics 20, 1987); 0
 * for who is alone in a group. Every distance is taken once for all partings: points² / 2 of them. One group has 0.
 */
export function silhouettes({ x, y, weight }: Points, partings: readonly Parting[]): number[] {
	const many = x.length;
	const offset: number[] = [];
	let width = 0;
	for (const { k } of partings) {
		offset.push(width);
		width += k;
	}
	// by point and group of each parting: sum of weight × distance
	const far = new Float64Array(many * width);
	// the group of each point in each parting, as a place in its row of `far`
	const placeOf = new Int32Array(many * partings.length);
	for (const [p, { group }] of partings.entries())
		for (let i = 0; i < many; i++) placeOf[i * partings.length + p] = offset[p]! + group[i]!;
	for (let i = 0; i < many; i++)
		for (let j = 0; j < i; j++) {
			const dx = x[i]! - x[j]!;
			const dy = y[i]! - y[j]!;
			const distance = Math.sqrt(dx * dx + dy * dy);
			const [toI, toJ] = [distance * weight[j]!, distance * weight[i]!];
			for (let p = 0; p < partings.length; p++) {
				far[i * width + placeOf[j * partings.length + p]!]! += toI;
				far[j * width + placeOf[i * partings.length + p]!]! += toJ;
			}
		}
	return partings.map(({ k, group }, p) => {
		const size = new Float64Array(k);
		for (let i = 0; i < many; i++) size[group[i]!]! += weight[i]!;
		let sum = 0;
		let all = 0;
		for (let i = 0; i < many; i++) {
			all += weight[i]!;
			const own = group[i]!;
			const others = size[own]! - 1;
			if (k === 1 || others <= 0) continue;
			const at = i * width + offset[p]!;
			const a = far[at + own]! / others;
			let b = Number.POSITIVE_INFINITY;
			for (let g = 0; g < k; g++) if (g !== own) b = Math.min(b, far[at + g]! / size[g]!);
			const larger = Math.max(a, b);
			if (larger > 0) sum += (weight[i]! * (b - a)) / larger;
		}
		return all > 0 ? sum / all : 0;
	});
}
