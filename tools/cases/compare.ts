import type { Difference } from './case.ts';

/** Of one number: how far it is from what is expected, as a share of what is allowed; up to 1 passes. */
export type Measure = (answer: number, expected: number, path: string) => number;

/** Relative, for numbers below `floor` absolute: |a − b| ≤ tolerance · max(|b|, floor). */
export function within(tolerance: number, floor = 0): Measure {
	return (answer, expected) => {
		if (answer === expected) return 0;
		return Math.abs(answer - expected) / (tolerance * Math.max(Math.abs(expected), floor));
	};
}

/**
 * Everything that is expected must stand in the answer; the answer may hold more. Numbers are measured, all else is the same or not.
 * A missing number is null in both.
 */
export function differences(answer: unknown, expected: unknown, measure: Measure, path = ''): Difference[] {
	if (typeof expected === 'number') {
		const error = typeof answer === 'number' ? measure(answer, expected, path) : Number.POSITIVE_INFINITY;
		return error <= 1 ? [] : [{ path, answer, expected, error }];
	}
	if (expected !== null && typeof expected === 'object') {
		if (answer === null || typeof answer !== 'object')
			return [{ path, answer, expected: 'an object', error: Number.POSITIVE_INFINITY }];
		if (Array.isArray(expected) && (!Array.isArray(answer) || answer.length !== expected.length))
			return [{ path, answer: 'another length', expected: expected.length, error: Number.POSITIVE_INFINITY }];
		return Object.entries(expected).flatMap(([key, value]) =>
			differences((answer as Record<string, unknown>)[key], value, measure, path ? `${path}.${key}` : key),
		);
	}
	return (answer ?? null) === expected ? [] : [{ path, answer, expected, error: Number.POSITIVE_INFINITY }];
}

/** Digits that agree: −log10 of the relative error (absolute where 0 is expected), at most 15. */
export function digits(answer: number, expected: number): number {
	if (answer === expected) return 15;
	if (!Number.isFinite(answer)) return 0;
	const error = expected === 0 ? Math.abs(answer) : Math.abs(answer - expected) / Math.abs(expected);
	return Math.max(0, Math.min(15, -Math.log10(error)));
}
