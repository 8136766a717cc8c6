import { rangeNumbers } from '../periods.ts';
import { correlatedDraws } from '../random/correlated-draws.ts';
import { normalDraws } from '../random/normal-draws.ts';
import { seededStream } from '../random/seeded.ts';
import type { SeriesByName } from '../series-by-name.ts';
import type { Equations } from './equations.ts';
import { SolvingFault } from './fault.ts';
import { type Coefficients, coefficientValues, prepare, type SolvableModel } from './prepare.ts';
import { type Perturbation, solveReplicas } from './replicas.ts';
import { formOf, type Simulation, simulationOf, solveWindow } from './simulate.ts';
import { type Assumptions, copyOf, fillWindow } from './window.ts';

/** What is uncertain. Standard deviations of equations are in the unit of their left side. */
export type Uncertainty = {
	replicas: number;
	/** Of the draws; needed where something is drawn. */
	seed?: number;
	/** Given: rows periods, columns replicas. On an endogenous variable added to its add-factor, on an exogenous one its values. */
	shocks?: Readonly<Record<string, readonly ArrayLike<number>[]>>;
	/** Equation errors drawn: normal, independent over time, correlated as the covariance says. */
	errors?: { equations: readonly string[]; covariance: readonly ArrayLike<number>[] };
	/** Normal deviations of exogenous variables from their values, independent. */
	exogenous?: Readonly<Record<string, number>>;
	/** Of equations: the covariance of their coefficients, in the order of these names; one draw a replica. */
	coefficients?: Readonly<
		Record<string, { names: readonly string[]; covariance: readonly ArrayLike<number>[] }>
	>;
};

export type StochasticRun = {
	/** Without shocks. */
	unperturbed: Simulation;
	replicas: number;
	/** Replicas that could not be solved: their values are not numbers. */
	failed: number[];
	/** Of each endogenous variable, for each period, the values of the replicas. */
	values: Readonly<Record<string, Float64Array[]>>;
};

/**
 * Stochastic simulation: the run once without shocks, then once a replica (Fair, Specification, Estimation, and Analysis of
 * Macroeconometric Models, 1984, chapter 7). Replicas are solved side by side; a replica depends on seed and number alone.
 */
export function simulateStochastically(
	solving: SolvableModel,
	data: SeriesByName,
	coefficients: Coefficients,
	run: Assumptions,
	uncertainty: Uncertainty,
): StochasticRun {
	const form = formOf(run);
	const shocked = [...Object.keys(uncertainty.shocks ?? {}), ...(uncertainty.errors?.equations ?? [])];
	const own = new Set(solving.endogenous);
	for (const name of [...shocked, ...Object.keys(uncertainty.exogenous ?? {})])
		if (!own.has(name) && !solving.exogenous.includes(name))
			throw new SolvingFault({ kind: 'not-a-variable', variable: name });
	const adjusted = new Set([...form.adjusted, ...shocked.filter((one) => own.has(one))]);
	const prepared = prepare(solving, { ...form, adjusted });
	const { equations } = prepared;
	const known = coefficientValues(equations, coefficients);
	const history = fillWindow(equations, data, run);
	const window = copyOf(history);
	solveWindow(prepared, known, window, run, data.frequency);
	const { from, to } = rangeNumbers(run.range, data.frequency);
	const perturb = perturbation(equations, uncertainty, known, to - from + 1);
	const { values, failed } = solveReplicas(
		{ prepared, coefficients: known, run, frequency: data.frequency, history, solved: window },
		uncertainty.replicas,
		perturb,
	);
	return {
		unperturbed: simulationOf(prepared, window, run, data.frequency),
		replicas: uncertainty.replicas,
		failed,
		values: Object.fromEntries(values.map((one, v) => [equations.variables[v]!, one])),
	};
}

/** What changes in a replica: series (added to or put in place of) and coefficients. */
function perturbation(
	equations: Equations,
	uncertainty: Uncertainty,
	coefficients: Float64Array,
	periods: number,
): Perturbation {
	const index = (name: string) => equations.variables.indexOf(name);
	const target = (name: string) => {
		const v = index(name);
		return v < equations.endogenous ? equations.addFactors[v]! : v;
	};
	const given = Object.entries(uncertainty.shocks ?? {}).map(([name, rows]) => {
		if (rows.length < periods || (rows[0]?.length ?? 0) < uncertainty.replicas)
			throw new RangeError(`shocks of ${name}: ${rows.length} rows for ${periods} periods`);
		return { variable: target(name), replaces: index(name) >= equations.endogenous, rows };
	});
	const errors = uncertainty.errors && {
		targets: uncertainty.errors.equations.map(target),
		draw: correlatedDraws(uncertainty.errors.covariance),
	};
	const exogenous = Object.entries(uncertainty.exogenous ?? {}).map(([name, sd]) => ({
		variable: index(name),
		sd,
	}));
	const drawn = Object.entries(uncertainty.coefficients ?? {}).map(([equation, { names, covariance }]) => ({
		places: names.map((name) => {
			const at = equations.coefficients.findIndex((one) => one.equation === equation && one.name === name);
			if (at < 0) throw new SolvingFault({ kind: 'missing-coefficient', equation, name });
			return at;
		}),
		draw: correlatedDraws(covariance),
	}));
	const draws = Boolean(errors) || exogenous.length > 0 || drawn.length > 0;
	if (draws && uncertainty.seed === undefined) throw new RangeError('what is drawn needs a seed');
	const variables = [
		...new Set([
			...given.map((one) => one.variable),
			...(errors?.targets ?? []),
			...exogenous.map((one) => one.variable),
		]),
	];
	return {
		variables,
		coefficients: drawn.length > 0,
		write(replica, series, ofCoefficients) {
			for (const { variable, replaces, rows } of given)
				for (let t = 0; t < periods; t++)
					if (replaces) series.put(variable, t, rows[t]![replica]!);
					else series.add(variable, t, rows[t]![replica]!);
			if (!draws) return;
			const normal = normalDraws(seededStream(uncertainty.seed!, replica));
			for (const { places, draw } of drawn) {
				const by = draw(normal);
				for (const [i, at] of places.entries()) ofCoefficients[at] = coefficients[at]! + by[i]!;
			}
			for (let t = 0; t < periods; t++) {
				if (errors) {
					const by = errors.draw(normal);
					for (let i = 0; i < by.length; i++) series.add(errors.targets[i]!, t, by[i]!);
				}
				for (const { variable, sd } of exogenous) series.add(variable, t, sd * normal());
			}
		},
	};
}
