/**
 * How long the econometric engine takes: Klein's model, an invented region of 145 equations, automatic forecasts of monthly series.
 * Seconds of CPU of one core; warm is what a page pays while a slider moves, cold is the first time in a process.
 */
import { readFileSync } from 'node:fs';
import { automaticForecast } from '#numerics/forecast/automatic/automatic.ts';
import { parseExpression, parseModel } from '#numerics/language/parse.ts';
import type { Model } from '#numerics/language/tree.ts';
import { estimateModel } from '#numerics/model/estimate.ts';
import { multipliersOf, solveAgain, solveWithInstruments } from '#numerics/model/multipliers.ts';
import { type Coefficients, solvable } from '#numerics/model/prepare.ts';
import { simulate } from '#numerics/model/simulate.ts';
import { simulateStochastically } from '#numerics/model/stochastic.ts';
import type { Assumptions } from '#numerics/model/window.ts';
import type { PeriodRange } from '#numerics/periods.ts';
import { seeded } from '#numerics/random/seeded.ts';
import type { SeriesByName } from '#numerics/series-by-name.ts';
import { referenceData } from '#tests/support/reference-data.ts';
import { municipalData, municipalText } from './numerics/municipal-model.ts';
import { type Finding, median, rounded } from './report.ts';

/** Milliseconds of CPU of one run: of the first, and the median of five rounds after it. */
function timed(work: () => unknown, times = 1): { cold: number; warm: number } {
	const cold = spent(work, 1);
	for (let i = 0; i < 3; i++) spent(work, times);
	return { cold, warm: median(Array.from({ length: 5 }, () => spent(work, times))) };
}

function spent(work: () => unknown, times: number): number {
	const since = process.cpuUsage();
	for (let i = 0; i < times; i++) work();
	const { user, system } = process.cpuUsage(since);
	return (user + system) / 1000 / times;
}

const read = (path: string) => JSON.parse(readFileSync(referenceData(path), 'utf8'));

const ms = (value: number) => rounded(value, value < 10 ? 3 : 1);

export async function numerics(): Promise<Finding[]> {
	return [...kleinFigures(), ...regionFigures(), ...forecastFigures()];
}

function kleinFigures(): Finding[] {
	const { mdl, data, coefficients } = read('econ/models/klein-simulate.json') as {
		mdl: string;
		data: SeriesByName;
		coefficients: Coefficients;
	};
	const model = parseModel(mdl);
	// what is outside of the model, and its lags, as in Klein's own study
	const instruments = ['1', 'g', 't', 'w2', 'time', 'TSLAG(k,1)', 'TSLAG(p,1)', 'TSLAG(y+t-w2,1)'];
	const expressions = instruments.map(parseExpression);
	const estimate = timed(() => estimateModel(model, data, { instruments: expressions }), 200);
	const solving = solvable(model);
	const run: Assumptions = { type: 'DYNAMIC', range: [1922, 1, 1941, 1] };
	const dynamic = timed(() => simulate(solving, data, coefficients, run), 100);

	const names = model.equations.filter((one) => one.kind === 'behavioural').map((one) => one.name);
	const covariance = names.map((_, i) => Float64Array.from(names, (__, j) => (i === j ? 1 : 0.2)));
	const tenYears: PeriodRange = [1932, 1, 1941, 1];
	const replicas = timed(() =>
		simulateStochastically(
			solving,
			data,
			coefficients,
			{ type: 'DYNAMIC', range: tenYears },
			{ replicas: 10_000, seed: 7, errors: { equations: names, covariance } },
		),
	);

	// 40 × 40: two instruments and two targets over twenty years
	const solved = solveWithInstruments(solving, data, coefficients, run, ['g', 'w2'], ['y', 'cn']);
	const multipliers = timed(() => {
		solveAgain(solved);
		return multipliersOf(solved);
	}, 20);
	const shape = multipliersOf(solved);
	return [
		{
			what: 'Klein: three equations by 2SLS, ms',
			value: ms(estimate.warm),
			most: 1,
			told: `with all statistics, from the tree of the text; cold ${ms(estimate.cold)} ms`,
		},
		{
			what: 'Klein: dynamic solution of 20 years, ms',
			value: ms(dynamic.warm),
			most: 1,
			told: `with setting up; cold ${ms(dynamic.cold)} ms`,
		},
		{
			what: 'Klein: 10,000 stochastic replicas of 10 years, ms',
			value: ms(replicas.warm),
			most: 300,
			told: `errors of three equations drawn, correlated; cold ${ms(replicas.cold)} ms`,
		},
		{
			what: `Klein: ${shape.length} × ${shape[0]?.length ?? 0} multipliers, ms`,
			value: ms(multipliers.warm),
			most: 10,
			told: `with solving the path; cold ${ms(multipliers.cold)} ms`,
		},
	];
}

