import { chooseArima } from '#numerics/forecast/arima/choose.ts';
import { arimaName } from '#numerics/forecast/arima/name.ts';
import { chooseEts } from '#numerics/forecast/ets/choose.ts';
import { etsName } from '#numerics/forecast/ets/model.ts';
import { seasonOf } from '#numerics/forecast/series.ts';
import type { Case, Difference, Kind } from '../case.ts';
import { type SeriesInput, seriesOf } from './series.ts';

type Input = Case & { series: Record<string, SeriesInput> };
type Chosen = { arima: string; arimaAicc: number; ets: string; etsAicc: number };

/** Models chosen for several series by the automatic choices. */
export const auto: Kind = {
	answer(input) {
		return Object.fromEntries(
			Object.entries((input as Input).series).map(([name, one]) => {
				const series = seriesOf(one);
				const period = seasonOf(series);
				const arima = chooseArima(series.values, { period });
				const ets = chooseEts(series.values, { period });
				return [
					name,
					{ arima: arimaName(arima), arimaAicc: arima.aicc, ets: etsName(ets.model), etsAicc: ets.aicc },
				];
			}),
		);
	},
	compare(answer, input) {
		const expected = Object.entries(input.expected as Record<string, Chosen>);
		const differences: Difference[] = [];
		let same = 0;
		for (const [name, peer] of expected) {
			const own = (answer as Record<string, Chosen | undefined>)[name];
			// another model of the same differences is as good when its criterion is not above the peer's
			const arimaFits = own?.arima === peer.arima || differencesIn(own?.arima) === differencesIn(peer.arima);
			if (!own || !arimaFits || !(own.arimaAicc <= peer.arimaAicc + 0.02))
				differences.push({
					path: `${name}.arima`,
					answer: `${own?.arima} ${own?.arimaAicc}`,
					expected: `${peer.arima} ${peer.arimaAicc}`,
					error: Number.POSITIVE_INFINITY,
				});
			if (!own || !(own.etsAicc <= peer.etsAicc + 1))
				differences.push({
					path: `${name}.ets`,
					answer: `${own?.ets} ${own?.etsAicc}`,
					expected: `${peer.ets} ${peer.etsAicc}`,
					error: own ? own.etsAicc - peer.etsAicc : Number.POSITIVE_INFINITY,
				});
			same += Number(own?.arima === peer.arima) + Number(own?.ets === peer.ets);
		}
		return { differences, figure: `${same} of ${2 * expected.length} models are the peer's` };
	},
};

/** d and D of a name. */
function differencesIn(name = ''): string {
	const [, d, D] = /\(\d+,(\d+),\d+\)(?:\(\d+,(\d+),\d+\))?/.exec(name) ?? [];
	return `${d},${D ?? 0}`;
}
