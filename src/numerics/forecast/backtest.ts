import { automaticForecast } from './automatic/automatic.ts';
import type { Series } from './series.ts';

/** What is known when a forecast is made. Drivers stop where the target does; what they will be is forecast, not looked up. */
export type Known = {
	target: Series;
	drivers: Readonly<Record<string, Series>>;
	/** Of each driver, the periods ahead as they are forecast. */
	driversAhead: Readonly<Record<string, Float64Array>>;
	horizon: number;
};

/** `horizon` values ahead of what is known. */
export type Forecaster = (known: Known) => Float64Array;

export type Backtest = {
	/** How many observations were known to each forecast, the earliest first. */
	origins: number[];
	/** By origin, `horizon` values each. */
	forecasts: Float64Array[];
	/** Observed less forecast; NaN where there is no observation. */
	errors: Float64Array[];
};

export type BacktestOptions = {
	horizon: number;
	/** Forecasts at most; the last starts one observation before the end. 24 unless told. */
	origins?: number;
	/** Observations from one origin to the next. */
	step?: number;
	/** Fewer observations are not forecast from. */
	least?: number;
	/** Of the same periods as the target. */
	drivers?: Readonly<Record<string, Series>>;
	/** How drivers are forecast: automatically unless told. */
	forecastDriver?: (driver: Series, horizon: number) => Float64Array;
};

/**
 * Forecasts from earlier and earlier ends of a series against what came then (rolling origin: Tashman 2000; Hyndman and Athanasopoulos,
 * 5.10). Nothing later than the origin is seen: outside drivers are cut there too and forecast, so the errors hold their uncertainty.
 * @throws RangeError when a driver has not the length of the target, or no origin has enough before it
 */
export function backtest(
	target: Series,
	forecast: Forecaster,
	{
		horizon,
		origins = 24,
		step = 1,
		least = 4,
		drivers = {},
		forecastDriver = automatically,
	}: BacktestOptions,
): Backtest {
	const n = target.values.length;
	for (const [name, driver] of Object.entries(drivers))
		if (driver.values.length !== n)
			throw new RangeError(`${name} has ${driver.values.length} periods beside ${n} of the target`);
	const from: number[] = [];
	for (let origin = n - 1; origin >= least && from.length < origins; origin -= step) from.unshift(origin);
	if (from.length === 0) throw new RangeError(`${n} observations are too few for a backtest after ${least}`);
	const forecasts = from.map((origin) => {
		const known = knownAt(target, drivers, origin, horizon, forecastDriver);
		return forecast(known);
	});
	const errors = forecasts.map((one, i) =>
		one.map((value, h) => (target.values[from[i]! + h] ?? Number.NaN) - value),
	);
	return { origins: from, forecasts, errors };
}

/** What is known after `origin` observations. */
export function knownAt(
	target: Series,
	drivers: Readonly<Record<string, Series>>,
	origin: number,
	horizon: number,
	forecastDriver: NonNullable<BacktestOptions['forecastDriver']> = automatically,
): Known {
	const cut = (series: Series): Series => ({ ...series, values: series.values.subarray(0, origin) });
	const past = Object.fromEntries(Object.entries(drivers).map(([name, one]) => [name, cut(one)]));
	const driversAhead = Object.fromEntries(
		Object.entries(past).map(([name, one]) => [name, forecastDriver(one, horizon)]),
	);
	return { target: cut(target), drivers: past, driversAhead, horizon };
}

function automatically(driver: Series, horizon: number): Float64Array {
	return automaticForecast(driver, horizon).forecast.mean;
}
