import type { Vector } from './vocabulary.ts';

/**
 * Linear separators of all classes, one byte a weight. A byte holds the square root of the weight against the largest of
 * its class, so that small weights are kept as exactly as large ones are. The bytes of one feature lie together: a text
 * touches as many rows as it has features.
 */
export type BankParts = {
	columns: number;
	classes: number;
	codes: Int8Array;
	scale: Float32Array;
	bias: Float32Array;
};

const decoded = Float64Array.from({ length: 256 }, (_, i) => {
	const code = i - 128;
	return Math.sign(code) * (code / 127) ** 2;
});

export function emptyBank(columns: number, classes: number): BankParts {
	return {
		columns,
		classes,
		codes: new Int8Array(columns * classes),
		scale: new Float32Array(classes),
		bias: new Float32Array(classes),
	};
}

export function putIntoBank(bank: BankParts, at: number, weights: Float64Array, bias: number): void {
	let largest = 0;
	for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
	bank.scale[at] = largest;
	bank.bias[at] = bias;
	if (largest === 0) return;
	for (let i = 0; i < bank.columns; i++) {
		const weight = weights[i] as number;
		if (weight !== 0)
			bank.codes[i * bank.classes + at] = Math.round(
				Math.sign(weight) * 127 * Math.sqrt(Math.abs(weight) / largest),
			);
	}
}

/** The distance of a text from each separator, into `out`. */
export function scoresIn(bank: BankParts, vector: Vector, out: Float64Array): Float64Array {
	const { classes, codes, scale, bias } = bank;
	out.fill(0);
	for (let k = 0; k < vector.count; k++) {
		const value = vector.value[k] as number;
		const row = (vector.index[k] as number) * classes;
		for (let c = 0; c < classes; c++)
			out[c] = (out[c] as number) + value * (decoded[(codes[row + c] as number) + 128] as number);
	}
	for (let c = 0; c < classes; c++) out[c] = (out[c] as number) * (scale[c] as number) + (bias[c] as number);
	return out;
}

/** What one feature gives to one class for each unit of its value. */
export function weightIn(bank: BankParts, feature: number, at: number): number {
	return (
		(decoded[(bank.codes[feature * bank.classes + at] as number) + 128] as number) *
		(bank.scale[at] as number)
	);
}
