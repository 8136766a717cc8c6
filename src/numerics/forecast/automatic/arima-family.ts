import { chooseArima } from '../arima/choose.ts';
import type { ArimaModel } from '../arima/fit.ts';
import { forecastArima } from '../arima/forecast.ts';
import { backFromLogs, type Family, oneError, type Part, takesLogs } from './families.ts';

/** Automatic ARIMA, and another on logarithms where they are taken: on them a season that grows with the level stands still. */
export const arimaFamily: Family = (y, period, horizon) => {
	const own = partOf(chooseArima(y, { period }), horizon);
	if (!takesLogs(y, period)) return [own];
	const { name, mean, se } = partOf(chooseArima(y.map(Math.log), { period }), horizon);
	return [
		own,
		backFromLogs(
			name,
			mean.map(Math.exp),
			se.map((one) => one * one),
		),
	];
};

function partOf(model: ArimaModel, horizon: number): Part {
	const { mean, bounds } = forecastArima(model, horizon, {}, [oneError]);
	const se = bounds[0]!.upper.map((one, i) => one - mean[i]!);
	return { name: nameOf(model), logs: false, mean, se };
}

/** `ARIMA(0,1,1)(0,1,1)[12]`. */
function nameOf({ order: { p, d, q, P, D, Q, period } }: ArimaModel): string {
	const season = P + D + Q > 0 ? `(${P},${D},${Q})[${period}]` : '';
	return `ARIMA(${p},${d},${q})${season}`;
}
