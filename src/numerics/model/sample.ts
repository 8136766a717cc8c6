import { evaluate, needsOf, piName } from '../language/evaluate.ts';
import { type Fault, ModelFault } from '../language/fault.ts';
import { missingFaults } from '../language/missing.ts';
import { suggestion } from '../language/suggest.ts';
import type { Behavioural, Expression } from '../language/tree.ts';
import { type PeriodRange, periodNumber, yearPeriod } from '../periods.ts';
import type { Equation } from '../regression/estimate.ts';
import { hasSeries, type SeriesByName } from '../series-by-name.ts';

/** A behavioural equation over its data, ready for `estimateEquation`, with the range it covers. */
export type Sample = { equation: Equation; range: PeriodRange };

/** An expression with the lags that it is needed at besides those of its text; null is the constant. */
type Column = { of: Expression | null; lags: number };

/**
 * Left side, regressors and instruments of a behavioural equation as columns over `range`, else its TSRANGE, else the longest run of
 * periods for which nothing is missing; with the observations before it that autocorrelated errors and polynomial lags need.
 * @param instruments in place of those of IV>
 * @throws ModelFault with unknown names, and what is missing by name and period
 */
export function sampleOf(
	of: Behavioural,
	data: SeriesByName,
	range?: PeriodRange,
	instruments: readonly Expression[] = of.instruments,
): Sample {
	const order = of.autocorrelation;
	const lagsOf = (name: string) => of.polynomialLags.find((one) => one.coefficient === name)?.lags ?? 1;
	// in the order of COEFF>
	const terms = of.coefficients.map((name) => of.terms.find((one) => one.coefficient === name)!);
	const left: Column = { of: of.left.expression, lags: order };
	const regressors: Column[] = terms.map(({ coefficient, regressor }) => ({
		of: regressor,
		lags: order + lagsOf(coefficient) - 1,
	}));
	const zs: Column[] = instruments.map((one) => ({ of: one, lags: order }));
	const all = [left, ...regressors, ...zs];
	refuseUnknown(all, data);
	const covered = range ?? (of.range && ([...of.range.from, ...of.range.to] as const));
	const { from, to } = covered
		? {
				from: periodNumber([covered[0], covered[1]], data.frequency),
				to: periodNumber([covered[2], covered[3]], data.frequency),
			}
		: longestRun(of, all, data);
	refuseMissing(all, data, from, to);
	const before = Math.max(...all.map((one) => one.lags));
	const column = ({ of: expression }: Column) =>
		expression
			? evaluate(expression, data, from - before, to)
			: new Float64Array(to - from + 1 + before).fill(1);
	const lagName = (name: string, lag: number) => (lag === 0 ? name : `${name}__PDL__${lag}`);
	const equation: Equation = {
		y: column(left),
		columns: regressors.map(column),
		names: of.coefficients,
		before,
		autoOrder: order,
		restrictions: of.restrictions.map((one) => ({
			terms: one.terms.map(({ coefficient, lag, factor }) => ({
				name: lagName(coefficient, lag),
				weight: factor,
			})),
			value: one.value,
		})),
		almon: of.polynomialLags,
	};
	if (zs.length > 0) equation.instruments = zs.map(column);
	return {
		equation,
		range: [...yearPeriod(from, data.frequency), ...yearPeriod(to, data.frequency)],
	};
}

function refuseUnknown(columns: readonly Column[], data: SeriesByName): void {
	const faults: Fault[] = [];
	for (const { of } of columns)
		for (const { name, place } of of ? needsOf(of) : [])
			if (!hasSeries(data, name) && name !== piName)
				faults.push({
					code: 'unknown-name',
					place,
					facts: { name, ...suggestion(name, Object.keys(data.series)) },
				});
	if (faults.length > 0) throw new ModelFault(faults);
}

function refuseMissing(columns: readonly Column[], data: SeriesByName, from: number, to: number): void {
	const faults = columns.flatMap(({ of, lags }) => (of ? missingFaults(of, data, from - lags, to) : []));
	if (faults.length > 0) throw new ModelFault(faults);
}

/** The longest run of periods for which every column has values at all its lags; of equal ones the last. */
function longestRun(
	of: Behavioural,
	columns: readonly Column[],
	data: SeriesByName,
): { from: number; to: number } {
	let first = Number.POSITIVE_INFINITY;
	let last = Number.NEGATIVE_INFINITY;
	for (const { start, values } of Object.values(data.series)) {
		const begin = periodNumber(start, data.frequency);
		first = Math.min(first, begin);
		last = Math.max(last, begin + values.length - 1);
	}
	let from = first;
	let best: { from: number; to: number } | null = null;
	const values = columns.map((one) => ({
		lags: one.lags,
		values: one.of && last >= first ? evaluate(one.of, data, first, last) : null,
	}));
	const holds = (t: number) =>
		values.every(({ lags, values }) => {
			for (let lag = 0; values && lag <= lags; lag++)
				if (!Number.isFinite(values[t - lag - first] ?? Number.NaN)) return false;
			return true;
		});
	for (let t = first; t <= last; t++) {
		if (!holds(t)) from = t + 1;
		else if (!best || t - from >= best.to - best.from) best = { from, to: t };
	}
	if (!best) throw new ModelFault([{ code: 'no-range', place: of.place, facts: { name: of.name } }]);
	return best;
}
