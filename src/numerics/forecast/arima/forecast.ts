import { type Forecast, normalForecast, usualLevels } from '../series.ts';
import type { ArimaModel } from './fit.ts';
import { predict } from './state-space.ts';

/**
 * The next `horizon` values by the model after its last observation; the variance is that of the errors to come, not that of the
 * coefficients.
 * @param future regressors' coming values by name, `horizon` each
 * @throws RangeError when a regressor's future is not given
 */
export function forecastArima(
	model: ArimaModel,
	horizon: number,
	future: Readonly<Record<string, Float64Array>> = {},
	levels = usualLevels,
): Forecast {
	const { mean, variance } = predict(model.state, horizon);
	for (const { name, value } of model.coefficients.slice(model.params.length))
		for (let h = 0; h < horizon; h++) mean[h]! += value * regressorAt(name, h, model, future);
	const se = variance.map((one) => Math.sqrt(one * model.sigma2));
	return normalForecast(mean, se, levels);
}

function regressorAt(
	name: string,
	h: number,
	model: ArimaModel,
	future: Readonly<Record<string, Float64Array>>,
): number {
	const given = future[name]?.[h];
	if (given !== undefined) return given;
	if (name === 'intercept') return 1;
	if (name === 'drift') return model.length + h + 1;
	throw new RangeError(`no future value of regressor ${name} for step ${h + 1}`);
}
