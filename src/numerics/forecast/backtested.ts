import { type Backtest, type BacktestOptions, backtest, type Forecaster, knownAt } from './backtest.ts';
import { conformalForecast } from './conformal.ts';
import { type Forecast, type Series, usualLevels } from './series.ts';

export type Backtested = {
	forecast: Forecast;
	/** By method, in sum 1. */
	weights: Record<string, number>;
	backtests: Record<string, Backtest>;
	/** Errors of the combination itself, by origin. */
	errors: Float64Array[];
};

/**
 * Methods weighed by their own past: each is backtested, the weights are `backtestWeights`, and the bounds are those that the combination
 * would have kept (`conformalForecast`).
 * @param methods by name, at least one
 */
export function backtestedForecast(
	target: Series,
	methods: Readonly<Record<string, Forecaster>>,
	options: BacktestOptions & { levels?: readonly number[]; adaptive?: boolean },
): Backtested {
	const { horizon, drivers = {}, levels = usualLevels, adaptive } = options;
	const names = Object.keys(methods);
	const tests = names.map((name) => backtest(target, methods[name]!, options));
	const weights = backtestWeights(tests.map((one) => one.errors));
	const known = knownAt(target, drivers, target.values.length, horizon, options.forecastDriver);
	const mean = weighted(
		names.map((name) => methods[name]!(known)),
		weights,
	);
	const errors = tests[0]!.origins.map((_, i) =>
		weighted(
			tests.map((one) => one.errors[i]!),
			weights,
		),
	);
	return {
		forecast: conformalForecast(mean, errors, levels, { adaptive }),
		weights: Object.fromEntries(names.map((name, j) => [name, weights[j]!])),
		backtests: Object.fromEntries(names.map((name, j) => [name, tests[j]!])),
		errors,
	};
}

/**
 * Weights inverse to the mean squared error (Bates and Granger 1969), drawn towards equal ones as far as the errors are few: λ = k/(k + N),
 * k methods and N origins (in the way of Stock and Watson 2004). Horizons count alike.
 * @param errors by method, by origin
 * @returns one of each method, in sum 1
 */
export function backtestWeights(errors: readonly (readonly Float64Array[])[]): Float64Array {
	const k = errors.length;
	const origins = errors[0]!.length;
	const horizon = Math.max(...errors[0]!.map((row) => row.length));
	const losses = new Float64Array(k);
	for (let h = 0; h < horizon; h++) {
		const squares = errors.map((rows) => meanSquare(rows, h));
		const all = squares.reduce((sum, one) => sum + one, 0);
		if (!(all > 0)) continue;
		for (let j = 0; j < k; j++) losses[j]! += squares[j]! / all;
	}
	const largest = Math.max(...losses);
	// a method without an error takes all, but for the part that is shared equally
	const inverse = losses.map((one) => (largest === 0 ? 1 : 1 / Math.max(one, 1e-6 * largest)));
	const sum = inverse.reduce((all, one) => all + one, 0);
	const drawn = k / (k + origins);
	return inverse.map((one) => (1 - drawn) * (one / sum) + drawn / k);
}

function meanSquare(rows: readonly Float64Array[], h: number): number {
	let sum = 0;
	let count = 0;
	for (const row of rows) {
		const error = row[h] ?? Number.NaN;
		if (Number.isNaN(error)) continue;
		sum += error * error;
		count++;
	}
	return count === 0 ? 0 : sum / count;
}

function weighted(rows: readonly Float64Array[], weights: Float64Array): Float64Array {
	return rows[0]!.map((_, h) => {
		let sum = 0;
		for (const [j, row] of rows.entries()) sum += weights[j]! * row[h]!;
		return sum;
	});
}
