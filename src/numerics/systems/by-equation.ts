import { leastSquares } from '../linear/least-squares.ts';
import { type Equation, isShort, residualCovariance, residualsAt, type SystemFit } from './equation.ts';
import { firstStage } from './instruments.ts';

/**
 * Each equation by itself: ordinary least squares, or two-stage least squares where it has instruments, b = argmin |y − X̂b|²
 * (Theil 1953; Greene, Econometric Analysis, 8th ed., 8.3). Standard errors from the residuals of the equation with its true
 * regressors, sᵢ² = eᵢ'eᵢ/(T − kᵢ); Σ of the residuals by `geomean`.
 * @throws NotIdentified, DependentColumns, RangeError
 */
export function equationByEquation(equations: readonly Equation[], stage = firstStage(equations)): SystemFit {
	const fits = equations.map(({ y }, i) => leastSquares(stage[i]!, y));
	const total = fits.reduce((sum, fit) => sum + fit.coefficients.length, 0);
	const coefficients = new Float64Array(total);
	const covariance = Array.from({ length: total }, () => new Float64Array(total));
	let at = 0;
	for (const { coefficients: own } of fits) {
		coefficients.set(own, at);
		at += own.length;
	}
	const residuals = residualsAt(equations, coefficients);
	const sigma = residualCovariance(equations, residuals, 'geomean');
	at = 0;
	for (const [i, { unscaledCovariance }] of fits.entries()) {
		for (const [r, row] of unscaledCovariance.entries())
			covariance[at + r]!.set(
				row.map((one) => one * sigma[i]![i]!),
				at,
			);
		at += unscaledCovariance.length;
	}
	return {
		coefficients,
		covariance,
		residuals,
		residualCovariance: sigma,
		iterations: null,
		converged: true,
		isShort: isShort(equations),
	};
}

/** The same without instruments: ordinary least squares of every equation. */
export function withoutInstruments(equations: readonly Equation[]): Equation[] {
	return equations.map(({ instruments: _, ...rest }) => rest);
}
