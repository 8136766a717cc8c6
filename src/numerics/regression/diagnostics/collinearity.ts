import { factorise } from '../../linear/householder.ts';
import { leastSquares } from '../../linear/least-squares.ts';
import { singularValues } from '../../linear/singular-values.ts';
import { centred, isConstant, type Regression } from '../regression.ts';

/**
 * Variance inflation 1/(1 − R²_j) of each regressor on the others (Marquardt 1970), in the order of the columns; null for the constant.
 * R² is about the mean where there is a constant.
 */
export function varianceInflation({ columns, hasConstant }: Regression): (number | null)[] {
	return columns.map((column, j) => {
		if (isConstant(column)) return null;
		const others = columns.filter((_, i) => i !== j);
		if (others.length === 0) return 1;
		const { sumOfSquares } = leastSquares(others, column);
		const about = hasConstant ? centred(column) : column;
		return about.reduce((sum, x) => sum + x * x, 0) / sumOfSquares;
	});
}

/** The greatest singular value of X over the least: how far rounding and collinearity can carry. */
export function conditionNumber({ columns, rows, count }: Regression): number {
	const { upper, scale } = factorise(columns, rows);
	const triangle = Array.from({ length: count }, (_, j) =>
		Float64Array.from({ length: count }, (_, i) => upper[i * count + j]! * scale[j]!),
	);
	const values = singularValues(triangle);
	return values[0]! / values.at(-1)!;
}
