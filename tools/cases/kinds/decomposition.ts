import { classicalDecomposition } from '#numerics/forecast/decomposition/classical.ts';
import { stl } from '#numerics/forecast/decomposition/stl.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { type SeriesInput, seriesOf } from './series.ts';

type Spec = { sWindow?: number | 'periodic'; robust?: boolean; tWindow?: number | null; sDegree?: 0 | 1 };
type Input = Case & { series: SeriesInput; spec: Spec };

/** STL and the two classical decompositions. */
export const decomposition: Kind = {
	answer(input) {
		const { series, spec } = input as Input;
		const { values, frequency } = seriesOf(series);
		return {
			stl: listed(
				stl(values, frequency, {
					seasonWindow: spec.sWindow ?? 'periodic',
					robust: spec.robust,
					trendWindow: spec.tWindow ?? undefined,
					seasonDegree: spec.sDegree,
				}),
			),
			classicalMultiplicative: listed(classicalDecomposition(values, frequency, 'multiplicative')),
			classicalAdditive: listed(classicalDecomposition(values, frequency, 'additive')),
		};
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, within(1e-9, 1)) };
	},
};

/** NaN goes out as null. */
function listed(parts: Record<string, Float64Array>): Record<string, number[]> {
	return Object.fromEntries(Object.entries(parts).map(([name, values]) => [name, [...values]]));
}
