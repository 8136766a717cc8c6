/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Fisher and Yates, in place, over the first `count`. */
export function shuffle(items: Int32Array, random: () => number, count = items.length): void {
	for (let i = count - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		const kept = items[i] as number;
		items[i] = items[j] as number;
		items[j] = kept;
	}
}

/** A part from 0 to `parts` - 1 for each item, so that each label is spread evenly over the parts. */
export function spread(labels: Int32Array, parts: number, seed: number): Int32Array {
	const order = Int32Array.from(labels.keys());
	shuffle(order, seeded(seed));
	const sorted = [...order].sort((a, b) => (labels[a] as number) - (labels[b] as number));
	const part = new Int32Array(labels.length);
	for (const [place, item] of sorted.entries()) part[item] = place % parts;
	return part;
}
