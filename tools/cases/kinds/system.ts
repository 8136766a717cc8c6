import { NotPositiveDefinite } from '#numerics/linear/cholesky.ts';
import { equationByEquation, withoutInstruments } from '#numerics/systems/by-equation.ts';
import { type Equation, residualCovariance, type SystemFit } from '#numerics/systems/equation.ts';
import { fullInformation } from '#numerics/systems/fiml.ts';
import { equationOf, instrumentsOf, type Series } from '#numerics/systems/formula.ts';
import { generalised } from '#numerics/systems/generalised.ts';
import { goodnessOf } from '#numerics/systems/goodness.ts';
import { limitedInformation } from '#numerics/systems/liml.ts';
import { type StructuralText, structuralForm } from '#numerics/systems/structural-form.ts';
import { IncompleteSystem } from '#numerics/systems/structure.ts';
import type { Case, Kind } from '../case.ts';
import { differences, type Measure } from '../compare.ts';

type System = Case & {
	equations: Record<string, string> | StructuralText;
	instruments?: string[] | string | Record<string, string | string[]>;
	data: Record<string, (number | null)[]>;
};

/** Systems of equations, in formulas of R (all of systemfit's estimators) or as gretl writes them (with identities, by FIML and LIML). */
export const system: Kind = {
	answer(input) {
		const { equations, instruments, data } = input as System;
		if (!data) throw new RangeError('no data, and none beside it with a case of the same family');
		const series = seriesOf(data);
		return isStructural(equations)
			? ofStructure(equations, series)
			: ofFormulas(equations, instruments ?? null, completeRows(equations, instruments ?? null, series));
	},
	compare(answer, input) {
		const expected = input.expected as Record<string, unknown>;
		return { differences: differences(answer, expected, systemMeasure(expected)) };
	},
};

/**
 * 1e-7; iterated 1e-6; FIML 1e-5, its standard errors two digits. What equations share is measured by their own variances, for it may
 * be next to nothing. An iteration ends by rounding: any number of its steps will do.
 */
const systemMeasure =
	(expected: Record<string, unknown>): Measure =>
	(answer, wanted, path) => {
		const [method = '', field, row, column] = path.split('.');
		const iterated = method.includes('iterated');
		if (field === 'iterations' && iterated) return 0;
		const scale = (expected[method] as Record<string, number[][]>)[field!];
		const floor =
			column !== undefined
				? Math.sqrt(Math.abs(scale![Number(row)]![Number(row)]! * scale![Number(column)]![Number(column)]!))
				: 0;
		const fiml = method === 'fiml' ? (field === 'standardErrors' ? 0.01 : 1e-5) : 0;
		const relative = fiml || (iterated ? 1e-6 : 1e-7);
		return Math.abs(answer - wanted) / (relative * Math.max(Math.abs(wanted), floor));
	};

function isStructural(equations: System['equations']): equations is StructuralText {
	return Array.isArray(equations.behavioural);
}

function ofStructure(text: StructuralText, series: Series) {
	const { equations, structure } = structuralForm(text, series);
	const told = (fit: SystemFit) => ({
		coefficients: [...fit.coefficients],
		standardErrors: fit.covariance.map((row, i) => Math.sqrt(row[i]!)),
		residualCovariance: residualCovariance(equations, fit.residuals, 'noDfCor').map((row) => [...row]),
	});
	const threeStage = generalised(equations, { divisor: 'noDfCor' });
	const fiml = orNone(() => fullInformation(structure, threeStage.coefficients));
	return {
		ols: told(equationByEquation(withoutInstruments(equations))),
		tsls: told(equationByEquation(equations)),
		sur: orNone(() => told(generalised(withoutInstruments(equations), { divisor: 'noDfCor' }))),
		liml: told(limitedInformation(equations)),
		'3sls': told(threeStage),
		fiml: fiml && { ...told(fiml), logLik: fiml.logLikelihood },
	};
}

