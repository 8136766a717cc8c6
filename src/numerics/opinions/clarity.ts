import { seeded } from '../random/seeded.ts';
import type { Points } from './gather.ts';
import { partings } from './k-means.ts';
import { silhouettes } from './silhouette.ts';

const draws = 3;
const mostPoints = 400;

/**
 * The silhouette that up to k groups would have if there were none: any cloud can be cut, and a long one even well. The places are
 * brought to equal spread along both main directions, each is turned around the middle by a drawn angle, and the cloud is stretched
 * again; so how far people stand from the middle and how long the cloud is stay, and only the clusters go. Mean of three draws of a
 * fixed seed, on 400 points at most. What the real groups have above this is their clarity: near or below 0 the division is
 * a convention, not a finding (after the gap statistic of Tibshirani, Walther and Hastie, JRSS B 63, 2001).
 */
export function clarityOf(points: Points, k: number, least: number): number {
	const { centreX, centreY, angle, long, short } = shapeOf(points);
	const step = Math.max(1, points.x.length / mostPoints);
	const chosen = Array.from({ length: Math.min(points.x.length, mostPoints) }, (_, i) =>
		Math.floor(i * step),
	);
	const random = seeded(1);
	let sum = 0;
	for (let draw = 0; draw < draws; draw++) {
		const cloud = {
			x: new Float64Array(chosen.length),
			y: new Float64Array(chosen.length),
			weight: Float64Array.from(chosen, (i) => points.weight[i]!),
		};
		for (const [place, i] of chosen.entries()) {
			const dx = points.x[i]! - centreX;
			const dy = points.y[i]! - centreY;
			const along = (dx * Math.cos(angle) + dy * Math.sin(angle)) / (long || 1);
			const across = (dy * Math.cos(angle) - dx * Math.sin(angle)) / (short || 1);
			const radius = Math.hypot(along, across);
			const turned = random() * 2 * Math.PI;
			cloud.x[place] = radius * Math.cos(turned) * long;
			cloud.y[place] = radius * Math.sin(turned) * short;
		}
		const found = partings(cloud, k, least);
		sum += Math.max(...silhouettes(cloud, found).slice(1), 0);
	}
	return sum / draws;
}

/** Middle, direction of the longest spread, and the standard deviations along and across it. */
function shapeOf({ x, y, weight }: Points) {
	let [all, sumX, sumY] = [0, 0, 0];
	for (const [i, one] of weight.entries()) {
		all += one;
		sumX += one * x[i]!;
		sumY += one * y[i]!;
	}
	const centreX = sumX / all;
	const centreY = sumY / all;
	let [xx, xy, yy] = [0, 0, 0];
	for (const [i, one] of weight.entries()) {
		const dx = x[i]! - centreX;
		const dy = y[i]! - centreY;
		xx += (one * dx * dx) / all;
		xy += (one * dx * dy) / all;
		yy += (one * dy * dy) / all;
	}
	const half = Math.hypot((xx - yy) / 2, xy);
	return {
		centreX,
		centreY,
		angle: Math.atan2(2 * xy, xx - yy) / 2,
		long: Math.sqrt(Math.max(0, (xx + yy) / 2 + half)),
		short: Math.sqrt(Math.max(0, (xx + yy) / 2 - half)),
	};
}
