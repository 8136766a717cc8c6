import { hodrickPrescott } from '#numerics/forecast/decomposition/hodrick-prescott.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { type SeriesInput, seriesOf } from './series.ts';

type Input = Case & { series: SeriesInput; spec?: { lambda?: number } };

/** Hodrick and Prescott's trend and cycle; λ is that of quarters when the case says nothing. */
export const hpfilter: Kind = {
	answer(input) {
		const { series, spec } = input as Input;
		const { trend, cycle } = hodrickPrescott(seriesOf(series).values, spec?.lambda ?? 1600);
		return { trend: [...trend], cycle: [...cycle] };
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, within(1e-9, 1)) };
	},
};
