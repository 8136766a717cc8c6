import { coverage, mase, msis, seasonalScale, smape } from '#numerics/forecast/accuracy.ts';
import type { Case, Kind } from '../case.ts';
import { automaticAnswer } from './automatic.ts';

type Method = { mean: number[]; lower95: number[]; upper95: number[] };
type Set = Case & {
	set: string;
	frequency: number;
	horizon: number;
	train: number[];
	test: number[];
	forecasts: Record<string, Method>;
};
type Figures = { smape: number; mase: number; coverage: number; msis: number };

/** The combination that ours is measured by, and the method of which OWA 1 is. */
const rival = 'comb_mean3';
const simplest = 'naive2';

/** Series of a competition: the default forecast, judged over the set beside the combination of others. */
export const forecastSet: Kind = {
	answer(input) {
		const { train, frequency, horizon } = input as Set;
		return automaticAnswer({ values: train, frequency }, horizon);
	},
	compare(answer, input) {
		const figures = figuresOf(answer as Method, input as Set);
		const differences = Object.entries(figures)
			.filter(([, value]) => !Number.isFinite(value))
			.map(([path, value]) => ({ path, answer: value, expected: 'finite', error: Number.POSITIVE_INFINITY }));
		return { differences };
	},
	together(answered) {
		const sets = Map.groupBy(answered, (one) => (one.input as Set).set);
		return [...sets].map(([id, cases]) => {
			const over = (pick: (one: (typeof cases)[number]) => Method) =>
				meanOf(cases.map((one) => figuresOf(pick(one), one.input as Set)));
			const ours = over((one) => one.answer as Method);
			const theirs = over((one) => (one.input as Set).forecasts[rival]!);
			const base = over((one) => (one.input as Set).forecasts[simplest]!);
			const owa = (of: Figures) => (of.smape / base.smape + of.mase / base.mase) / 2;
			const told = (of: Figures) =>
				`sMAPE ${of.smape.toFixed(3)}, MASE ${of.mase.toFixed(4)}, OWA ${owa(of).toFixed(4)}, coverage ${of.coverage.toFixed(4)}, MSIS ${of.msis.toFixed(3)}`;
			const worse = {
				sMAPE: ours.smape > theirs.smape,
				MASE: ours.mase > theirs.mase,
				MSIS: ours.msis > theirs.msis,
			};
			const faults = Object.entries(worse).flatMap(([name, is]) =>
				is ? [`${name} is above that of ${rival}`] : [],
			);
			if (!(ours.coverage >= 0.9 && ours.coverage <= 0.97))
				faults.push('coverage is not within 0.90 and 0.97');
			return { id, figure: `${cases.length} series: ${told(ours)} (${rival}: ${told(theirs)})`, faults };
		});
	},
};

function figuresOf({ mean, lower95, upper95 }: Method, { train, test, frequency }: Set): Figures {
	const scale = seasonalScale(train, frequency);
	return {
		smape: smape(test, mean),
		mase: mase(test, mean, scale),
		coverage: coverage(test, lower95, upper95),
		msis: msis(test, lower95, upper95, scale, 0.95),
	};
}

function meanOf(all: Figures[]): Figures {
	const mean = (name: keyof Figures) => all.reduce((sum, one) => sum + one[name], 0) / all.length;
	return { smape: mean('smape'), mase: mean('mase'), coverage: mean('coverage'), msis: mean('msis') };
}
