import { seeded, shuffle } from '../random/seeded.ts';

/** A part from 0 to `parts` - 1 for each item, so that each label is spread evenly over the parts. */
export function spread(labels: Int32Array, parts: number, seed: number): Int32Array {
	const order = Int32Array.from(labels.keys());
	shuffle(order, seeded(seed));
	const sorted = [...order].sort((a, b) => (labels[a] as number) - (labels[b] as number));
	const part = new Int32Array(labels.length);
	for (const [place, item] of sorted.entries()) part[item] = place % parts;
	return part;
}
