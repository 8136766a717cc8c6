/** A design by columns: k arrays of T numbers each. */
export type Columns = readonly Float64Array[];

/**
 * X = QR of T rows and k columns. `reflectors` holds, column after column, the vectors v_j of Q = H₀H₁..., H_j = I − β_j v_j v_j';
 * `upper` is R by rows (k × k). Columns were scaled by powers of two (`scale`), which costs no digit.
 */
export type Factor = {
	rows: number;
	count: number;
	reflectors: Float64Array;
	betas: Float64Array;
	upper: Float64Array;
	scale: Float64Array;
	/** Columns that depend on those before them; their diagonal of R is nothing. */
	dependent: number[];
};

/** What is left of a column of length one after those before it, below which it counts as depending on them. */
const dependentBelow = 1e-13;

/**
 * Householder's QR of columns scaled to about length one (Businger and Golub 1965; Golub and Van Loan, Matrix Computations, 4th ed.,
 * 5.2.2). A column that depends on those before it gets no reflection.
 */
export function factorise(columns: Columns, rows: number): Factor {
	const count = columns.length;
	const reflectors = new Float64Array(rows * count);
	const betas = new Float64Array(count);
	const upper = new Float64Array(count * count);
	const scale = new Float64Array(count);
	const dependent: number[] = [];
	for (let j = 0; j < count; j++) {
		const column = columns[j]!;
		const by = powerOfTwo(column);
		scale[j] = by;
		for (let t = 0; t < rows; t++) reflectors[j * rows + t] = column[t]! / by;
	}
	let pivot = 0;
	for (let j = 0; j < count; j++) {
		const at = j * rows;
		let whole = 0;
		for (let t = 0; t < rows; t++) whole += reflectors[at + t]! ** 2;
		let square = 0;
		for (let t = pivot; t < rows; t++) square += reflectors[at + t]! ** 2;
		const length = Math.sqrt(square);
		if (!(length > dependentBelow * Math.sqrt(whole))) {
			dependent.push(j);
			continue;
		}
		for (let i = 0; i < pivot; i++) upper[i * count + j] = reflectors[at + i]!;
		const head = reflectors[at + pivot]!;
		const diagonal = head > 0 ? -length : length;
		upper[pivot * count + j] = diagonal;
		reflectors.fill(0, at, at + pivot);
		reflectors[at + pivot] = head - diagonal;
		const beta = 1 / (length * (length + Math.abs(head)));
		betas[j] = beta;
		for (let l = j + 1; l < count; l++) reflect(reflectors, at, beta, reflectors, l * rows, pivot, rows);
		pivot++;
	}
	return { rows, count, reflectors, betas, upper, scale, dependent };
}

/** y := Q'y in place. */
export function rotate(factor: Factor, y: Float64Array): void {
	const { rows, count, reflectors, betas } = factor;
	for (let j = 0; j < count; j++) if (betas[j] !== 0) reflect(reflectors, j * rows, betas[j]!, y, 0, 0, rows);
}

/** y := Qy in place. */
function rotateBack(factor: Factor, y: Float64Array): void {
	const { rows, count, reflectors, betas } = factor;
	for (let j = count - 1; j >= 0; j--)
		if (betas[j] !== 0) reflect(reflectors, j * rows, betas[j]!, y, 0, 0, rows);
}

/** What of y the columns explain, Q₁Q₁'y; columns that depend on others change nothing. */
export function project(factor: Factor, y: Float64Array): Float64Array {
	const projected = y.slice();
	rotate(factor, projected);
	projected.fill(0, factor.count - factor.dependent.length);
	rotateBack(factor, projected);
	return projected;
}

/** R⁻¹ by rows (k × k), of independent columns. */
export function inverseUpper({ upper, count }: Pick<Factor, 'upper' | 'count'>): Float64Array {
	const inverse = new Float64Array(count * count);
	for (let j = 0; j < count; j++) {
		inverse[j * count + j] = 1 / upper[j * count + j]!;
		for (let i = j - 1; i >= 0; i--) {
			let sum = 0;
			for (let l = i + 1; l <= j; l++) sum += upper[i * count + l]! * inverse[l * count + j]!;
			inverse[i * count + j] = -sum / upper[i * count + i]!;
		}
	}
	return inverse;
}

/** The power of two next above the length of a column, 1 for a column of zeros. */
export function powerOfTwo(column: Float64Array): number {
	let largest = 0;
	for (let t = 0; t < column.length; t++) largest = Math.max(largest, Math.abs(column[t]!));
	if (largest === 0 || !Number.isFinite(largest)) return 1;
	let sum = 0;
	for (let t = 0; t < column.length; t++) sum += (column[t]! / largest) ** 2;
	return 2 ** Math.ceil(Math.log2(largest) + Math.log2(sum) / 2);
}

function reflect(
	v: Float64Array,
	vAt: number,
	beta: number,
	y: Float64Array,
	yAt: number,
	from: number,
	rows: number,
): void {
	let sum = 0;
	for (let t = from; t < rows; t++) sum += v[vAt + t]! * y[yAt + t]!;
	sum *= beta;
	if (sum === 0) return;
	for (let t = from; t < rows; t++) y[yAt + t]! -= sum * v[vAt + t]!;
}
