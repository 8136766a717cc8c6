import type { Matrix } from './matrix.ts';
import type { Vector } from './vocabulary.ts';

/** Which classes have a feature in their description, feature by feature: those of feature i stand from start[i] on. */
export type LikenessParts = { start: Int32Array; label: Int32Array; value: Float32Array };

/** Descriptions of classes (rows of a matrix, several for one class) turned to be asked by feature. */
export function likenessOf(descriptions: Matrix, labelOf: Int32Array, from = 0): LikenessParts {
	const of: Map<number, number>[] = Array.from({ length: descriptions.columns }, () => new Map());
	const many = new Map<number, number>();
	for (let row = from; row < descriptions.rows; row++) {
		const label = labelOf[row] as number;
		many.set(label, (many.get(label) ?? 0) + 1);
	}
	for (let row = from; row < descriptions.rows; row++) {
		const label = labelOf[row] as number;
		for (let k = descriptions.start[row] as number; k < (descriptions.start[row + 1] as number); k++) {
			const list = of[descriptions.index[k] as number] as Map<number, number>;
			list.set(label, (list.get(label) ?? 0) + (descriptions.value[k] as number) / (many.get(label) ?? 1));
		}
	}
	const start = new Int32Array(descriptions.columns + 1);
	for (const [i, list] of of.entries()) start[i + 1] = (start[i] as number) + list.size;
	const label = new Int32Array(start.at(-1) ?? 0);
	const value = new Float32Array(label.length);
	for (const [i, list] of of.entries()) {
		let at = start[i] as number;
		for (const [one, much] of list) {
			label[at] = one;
			value[at++] = much;
		}
	}
	return { start, label, value };
}

/** How like each description a text is, from 0 to about 1, into `out`. */
export function likenessIn(
	{ start, label, value }: LikenessParts,
	vector: Vector,
	out: Float64Array,
): Float64Array {
	out.fill(0);
	for (let k = 0; k < vector.count; k++) {
		const feature = vector.index[k] as number;
		for (let at = start[feature] as number; at < (start[feature + 1] as number); at++) {
			const one = label[at] as number;
			out[one] = (out[one] as number) + (vector.value[k] as number) * (value[at] as number);
		}
	}
	return out;
}
