import {
	diagonalCovariance,
	sampleCovariance,
	shrunkCovariance,
} from '#numerics/forecast/hierarchy/error-covariance.ts';
import {
	bottomUp,
	NotPositive,
	reconcile,
	structuralVariances,
	topDown,
} from '#numerics/forecast/hierarchy/reconcile.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';

type Reconciliation = Case & {
	summing: number[][];
	base: number[];
	residuals?: number[][];
	history?: number[];
};

/** Forecasts of a hierarchy made to add up, by every method that the case has the data for. */
export const reconciliation: Kind = {
	answer(input) {
		const { summing, base, residuals, history } = input as Reconciliation;
		const by = (covariance: Float64Array[], nonNegative = false) => [
			...reconcile(summing, base, covariance, { nonNegative }),
		];
		const answer: Record<string, number[] | number | null> = {
			bottomUp: [...bottomUp(summing, base)],
			ols: by(diagonalCovariance(base.map(() => 1))),
			wlsStructural: by(diagonalCovariance(structuralVariances(summing))),
		};
		if (history) answer.topDownHistoricalShares = [...topDown(summing, base, history)];
		if (!residuals) return answer;
		const sample = sampleCovariance(residuals);
		const { covariance, intensity } = shrunkCovariance(residuals);
		return {
			...answer,
			wlsVariance: ifPositive(() => by(diagonalCovariance(sample.map((row, i) => row[i]!)))),
			mintSample: ifPositive(() => by(sample)),
			mintShrink: ifPositive(() => by(covariance)),
			mintShrinkNonNegative: ifPositive(() => by(covariance, true)),
			shrinkIntensity: intensity,
		};
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, within(1e-10)) };
	},
};

/** Null where the errors are too few or too alike to weigh by. */
function ifPositive(forecast: () => number[]): number[] | null {
	try {
		return forecast();
	} catch (error) {
		if (error instanceof NotPositive) return null;
		throw error;
	}
}
