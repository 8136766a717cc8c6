import chiSquare from '@stdlib/stats-base-dists-chisquare-quantile';
import fisher from '@stdlib/stats-base-dists-f-quantile';
import normal from '@stdlib/stats-base-dists-normal-quantile';
import student from '@stdlib/stats-base-dists-t-quantile';

/** z with P(Z ≤ z) = p of the standard normal; 0 ≤ p ≤ 1. */
export function normalQuantile(p: number): number {
	return normal(p, 0, 1);
}

/** t with P(T ≤ t) = p of Student's t with df > 0 degrees of freedom. */
export function studentQuantile(p: number, df: number): number {
	return student(p, df);
}

/** x with P(X ≤ x) = p of chi-square with df > 0 degrees of freedom. */
export function chiSquareQuantile(p: number, df: number): number {
	return chiSquare(p, df);
}

/** x with P(X ≤ x) = p of Fisher's F with df1 and df2 > 0 degrees of freedom. */
export function fisherQuantile(p: number, df1: number, df2: number): number {
	return fisher(p, df1, df2);
}
