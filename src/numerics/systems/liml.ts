import { cholesky, inverseOfDefinite, inverseOfLower } from '../linear/cholesky.ts';
import { type Columns, factorise, project } from '../linear/householder.ts';
import { leastSquares } from '../linear/least-squares.ts';
import { combined, dot, productsOver } from '../linear/vectors.ts';
import { symmetricEigen } from '../symmetric.ts';
import { type Equation, type OwnFit, type SystemFit, sideBySide } from './equation.ts';
import { checkIdentified, isAmong } from './instruments.ts';

type Limited = OwnFit & { kappa: number };

/**
 * Limited information maximum likelihood, equation by equation (Anderson and Rubin 1949; Davidson and MacKinnon, Estimation and
 * Inference in Econometrics, 18.5). The smallest root κ of |W₁ − κW| = 0, with W₁ and W the products of what the included and
 * all exogenous columns leave of [y Y]; its vector gives the coefficients of Y, and least squares of the rest those of X₁.
 * The covariance is s²(X'(I − κM)X)⁻¹ with s² = e'e/T, as gretl has it.
 * @throws NotIdentified when an equation has fewer instruments than coefficients
 */
export function limitedInformation(equations: readonly Equation[]): SystemFit & { kappas: number[] } {
	const fits = equations.map(limited);
	return { ...sideBySide(equations, fits, 'noDfCor'), kappas: fits.map((fit) => fit.kappa) };
}

function limited(equation: Equation): Limited {
	const { y, columns, instruments } = equation;
	const among = instruments ?? columns;
	const all = factorise(among, y.length);
	checkIdentified(equation, all);
	// what the instruments leave of each regressor; of one that is among them, nothing
	const left = columns.map((column) => (isAmong(column, among) ? null : minus(column, project(all, column))));
	const included = columns.filter((_, j) => left[j] === null);
	const endogenous = columns.filter((_, j) => left[j] !== null);
	const kappa = endogenous.length === 0 ? null : smallestRoot(y, endogenous, included, left, project(all, y));
	const beta = kappa ? kappa.coefficients : new Float64Array();
	const rest = y.slice();
	for (const [j, column] of endogenous.entries())
		for (let t = 0; t < rest.length; t++) rest[t]! -= column[t]! * beta[j]!;
	const own = included.length > 0 ? leastSquares(included, rest).coefficients : new Float64Array();
	let e = 0;
	let x = 0;
	const coefficients = Float64Array.from(left, (one) => (one ? beta[e++]! : own[x++]!));
	const root = kappa?.root ?? 1;
	return { coefficients, unscaledCovariance: covarianceOf(columns, left, root), kappa: root };
}

function smallestRoot(
	y: Float64Array,
	endogenous: Columns,
	included: Columns,
	left: readonly (Float64Array | null)[],
	fitted: Float64Array,
): { root: number; coefficients: Float64Array } {
	const within = included.length > 0 ? factorise(included, y.length) : null;
	const outer = [y, ...endogenous].map((one) => (within ? minus(one, project(within, one)) : one));
	const inner = [minus(y, fitted), ...left.filter((one) => one !== null)];
	// W = LL': the roots of |W₁ − κW| are those of L⁻¹W₁L⁻¹'
	const half = inverseOfLower(cholesky(productsOver(inner, 1)));
	const size = inner.length;
	const turned = half.map((row) => combined(outer, row));
	const flat = new Float64Array(size * size);
	for (const [i, a] of turned.entries())
		for (const [j, b] of turned.entries()) flat[i * size + j] = dot(a, b);
	const { values, vectors } = symmetricEigen(flat, size);
	const last = vectors.subarray((size - 1) * size);
	const back = Float64Array.from({ length: size }, (_, j) => {
		let sum = 0;
		for (let i = 0; i < size; i++) sum += half[i]![j]! * last[i]!;
		return sum;
	});
	return {
		root: values[size - 1]!,
		coefficients: Float64Array.from(endogenous, (_, j) => -back[j + 1]! / back[0]!),
	};
}

/** (X'(I − κM)X)⁻¹, in columns of length one. */
function covarianceOf(
	columns: Columns,
	left: readonly (Float64Array | null)[],
	root: number,
): Float64Array[] {
	const lengths = columns.map((one) => Math.sqrt(dot(one, one)));
	const matrix = columns.map((a, i) =>
		Float64Array.from(columns, (b, j) => {
			const shared = left[i] && left[j] ? root * dot(left[i], left[j]) : 0;
			return (dot(a, b) - shared) / (lengths[i]! * lengths[j]!);
		}),
	);
	return inverseOfDefinite(matrix).map((row, i) => row.map((one, j) => one / (lengths[i]! * lengths[j]!)));
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
	return a.map((one, t) => one - b[t]!);
}
