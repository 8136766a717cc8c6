import { seeded } from '../random/seeded.ts';
import { symmetricEigen } from '../symmetric.ts';
import type { Multiply } from './covariance.ts';

/** Vectors multiplied at once: two that are wanted and one that keeps a near third from slowing them. */
const wide = 3;
/** Multiplications before what was found is looked at; at first, where the axes of before were given. */
const deep = 8;
const deepBefore = 4;
/** The axes stand when C a differs from λ a by no more than this share of the largest λ. */
const tolerance = 1e-7;
const mostCycles = 40;

/**
 * The two directions of largest spread of opinions: leading eigenvectors of C (size × size), each of length 1, by randomised
 * block Krylov iteration (Musco and Musco, Randomized block Krylov methods, NIPS 2015) with restarts. It starts from a
 * seeded draw, or from `before` (the axes found last), when a few multiplications are enough; in both cases the answer is the same
 * within the tolerance. The sign is that of `before`, else such that the largest component is positive. An axis along which nothing
 * differs is all zeros.
 */
export function axesOf(
	multiply: Multiply,
	size: number,
	seed: number,
	before?: readonly [Float64Array, Float64Array],
): [Float64Array, Float64Array] {
	const random = seeded(seed);
	let start: Float64Array[] = Array.from({ length: Math.min(wide, size) }, () =>
		Float64Array.from({ length: size }, () => random() - 0.5),
	);
	if (before)
		for (const [r, one] of before.entries()) if (start[r] && lengthOf(one) > 0.5) start[r] = one.slice();
	let found: { values: number[]; vectors: Float64Array[]; residual: number } | undefined;
	for (let cycle = 0; cycle < mostCycles && start.length > 0; cycle++) {
		found = krylov(multiply, start, size, before && cycle === 0 ? deepBefore : deep);
		if (found.residual <= tolerance * (found.values[0] ?? 0)) break;
		start = found.vectors;
	}
	const axis = (r: 0 | 1) => {
		const vector = found?.vectors[r];
		const value = found?.values[r] ?? 0;
		if (!vector || !(value > 1e-9 * (found?.values[0] ?? 0)) || !(value > 1e-12))
			return new Float64Array(size);
		return signed(vector, before?.[r]);
	};
	return [axis(0), axis(1)];
}

/** Ritz vectors from the space of start, C start, C² start ... */
function krylov(multiply: Multiply, start: readonly Float64Array[], size: number, depth: number) {
	const basis: Float64Array[] = [];
	const images: Float64Array[] = [];
	let block = orthonormal(start, basis);
	for (let n = 0; n < depth && block.length > 0; n++) {
		basis.push(...block);
		const product = times(multiply, block, size);
		images.push(...product);
		block = orthonormal(product, basis);
	}
	const many = basis.length;
	const small = new Float64Array(many * many);
	for (let a = 0; a < many; a++)
		for (let b = 0; b <= a; b++) small[a * many + b] = small[b * many + a] = dot(basis[a]!, images[b]!);
	const { values, vectors } = symmetricEigen(small, many);
	const kept = Math.min(wide, many);
	const ritz = Array.from({ length: kept }, (_, r) => combined(basis, vectors.subarray(r * many), size));
	let residual = 0;
	for (let r = 0; r < Math.min(2, kept); r++) {
		const image = combined(images, vectors.subarray(r * many), size);
		for (let k = 0; k < size; k++) image[k]! -= values[r]! * ritz[r]![k]!;
		residual = Math.max(residual, lengthOf(image));
	}
	return { values: [...values.subarray(0, kept)], vectors: ritz, residual };
}

function times(multiply: Multiply, vectors: readonly Float64Array[], size: number): Float64Array[] {
	const many = vectors.length;
	const block = new Float64Array(size * many);
	for (const [r, one] of vectors.entries()) for (let k = 0; k < size; k++) block[k * many + r] = one[k]!;
	const into = new Float64Array(size * many);
	multiply(block, many, into);
	return vectors.map((_, r) => Float64Array.from({ length: size }, (_, k) => into[k * many + r]!));
}

/** What of the vectors is new to the basis, each of length 1; twice, for one pass leaves rounding behind. */
function orthonormal(vectors: readonly Float64Array[], basis: readonly Float64Array[]): Float64Array[] {
	const fresh: Float64Array[] = [];
	for (const one of vectors) {
		const vector = one.slice();
		const whole = lengthOf(vector);
		for (let pass = 0; pass < 2; pass++)
			for (const other of [...basis, ...fresh]) {
				const along = dot(vector, other);
				for (let k = 0; k < vector.length; k++) vector[k]! -= along * other[k]!;
			}
		const length = lengthOf(vector);
		if (!(length > 1e-10 * whole)) continue;
		for (let k = 0; k < vector.length; k++) vector[k]! /= length;
		fresh.push(vector);
	}
	return fresh;
}

function combined(vectors: readonly Float64Array[], weights: Float64Array, size: number): Float64Array {
	const sum = new Float64Array(size);
	for (const [a, one] of vectors.entries()) {
		const weight = weights[a]!;
		for (let k = 0; k < size; k++) sum[k]! += weight * one[k]!;
	}
	return sum;
}

function signed(vector: Float64Array, before: Float64Array | undefined): Float64Array {
	let side = before ? dot(vector, before) : 0;
	if (Math.abs(side) < 1e-6) {
		side = 0;
		for (const one of vector) if (Math.abs(one) > Math.abs(side) * (1 + 1e-9)) side = one;
	}
	return side < 0 ? vector.map((one) => -one) : vector;
}

const dot = (a: Float64Array, b: Float64Array) => {
	let sum = 0;
	for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
	return sum;
};
const lengthOf = (a: Float64Array) => Math.sqrt(dot(a, a));
