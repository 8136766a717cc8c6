import { leastSquares } from '../linear/least-squares.ts';
import { type Equation, type SystemFit, sideBySide } from './equation.ts';
import { firstStage } from './instruments.ts';

/**
 * Each equation by itself: ordinary least squares, or two-stage least squares where it has instruments, b = argmin |y − X̂b|²
 * (Theil 1953; Greene, Econometric Analysis, 8th ed., 8.3). Standard errors from the residuals of the equation with its true
 * regressors, sᵢ² = eᵢ'eᵢ/(T − kᵢ); Σ of the residuals by `geomean`.
 * @throws NotIdentified, DependentColumns, RangeError
 */
export function equationByEquation(equations: readonly Equation[], stage = firstStage(equations)): SystemFit {
	const fits = equations.map(({ y }, i) => leastSquares(stage[i]!, y));
	return sideBySide(equations, fits, 'geomean');
}

/** The same without instruments: ordinary least squares of every equation. */
export function withoutInstruments(equations: readonly Equation[]): Equation[] {
	return equations.map(({ instruments: _, ...rest }) => rest);
}
