import { type Columns, type Factor, factorise, project, rotate } from '../linear/householder.ts';
import { DependentColumns } from '../linear/least-squares.ts';
import { dot } from '../linear/vectors.ts';
import { symmetricEigen } from '../symmetric.ts';
import { type NamedColumn, seasonalColumns } from './deterministic.ts';

/**
 * What stands where: `none` a constant outside the relations (so the levels have trends), `const` a constant in the relations only,
 * `trend` a constant outside and a trend within.
 */
export type CointegrationDeterministic = 'none' | 'const' | 'trend';

export type JohansenOptions = {
	/** Lags of the autoregression in levels, at least 2. */
	lags: number;
	deterministic: CointegrationDeterministic;
	/** Periods of a year, for centred seasonal dummies. */
	season?: number;
	/** Further columns outside the relations, as long as the series. */
	dummies?: readonly NamedColumn[];
	/** Levels `lags` periods before (`longrun`), or one period before (`transitory`); the relations are the same. */
	form: 'longrun' | 'transitory';
};

export type Johansen = {
	options: JohansenOptions;
	series: Columns;
	/** λ, the largest first; with `const` and `trend` there is one more than variables, which is zero. */
	eigenvalues: Float64Array;
	/** −n Σ ln(1 − λ) beyond rank r: the largest r first, r = 0 last. */
	trace: Float64Array;
	/** −n ln(1 − λ) of rank r + 1 against r, in the same order. */
	maxEigen: Float64Array;
	/** Relations by columns, the first variable normalised to 1; rows: variables, then the constant or trend. */
	beta: Float64Array[];
	/** α: rows variables, a column a relation. */
	loadings: Float64Array[];
	/** More coefficients in an equation than a third of the observations: say so wherever the test is shown. */
	isShort: boolean;
	/** Differences now, levels, and what is outside the relations: what an error-correction form is estimated from. */
	parts: { differences: Columns; levels: Columns; outside: readonly NamedColumn[] };
};

/**
 * Johansen's maximum likelihood of cointegration (1988, 1991; Likelihood-based Inference in Cointegrated VAR Models, ch. 6): the squared
 * canonical correlations of differences and levels, both less what lagged differences and the columns outside explain. Both are
 * brought to orthonormal columns by QR, so that no product of columns is ever inverted.
 * @throws RangeError when lags are fewer than 2 or observations too few
 * @throws DependentColumns when a column outside, or a level, says the same as others
 */
export function johansen(names: readonly string[], series: Columns, options: JohansenOptions): Johansen {
	const { lags, deterministic } = options;
	if (lags < 2) throw new RangeError('the test needs two lags in levels at least');
	const k = series.length;
	const n = series[0]!.length - lags;
	const parts = partsOf(names, series, options);
	if (n <= parts.outside.length + k + 1)
		throw new RangeError(`${n} observations are too few for ${k} variables with ${lags} lags`);
	const outside = factorise(
		parts.outside.map((one) => one.column),
		n,
	);
	const freed = (column: Float64Array) => {
		const explained = project(outside, column);
		return column.map((one, t) => one - explained[t]!);
	};
	const differences = parts.differences.map(freed);
	const r0 = factorise(differences, n);
	const rk = factorise(parts.levels.map(freed), n);
	for (const { dependent } of [outside, r0, rk])
		if (dependent.length > 0) throw new DependentColumns(dependent);
	const size = parts.levels.length;

	// Qk'R₀, and canonical correlations: the singular values of C = Qk'Q₀, λ those of CC'
	const shared = differences.map((column) => {
		const rotated = column.slice();
		rotate(rk, rotated);
		return rotated.slice(0, size);
	});
	const { values, vectors } = symmetricEigen(productOfRows(timesInverseUpper(shared, r0), size), size);
	const eigenvalues = values.map((one) => Math.max(0, one));
	const beta = Array.from({ length: size }, () => new Float64Array(size));
	const loadings = Array.from({ length: k }, () => new Float64Array(size));
	for (let j = 0; j < size; j++) {
		const turned = vectors.subarray(j * size, (j + 1) * size);
		const relation = solveUpper(rk, turned);
		const first = relation[0]!;
		for (let i = 0; i < size; i++) beta[i]![j] = relation[i]! / first;
		// α = S₀ₖv / v'Sₖₖv, with v'Sₖₖv = 1/n for the vector before it is normalised
		for (let i = 0; i < k; i++) loadings[i]![j] = first * dot(shared[i]!, turned);
	}
	const logs = Array.from(eigenvalues.subarray(0, k), (one) => -n * Math.log1p(-one));
	const kept = deterministic === 'none' ? 0 : -n * Math.log1p(-eigenvalues[k]!);
	return {
		options,
		series,
		eigenvalues,
		trace: Float64Array.from(logs, (_, r) => logs.slice(r).reduce((sum, one) => sum + one, kept)).reverse(),
		maxEigen: Float64Array.from(logs).reverse(),
		beta,
		loadings,
		isShort: 3 * (outside.count + size) > n,
		parts,
	};
}

function partsOf(names: readonly string[], series: Columns, options: JohansenOptions): Johansen['parts'] {
	const { lags, deterministic, season, dummies = [], form } = options;
	const total = series[0]!.length;
	const n = total - lags;
	const difference = (one: Float64Array, lag: number) =>
		Float64Array.from({ length: n }, (_, t) => one[lags + t - lag]! - one[lags + t - lag - 1]!);
	const back = form === 'longrun' ? lags : 1;
	const levels = series.map((one) => one.slice(lags - back, lags - back + n));
	if (deterministic === 'const') levels.push(new Float64Array(n).fill(1));
	if (deterministic === 'trend') levels.push(Float64Array.from({ length: n }, (_, t) => lags - back + t + 1));
	const outside: NamedColumn[] = [
		...(deterministic === 'const' ? [] : [{ name: 'const', column: new Float64Array(n).fill(1) }]),
		...(season ? seasonalColumns(season, lags, n) : []),
		...dummies.map(({ name, column }) => ({ name, column: column.slice(lags) })),
		...Array.from({ length: lags - 1 }, (_, l) =>
			series.map((one, i) => ({ name: `${names[i]}.dl${l + 1}`, column: difference(one, l + 1) })),
		).flat(),
	];
	return { differences: series.map((one) => difference(one, 0)), levels, outside };
}

/** MR⁻¹ of columns M, column by column. */
function timesInverseUpper(columns: Columns, { upper, scale, count }: Factor): Float64Array[] {
	const result: Float64Array[] = [];
	for (const [l, column] of columns.entries()) {
		const next = column.map((one) => one / scale[l]!);
		for (const [i, before] of result.entries())
			for (let t = 0; t < next.length; t++) next[t]! -= upper[i * count + l]! * before[t]!;
		const diagonal = upper[l * count + l]!;
		result.push(next.map((one) => one / diagonal));
	}
	return result;
}

/** CC' by rows, of columns C. */
function productOfRows(columns: Columns, size: number): Float64Array {
	const product = new Float64Array(size * size);
	for (const column of columns)
		for (let i = 0; i < size; i++)
			for (let j = 0; j < size; j++) product[i * size + j]! += column[i]! * column[j]!;
	return product;
}

/** R⁻¹x in the units of the columns. */
function solveUpper({ upper, scale, count }: Factor, right: Float64Array): Float64Array {
	const x = right.slice();
	for (let i = count - 1; i >= 0; i--) {
		for (let j = i + 1; j < count; j++) x[i]! -= upper[i * count + j]! * x[j]!;
		x[i]! /= upper[i * count + i]!;
	}
	return x.map((one, i) => one / scale[i]!);
}
