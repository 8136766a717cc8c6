/** Draws that depend on the seed and nothing else: the same seed gives the same territory on every machine. */
export type Random = {
	/** In [0, 1). */
	next(): number;
	/** Whole, both ends included. */
	between(low: number, high: number): number;
	chance(probability: number): boolean;
	pick<T>(list: readonly T[]): T;
	weighted<T>(list: readonly T[], weight: (item: T) => number): T;
	/** Near zero more often than far: the sum of four draws, in [-1, 1]. */
	bell(): number;
	shuffled<T>(list: readonly T[]): T[];
	/** Another stream with a name of its own, so that more draws in one place change nothing in another. */
	branch(name: string): Random;
	/** A UUID of version 7 for the moment. */
	id(at: number): string;
	bytes(count: number): Uint8Array;
};

/** FNV-1a, 32 bits. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return value >>> 0;
}

export function randomOf(seed: string): Random {
	// sfc32 (PractRand's small fast counter), seeded by four hashes
	let a = hash(`${seed} a`);
	let b = hash(`${seed} b`);
	let c = hash(`${seed} c`);
	let d = 1;
	const word = () => {
		const t = (((a + b) | 0) + d) | 0;
		d = (d + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = ((c << 21) | (c >>> 11)) + t;
		c |= 0;
		return t >>> 0;
	};
	for (let i = 0; i < 12; i++) word();
	const next = () => word() / 2 ** 32;
	const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
	const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
	return {
		next,
		between,
		pick,
		chance: (probability) => next() < probability,
		weighted(list, weight) {
			let left = next() * list.reduce((sum, item) => sum + weight(item), 0);
			for (const item of list) {
				left -= weight(item);
				if (left < 0) return item;
			}
			return list.at(-1)!;
		},
		bell: () => (next() + next() + next() + next() - 2) / 2,
		shuffled(list) {
			const all = [...list];
			for (let i = all.length - 1; i > 0; i--) {
				const j = between(0, i);
				[all[i], all[j]] = [all[j]!, all[i]!];
			}
			return all;
		},
		branch: (name) => randomOf(`${seed}/${name}`),
		id(at) {
			const digits = [
				at.toString(16).padStart(12, '0'),
				`7${(word() & 0xfff).toString(16).padStart(3, '0')}`,
				((word() & 0x3fff) | 0x8000).toString(16),
				word().toString(16).padStart(8, '0') + (word() & 0xffff).toString(16).padStart(4, '0'),
			];
			return `${digits[0]!.slice(0, 8)}-${digits[0]!.slice(8)}-${digits[1]}-${digits[2]}-${digits[3]}`;
		},
		bytes: (count) => Uint8Array.from({ length: count }, () => word() & 0xff),
	};
}
