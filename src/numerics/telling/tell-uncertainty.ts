import { betweenOf } from './amounts.ts';
import { periodIn } from './periods.ts';
import { labelOf, sentence, type Teller, unitOf } from './words.ts';

/** The spread of one variable over the periods of a stochastic run (period: year × frequency + place from 0). */
export type Uncertain = {
	variable: string;
	/** Of lying between `low` and `high`: 0.9 for the quantiles 0.05 and 0.95. */
	probability: number;
	from: number;
	low: ArrayLike<number>;
	high: ArrayLike<number>;
	/** What the quantiles are compared with: then the change is told in percent of it. */
	base?: ArrayLike<number>;
	/** Shares of the variance that come from errors or coefficients of equations, or from assumptions. */
	sources?: readonly { kind: 'equation' | 'coefficients' | 'assumption'; name: string; share: number }[];
	/** Variables whose equations are not to be relied on. */
	unreliable?: readonly string[];
};

const chances = new Map([
	[50, 'half'],
	[80, 'fourFifths'],
	[90, 'nineTenths'],
	[95, 'nineteenTwentieths'],
	[99, 'ninetyNineHundredths'],
]);

/** Where a variable lies at the end, what makes it uncertain most, since when the spread is wide, which equations are not reliable. */
export function tellUncertainty(uncertain: Uncertain, teller: Teller): string[] {
	return [
		...tellRange(uncertain, teller),
		...tellSource(uncertain, teller),
		...tellWidening(uncertain, teller),
		...tellUnreliable(uncertain, teller),
	].map(sentence);
}

function tellRange({ variable, probability, from, low, high, base }: Uncertain, teller: Teller): string[] {
	const { words } = teller;
	const label = labelOf(variable, teller);
	const at = low.length - 1;
	const inPercent = base !== undefined && label.kind !== 'percent' && label.kind !== 'share';
	const scale = label.kind === 'share' ? 100 : 1;
	const against = (value: number) =>
		inPercent ? (100 * (value - base[at]!)) / Math.abs(base[at]!) : scale * (value - (base?.[at] ?? 0));
	const ends = [against(low[at]!), against(high[at]!)] as const;
	if (!ends.every(Number.isFinite)) return [];
	const own =
		label.kind === 'percent' || label.kind === 'share'
			? { kind: 'percent' as const, unit: '' }
			: unitOf(label);
	const measure = inPercent ? { kind: 'percent' as const, unit: '' } : base ? unitOf(label) : own;
	const percent = Math.round(100 * probability);
	const chance = words.any('telling.chance', { chance: chances.get(percent) ?? 'percent', percent });
	const range = betweenOf(ends, measure.kind, measure.unit, words);
	const params = {
		name: label.name,
		plural: label.plural,
		chance,
		range,
		when: periodIn('in', from + at, teller),
	};
	return [words.any(base ? 'telling.uncertainty.change' : 'telling.uncertainty.level', params)];
}

function tellSource({ sources = [] }: Uncertain, teller: Teller): string[] {
	const [first] = [...sources].filter((one) => one.share > 0).sort((a, b) => b.share - a.share);
	if (!first || first.share < 0.05) return [];
	const { name } = labelOf(first.name, teller);
	const share = Math.round(100 * Math.min(1, first.share));
	return [teller.words.any('telling.uncertainty.source', { kind: first.kind, name, share })];
}

/** The first period in which the spread is twice that of the first one. */
function tellWidening({ from, low, high }: Uncertain, teller: Teller): string[] {
	const width = (t: number) => high[t]! - low[t]!;
	for (let t = 1; t < low.length; t++)
		if (width(0) > 0 && width(t) >= 2 * width(0))
			return [
				teller.words.any('telling.uncertainty.wider', {
					since: periodIn('since', from + t, teller),
					first: periodIn('in', from, teller),
				}),
			];
	return [];
}

function tellUnreliable({ unreliable = [] }: Uncertain, teller: Teller): string[] {
	const { words } = teller;
	if (unreliable.length === 0) return [];
	const names = unreliable.map((one) =>
		words.any('telling.equation-of', { name: labelOf(one, teller).name }),
	);
	return [words.any('telling.uncertainty.unreliable', { n: names.length, names: words.formats.list(names) })];
}
