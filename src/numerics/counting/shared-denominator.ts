import { type Fraction, fraction } from './fraction.ts';

/**
 * Exact numbers that are kept over one denominator: a sum of them with whole factors is a sum of whole numbers, without a
 * search for common divisors. A new number may have another denominator; then all are brought to the common one.
 */
export class SharedDenominator {
	bottom: bigint;
	readonly tops: bigint[] = [];

	constructor(bottom = 1n) {
		this.bottom = bottom;
	}

	/** What Σ counts[k] × number[k] is, over the common denominator. Counts are whole numbers below 2^53. */
	sum(counts: ArrayLike<number>): bigint {
		let sum = 0n;
		for (let k = 0; k < counts.length; k++) if (counts[k] !== 0) sum += BigInt(counts[k]!) * this.tops[k]!;
		return sum;
	}

	/** Keeps top ÷ (the common denominator × by); the number's place comes back. */
	keep(top: bigint, by: number): number {
		const common = BigInt(divisor(Number((top < 0n ? -top : top) % BigInt(by)), by));
		const grown = BigInt(by) / common;
		if (grown > 1n) {
			this.bottom *= grown;
			for (let k = 0; k < this.tops.length; k++) this.tops[k]! *= grown;
		}
		return this.tops.push(top / common) - 1;
	}

	at(place: number): Fraction {
		return fraction(this.tops[place]!, this.bottom);
	}
}

function divisor(a: number, b: number): number {
	let [x, y] = [a, b];
	while (y > 0) [x, y] = [y, x % y];
	return x;
}
