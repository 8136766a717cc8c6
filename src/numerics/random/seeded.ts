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

/**
 * Numbers from 0 to 1 of 53 bits that depend on the seed and the stream alone. Each stream is its own: more of them leave the first
 * ones as they were.
 */
export function seededStream(seed: number, stream: number): () => number {
	const random = seeded(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35));
	return () =>
		(Math.floor(random() * 67_108_864) * 134_217_728 + Math.floor(random() * 134_217_728)) /
		9_007_199_254_740_992;
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