function ofFormulas(formulas: Record<string, string>, given: System['instruments'] | null, series: Series) {
	const plain = Object.entries(formulas).map(([name, formula]) => equationOf(name, formula, series));
	const answers: Record<string, unknown> = {};
	const tell = (name: string, equations: readonly Equation[], fit: () => SystemFit) => {
		answers[name] = orNone(() => told(equations, fit()));
	};
	const iterated = { steps: 500, tolerance: 1e-12 };
	tell('ols', plain, () => equationByEquation(plain));
	for (const divisor of ['geomean', 'noDfCor'] as const) {
		tell(`wls_${divisor}`, plain, () => generalised(plain, { divisor, diagonal: true }));
		tell(`sur_${divisor}`, plain, () => generalised(plain, { divisor }));
		tell(`sur_iterated_${divisor}`, plain, () => generalised(plain, { divisor, ...iterated }));
	}
	if (!given) return answers;
	const shared = Array.isArray(given) || typeof given === 'string' ? instrumentsOf(given, series) : null;
	const equations = plain.map((one) => ({
		...one,
		instruments: shared ?? instrumentsOf((given as Record<string, string>)[one.name]!, series),
	}));
	tell('2sls', equations, () => equationByEquation(equations));
	for (const divisor of ['geomean', 'noDfCor'] as const) {
		tell(`w2sls_${divisor}`, equations, () => generalised(equations, { divisor, diagonal: true }));
		tell(`3sls_${divisor}`, equations, () => generalised(equations, { divisor }));
		tell(`3sls_iterated_${divisor}`, equations, () => generalised(equations, { divisor, ...iterated }));
	}
	return answers;
}

function told(equations: readonly Equation[], fit: SystemFit) {
	const names = equations.flatMap((one) => one.regressors.map((regressor) => `${one.name}_${regressor}`));
	const byName = (values: ArrayLike<number>) =>
		Object.fromEntries(names.map((name, i) => [name, values[i]!]));
	const { rSquared, mcElroyR2, olsR2 } = goodnessOf(equations, fit.residuals, fit.residualCovariance);
	return {
		coefficients: byName(fit.coefficients),
		standardErrors: byName(fit.covariance.map((row, i) => Math.sqrt(row[i]!))),
		residualCovariance: fit.residualCovariance.map((row) => [...row]),
		coefficientCovariance: fit.covariance.map((row) => [...row]),
		rSquared: Object.fromEntries(equations.map((one, i) => [one.name, rSquared[i]!])),
		mcElroyR2,
		olsR2,
		iterations: fit.iterations,
		df: equations.reduce((sum, one) => sum + one.y.length - one.columns.length, 0),
	};
}

/** No estimate where the method has none, as where iterated residuals come to say the same: the likelihood has no summit then. */
function orNone<T>(estimate: () => T): T | null {
	try {
		return estimate();
	} catch (error) {
		if (error instanceof NotPositiveDefinite || error instanceof IncompleteSystem) return null;
		throw error;
	}
}

function seriesOf(data: System['data']): Map<string, Float64Array> {
	return new Map(
		Object.entries(data).map(([name, values]) => [
			name,
			Float64Array.from(values, (one) => one ?? Number.NaN),
		]),
	);
}

/** The rows where nothing that is used is missing. */
function completeRows(
	formulas: Record<string, string>,
	given: System['instruments'] | null,
	series: Series,
): Series {
	const equations = Object.entries(formulas).map(([name, formula]) => equationOf(name, formula, series));
	const lists = !given
		? []
		: Array.isArray(given) || typeof given === 'string'
			? [given]
			: Object.values(given);
	const used = [
		...equations.flatMap((one) => [one.y, ...one.columns]),
		...lists.flatMap((list) => instrumentsOf(list, series)),
	];
	const rows = used[0]!.length;
	const whole = Array.from({ length: rows }, (_, t) => t).filter((t) =>
		used.every((one) => Number.isFinite(one[t])),
	);
	if (whole.length === rows) return series;
	return new Map(Array.from(series, ([name, column]) => [name, Float64Array.from(whole, (t) => column[t]!)]));
}
