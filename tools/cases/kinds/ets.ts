import { type EtsFit, estimateEts, etsWith } from '#numerics/forecast/ets/estimate.ts';
import { forecastEts } from '#numerics/forecast/ets/forecast.ts';
import { type EtsModel, etsModel } from '#numerics/forecast/ets/model.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { forecastAnswer, type SeriesInput, seriesOf, withoutGaps } from './series.ts';

type Given = { parameters: Record<string, number>; initialStates: Record<string, number> };
type Ets = Case & {
	series: SeriesInput;
	spec: { model: string; damped?: boolean; period?: number };
	horizon: number;
	given?: Given | null;
};
type Answer = { logLik: number; forecast: Record<string, number[]>; [field: string]: unknown };

/** Exponential smoothing from given parameters and states, and with our own estimates of them beside it (`estimated`). */
export const ets: Kind = {
	answer(input) {
		const { series, horizon, given } = input as Ets;
		const y = withoutGaps(seriesOf(series).values);
		const model = modelOf(input as Ets);
		const estimated = estimateEts(y, model);
		if (!given) return answerOf(estimated, horizon);
		const { alpha = 0, beta = 0, gamma = 0, phi = 1 } = given.parameters;
		const { l = 0, b = 0 } = given.initialStates;
		const m = model.season === 'N' ? 1 : model.period;
		const season = Float64Array.from({ length: m }, (_, j) => given.initialStates[`s${m - j}`] ?? 0);
		const fit = etsWith(y, model, { alpha, beta, gamma, phi }, { level: l, trend: b, season });
		return { ...answerOf(fit, horizon), estimated: answerOf(estimated, horizon) };
	},
	compare(answer, input) {
		const { estimated, ...given } = answer as Answer & { estimated: Answer };
		const expected = (input as unknown as { expected: Answer }).expected;
		const { trend, error, season } = modelOf(input as Ets);
		// bounds of models without formulas are drawn, by the peer too
		const drawn = trend === 'M' || (error === 'A' && season === 'M');
		const exact = differences(given, expected, (one, other, path) =>
			within(drawn && /lower|upper/.test(path) ? 0.1 : 1e-7, 1e-3)(one, other, path),
		);
		const own = estimated ?? given;
		const gain = own.logLik - expected.logLik;
		if (gain < -0.5)
			exact.push({
				path: 'estimated.logLik',
				answer: own.logLik,
				expected: expected.logLik,
				error: -gain / 0.5,
			});
		const level = Math.max(...expected.forecast.mean!.map(Math.abs));
		exact.push(
			...differences(
				own.forecast.mean,
				expected.forecast.mean,
				within(0.005, level),
				'estimated.forecast.mean',
			),
		);
		return { differences: exact, figure: `${gain >= 0 ? '+' : ''}${gain.toFixed(3)} log-likelihood` };
	},
};

function modelOf({ series, spec }: Ets): EtsModel {
	return etsModel(spec.model, spec.period ?? series.frequency, spec.damped ?? false);
}

function answerOf(fit: EtsFit, horizon: number) {
	const { model, parameters, initial, last } = fit;
	const states = ({ level, trend, season }: typeof last) => ({
		l: level,
		...(model.trend === 'N' ? {} : { b: trend }),
		...(model.season === 'N'
			? {}
			: Object.fromEntries([...season].reverse().map((figure, i) => [`s${i + 1}`, figure]))),
	});
	return {
		parameters: {
			alpha: parameters.alpha,
			...(model.trend === 'N' ? {} : { beta: parameters.beta }),
			...(model.season === 'N' ? {} : { gamma: parameters.gamma }),
			...(model.damped ? { phi: parameters.phi } : {}),
		},
		initialStates: states(initial),
		logLik: fit.logLik,
		aic: fit.aic,
		aicc: fit.aicc,
		bic: fit.bic,
		sigma2: fit.sigma2,
		mse: fit.mse,
		fitted: [...fit.fitted],
		lastState: states(last),
		forecast: forecastAnswer(forecastEts(fit, horizon, { peer: true })),
	};
}
