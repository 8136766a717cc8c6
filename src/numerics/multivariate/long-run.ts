import type { DynamicEquation } from './dynamic-equation.ts';
import type { RegressionSummary } from './regression-summary.ts';

/**
 * What an autoregressive distributed lag comes to in the end, θ = Σβ/(1 − Σφ) over the coefficients of x and of the lags of y, with its
 * standard error by the delta method (Greene, Econometric Analysis, 8th ed., 4.6): g'Vg with ∂θ/∂β = 1/(1 − Σφ), ∂θ/∂φ = θ/(1 − Σφ).
 */
export function longRunEffect(
	equation: DynamicEquation,
	fit: RegressionSummary,
	of: string,
): { coefficient: number; standardError: number } {
	const first = equation.constant ? 1 : 0;
	const sum = (name: string) =>
		equation.right.reduce(
			(all, term, j) => (term.name === name ? all + fit.coefficients[first + j]! : all),
			0,
		);
	const rest = 1 - sum(equation.left.name);
	const coefficient = sum(of) / rest;
	const gradient = Float64Array.from(fit.coefficients, (_, i) => {
		const name = equation.right[i - first]?.name;
		return name === of ? 1 / rest : name === equation.left.name ? coefficient / rest : 0;
	});
	let variance = 0;
	for (const [i, row] of fit.covariance.entries())
		for (const [j, one] of row.entries()) variance += gradient[i]! * one * gradient[j]!;
	return { coefficient, standardError: Math.sqrt(variance) };
}
