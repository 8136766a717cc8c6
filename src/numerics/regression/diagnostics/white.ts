import { chiSquareAbove } from '../../distributions/tails.ts';
import { factorise } from '../../linear/householder.ts';
import { centred, isConstant, type Regression, shareExplained, type TestResult } from '../regression.ts';

/**
 * Variance of the errors that goes with the regressors, their squares or products in any way: T·R² of e² on a constant, the regressors,
 * their squares and products; chi-square with as many as these are (White 1980). What repeats others (the square of a dummy) is left out.
 */
export function white({ columns, residuals, rows }: Regression): TestResult {
	const own = columns.filter((column) => !isConstant(column)).map(standardized);
	const design = [new Float64Array(rows).fill(1), ...own];
	for (const [i, a] of own.entries()) for (const b of own.slice(i)) design.push(a.map((x, t) => x * b[t]!));
	const { dependent } = factorise(design, rows);
	const kept = design.filter((_, j) => !dependent.includes(j));
	const statistic = rows * shareExplained(kept, centred(residuals.map((e) => e * e)));
	const df = kept.length - 1;
	return { statistic, df: [df], p: chiSquareAbove(statistic, df) };
}

/** About its mean and of one size: squares and products span the same, but keep clear of one another. */
function standardized(column: Float64Array): Float64Array {
	const middle = centred(column);
	const largest = middle.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
	return middle.map((x) => x / largest);
}
