import type { Document, Features } from './features.ts';
import type { Vector, Vocabulary } from './vocabulary.ts';

/** Texts as rows of a sparse matrix: the values of row i stand from start[i] to start[i + 1]. */
export type Matrix = {
	rows: number;
	columns: number;
	start: Int32Array;
	index: Int32Array;
	value: Float32Array;
};

export function matrixOf(documents: readonly Document[], features: Features, vocabulary: Vocabulary): Matrix {
	const start = new Int32Array(documents.length + 1);
	let index = new Int32Array(documents.length * 200 + 16);
	let value = new Float32Array(index.length);
	let end = 0;
	for (const [row, document] of documents.entries()) {
		const vector = vocabulary.encode(features.read(document));
		if (end + vector.count > index.length) {
			const room = Math.max(index.length * 2, end + vector.count);
			const wider = new Int32Array(room);
			wider.set(index);
			index = wider;
			const more = new Float32Array(room);
			more.set(value);
			value = more;
		}
		index.set(vector.index.subarray(0, vector.count), end);
		value.set(vector.value.subarray(0, vector.count), end);
		end += vector.count;
		start[row + 1] = end;
	}
	return {
		rows: documents.length,
		columns: vocabulary.size,
		start,
		index: index.slice(0, end),
		value: value.slice(0, end),
	};
}

/** One row as a vector. */
export function rowOf({ start, index, value }: Matrix, row: number): Vector {
	const from = start[row] as number;
	const to = start[row + 1] as number;
	return { count: to - from, index: index.subarray(from, to), value: value.subarray(from, to) };
}
