import { factorise } from '../linear/householder.ts';

/** Σ weight·coefficient = value, the coefficients by name. */
export type Restriction = { terms: readonly { name: string; weight: number }[]; value: number };

/** All b with Rb = r: b = start + Σ_m basis[m]·c_m with free c. */
export type FreeCoefficients = {
	/** k numbers. */
	start: Float64Array;
	/** k − q vectors of k numbers; none when nothing is restricted. */
	basis: Float64Array[];
	/** q: how many restrictions say something that those before them do not. */
	restrictions: number;
};

/** Restrictions that no coefficients can meet together. */
export class ContradictingRestrictions extends Error {
	constructor() {
		super('the restrictions contradict one another');
		this.name = 'ContradictingRestrictions';
	}
}

/** What rounding leaves where there is zero. */
const nothing = 1e-14;

/**
 * The null space method for linear restrictions (Golub and Van Loan, Matrix Computations, 4th ed., 6.2.3; Lawson and Hanson, Solving
 * Least Squares Problems, ch. 20): R' = Q[L; 0], start = Q₁L'⁻¹r, basis = Q₂. Coefficients in no restriction stay themselves. A
 * restriction that follows from those before it is dropped.
 * @param names the k coefficients
 * @throws ContradictingRestrictions
 * @throws RangeError when a restriction names an unknown coefficient, or none
 */
export function freeCoefficients(
	names: readonly string[],
	restrictions: readonly Restriction[],
): FreeCoefficients {
	const k = names.length;
	if (restrictions.length === 0) return { start: new Float64Array(k), basis: [], restrictions: 0 };
	const rows = restrictions.map(({ terms }) => {
		const row = new Float64Array(k);
		for (const { name, weight } of terms) {
			const at = names.indexOf(name);
			if (at < 0) throw new RangeError(`a restriction of the unknown coefficient ${name}`);
			row[at]! += weight;
		}
		return row;
	});
	const bound = names.map((_, j) => j).filter((j) => rows.some((row) => row[j] !== 0));
	const within = rows.map((row) => Float64Array.from(bound, (j) => row[j]!));
	const { start, basis, rank } = nullSpace(
		within,
		restrictions.map((one) => one.value),
		bound.length,
	);
	const whole = new Float64Array(k);
	for (const [i, j] of bound.entries()) whole[j] = start[i]!;
	const free = names.map((_, j) => j).filter((j) => !bound.includes(j));
	return {
		start: whole,
		basis: [
			...free.map((j) => Float64Array.from({ length: k }, (_, i) => (i === j ? 1 : 0))),
			...basis.map((one) => {
				const vector = new Float64Array(k);
				for (const [i, j] of bound.entries()) vector[j] = one[i]!;
				return vector;
			}),
		],
		restrictions: rank,
	};
}

function nullSpace(
	rows: readonly Float64Array[],
	values: readonly number[],
	size: number,
): { start: Float64Array; basis: Float64Array[]; rank: number } {
	const lengths = rows.map((row) => Math.hypot(...row));
	const said: Float64Array[] = [];
	const wanted: number[] = [];
	for (const [i, row] of rows.entries()) {
		const length = lengths[i]!;
		const one = row.map((x) => x / (length || 1));
		const value = values[i]! / (length || 1);
		if (length > 0 && factorise([...said, one], size).dependent.length === 0 && said.length < size) {
			said.push(one);
			wanted.push(value);
		} else {
			const { start } = complement(said, wanted, size);
			const met = one.reduce((sum, x, j) => sum + x * start[j]!, 0);
			if (Math.abs(met - value) > 1e-10 * Math.max(1, Math.abs(value))) throw new ContradictingRestrictions();
		}
	}
	return { ...complement(said, wanted, size), rank: said.length };
}

function complement(
	rows: readonly Float64Array[],
	values: readonly number[],
	size: number,
): { start: Float64Array; basis: Float64Array[] } {
	const q = rows.length;
	const factor = factorise(rows, size);
	const { upper, scale, reflectors, betas } = factor;
	// L'z = r, forwards
	const z = new Float64Array(size);
	for (let i = 0; i < q; i++) {
		let rest = values[i]! / scale[i]!;
		for (let l = 0; l < i; l++) rest -= upper[l * q + i]! * z[l]!;
		z[i] = rest / upper[i * q + i]!;
	}
	const turn = (vector: Float64Array) => {
		for (let j = q - 1; j >= 0; j--) {
			let sum = 0;
			for (let t = 0; t < size; t++) sum += reflectors[j * size + t]! * vector[t]!;
			for (let t = 0; t < size; t++) vector[t]! -= betas[j]! * sum * reflectors[j * size + t]!;
		}
		return vector.map((x) => (Math.abs(x) < nothing ? 0 : x));
	};
	const basis = Array.from({ length: size - q }, (_, m) =>
		turn(Float64Array.from({ length: size }, (_, i) => (i === q + m ? 1 : 0))),
	);
	return { start: turn(z), basis };
}