const quarters: Assumptions = { type: 'DYNAMIC', range: [2017, 1, 2025, 4] };

function regionFigures(): Finding[] {
	const text = municipalText();
	const { data } = municipalData();
	const whole = timed(() => simulated(text, data), 3);
	const model = parseModel(text);
	const coefficients = estimatedCoefficients(model, data);
	const solving = solvable(model);
	const names = model.equations.filter((one) => one.kind === 'behavioural').map((one) => one.name);
	const covariance = names.map((_, i) => Float64Array.from(names, (__, j) => (i === j ? 1e-4 : 0)));
	const replicas = timed(() =>
		simulateStochastically(
			solving,
			data,
			coefficients,
			{ type: 'DYNAMIC', range: [2023, 1, 2025, 4] },
			{ replicas: 1000, seed: 7, errors: { equations: names, covariance } },
		),
	);
	return [
		{
			what: '145 equations of 24 municipalities: load, estimate 96, solve 36 quarters, ms',
			value: ms(whole.warm),
			most: 60,
			told: `from the text, with all statistics; cold ${ms(whole.cold)} ms`,
		},
		{
			what: '145 equations: 1,000 stochastic replicas of 12 quarters, ms',
			value: ms(replicas.warm),
			most: 500,
			told: `errors of all 96 equations drawn; cold ${ms(replicas.cold)} ms`,
		},
	];
}

function estimatedCoefficients(model: Model, data: SeriesByName): Coefficients {
	const estimates = estimateModel(model, data);
	return Object.fromEntries(
		model.equations
			.filter((one) => one.kind === 'behavioural')
			.map(({ name, coefficients: names }) => [
				name,
				{ names, values: estimates.get(name)!.coefficients, rho: estimates.get(name)!.rho },
			]),
	);
}

function simulated(text: string, data: SeriesByName) {
	const model = parseModel(text);
	return simulate(solvable(model), data, estimatedCoefficients(model, data), quarters);
}

/** Monthly series of ten years: trend, season, noise that remembers; a third of them multiplicative. */
function monthlySeries(count: number): Float64Array[] {
	const random = seeded(12);
	const noise = () => random() + random() + random() - 1.5;
	return Array.from({ length: count }, (_, k) => {
		const [level, slope, season] = [100 + 900 * random(), random() - 0.3, 0.3 * random()];
		let memory = 0;
		return Float64Array.from({ length: 120 }, (__, t) => {
			memory = 0.6 * memory + noise();
			const year = season * Math.sin((2 * Math.PI * (t % 12)) / 12 + k);
			return k % 3 === 0
				? level * (1 + 0.002 * slope * t) * (1 + year) * (1 + 0.02 * memory)
				: level + slope * t + 0.3 * level * year + 0.02 * level * memory;
		});
	});
}

function forecastFigures(): Finding[] {
	const series = monthlySeries(100);
	const since = process.cpuUsage();
	for (const values of series) automaticForecast({ start: [2014, 1], frequency: 12, values }, 18);
	const { user, system } = process.cpuUsage(since);
	const seconds = (user + system) / 1e6;
	return [
		{
			what: 'automatic forecasts of 1,000 monthly series, seconds',
			value: rounded(10 * seconds, 1),
			most: 300,
			told: 'ten years each, 18 months ahead with bounds, without backtest; 100 series taken ten times',
		},
	];
}
