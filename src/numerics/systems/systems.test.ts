import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotPositiveDefinite } from '../linear/cholesky.ts';
import { seeded } from '../random/seeded.ts';
import { equationByEquation, withoutInstruments } from './by-equation.ts';
import { residualCovariance } from './equation.ts';
import { fullInformation } from './fiml.ts';
import { equationOf, FormulaError, instrumentsOf } from './formula.ts';
import { generalised, stackedLeastSquares } from './generalised.ts';
import { NotIdentified } from './instruments.ts';
import { limitedInformation } from './liml.ts';
import { ContradictoryRestrictions, substitutionOf } from './restrictions.ts';
import { structuralForm } from './structural-form.ts';
import { IncompleteSystem } from './structure.ts';

const close = (a: number, b: number, relative = 1e-10) =>
	assert.ok(Math.abs(a - b) <= relative * Math.max(1e-3, Math.abs(b)), `${a} is not ${b}`);
const allClose = (a: ArrayLike<number>, b: ArrayLike<number>, relative?: number) => {
	assert.equal(a.length, b.length);
	for (let i = 0; i < a.length; i++) close(a[i]!, b[i]!, relative);
};

// Kmenta, Elements of Econometrics, 2nd ed. (1986), 13.2: a market of food with demand and supply
const kmenta = new Map(
	Object.entries({
		consump: [
			98.485, 99.187, 102.163, 101.504, 104.24, 103.243, 103.993, 99.9, 100.35, 102.82, 95.435, 92.424,
			94.535, 98.757, 105.797, 100.225, 103.522, 99.929, 105.223, 106.232,
		],
		price: [
			100.323, 104.264, 103.435, 104.506, 98.001, 99.456, 101.066, 104.763, 96.446, 91.228, 93.085, 98.801,
			102.908, 98.756, 95.119, 98.451, 86.498, 104.016, 105.769, 113.49,
		],
		income: [
			87.4, 97.6, 96.7, 98.2, 99.8, 100.5, 103.2, 107.8, 96.6, 88.9, 75.1, 76.9, 84.6, 90.6, 103.1, 105.1,
			96.4, 104.4, 110.7, 127.1,
		],
		farmPrice: [
			98, 99.1, 99.1, 98.1, 110.8, 108.2, 105.6, 109.8, 108.7, 100.6, 81, 68.6, 70.9, 81.4, 102.3, 105, 110.5,
			92.5, 89.3, 93,
		],
		trend: Array.from({ length: 20 }, (_, t) => t + 1),
	}).map(([name, values]) => [name, Float64Array.from(values)]),
);
const market = () =>
	structuralForm(
		{
			behavioural: ['consump = 1 price income', 'consump = 1 price farmPrice trend'],
			exogenous: 'income farmPrice trend and all lags',
		},
		kmenta,
	);

test('demand and supply of food, as Kmenta has them', () => {
	const { equations, structure } = market();
	const printed = (values: Float64Array) => Array.from(values, (one) => Number(one.toFixed(4)));
	assert.deepEqual(
		printed(equationByEquation(equations).coefficients),
		[94.6333, -0.2436, 0.314, 49.5324, 0.2401, 0.2556, 0.2529],
	);
	const liml = limitedInformation(equations);
	assert.deepEqual(printed(liml.coefficients), [93.6192, -0.2295, 0.31, 49.5324, 0.2401, 0.2556, 0.2529]);
	const threeStage = generalised(equations, { divisor: 'noDfCor' });
	assert.deepEqual(
		printed(threeStage.coefficients),
		[94.6333, -0.2436, 0.314, 52.1176, 0.2289, 0.229, 0.3579],
	);
	assert.equal(generalised(equations, { divisor: 'geomean' }).coefficients[3]!.toFixed(4), '52.1972');
	const fiml = fullInformation(structure, threeStage.coefficients);
	assert.ok(fiml.converged);
	assert.deepEqual(printed(fiml.coefficients), [93.6192, -0.2295, 0.31, 51.9445, 0.2373, 0.2208, 0.3697]);
});

test('the likelihood of full information falls on every side', () => {
	const { structure } = market();
	const start = Float64Array.from([94, -0.2, 0.3, 50, 0.2, 0.2, 0.3]);
	const best = fullInformation(structure, start);
	for (let i = 0; i < start.length; i++)
		for (const way of [-1e-3, 1e-3]) {
			const moved = best.coefficients.slice();
			moved[i]! += way * Math.sqrt(best.covariance[i]![i]!);
			assert.ok(fullInformation(structure, moved, 0).logLikelihood < best.logLikelihood);
		}
});

test('one equation exactly identified: three stages add nothing to two, and its limited information is the same', () => {
	const { equations } = market();
	const instruments = equations[0]!.instruments!.filter((_, i) => i < 3);
	const exact = [equations[0]!, { ...equations[1]!, columns: equations[1]!.columns.slice(0, 3) }].map(
		(one) => ({
			...one,
			instruments,
		}),
	);
	const two = equationByEquation(exact).coefficients;
	// the same numbers in another array are the same instrument
	const copied = exact.map((one) => ({
		...one,
		instruments: one.instruments.map((column) => column.slice()),
	}));
	allClose(limitedInformation(copied).coefficients, two, 1e-6);
	allClose(generalised(exact, { divisor: 'geomean' }).coefficients, two, 1e-8);
	allClose(limitedInformation(exact).coefficients, two, 1e-6);
	assert.throws(
		() => equationByEquation([{ ...exact[0]!, instruments: instruments.slice(0, 2) }]),
		NotIdentified,
	);
	assert.throws(
		() => limitedInformation([{ ...exact[0]!, instruments: instruments.slice(0, 2) }]),
		NotIdentified,
	);
});

function unrelated(equal: boolean) {
	const random = seeded(5);
	const column = () => Float64Array.from({ length: 30 }, () => random() * 10);
	const one = new Float64Array(30).fill(1);
	const shared = [one, column(), column()];
	return ['a', 'b', 'c'].map((name) => ({
		name,
		y: column(),
		regressors: ['1', 'x', 'z'],
		columns: equal ? shared : [one, column(), column()],
	}));
}

test('unrelated regressions on the same regressors are ordinary least squares', () => {
	const equations = unrelated(true);
	const ols = equationByEquation(equations);
	assert.equal(ols.isShort, false);
	const few = equations.map((one) => ({
		...one,
		y: one.y.slice(0, 8),
		columns: one.columns.map((x) => x.slice(0, 8)),
	}));
	assert.equal(equationByEquation(few).isShort, true);
	for (const divisor of ['geomean', 'noDfCor'] as const)
		allClose(generalised(equations, { divisor, steps: 50 }).coefficients, ols.coefficients, 1e-9);
	allClose(
		generalised(equations, { divisor: 'geomean' }).covariance[4]!,
		generalised(equations, { divisor: 'geomean', steps: 5 }).covariance[4]!,
	);
});

test('iterated unrelated regressions are maximum likelihood, whatever they start from', () => {
	const equations = unrelated(false);
	const iterated = generalised(equations, { divisor: 'noDfCor', steps: 500 });
	assert.ok(iterated.converged);
	const structure = {
		endogenous: 3,
		identities: [],
		behaviours: equations.map(({ name, y, columns }, left) => ({
			name,
			y,
			left,
			columns,
			terms: columns.map((column) => ({ column })),
		})),
	};
	const fiml = fullInformation(structure, equationByEquation(equations).coefficients);
	allClose(fiml.coefficients, iterated.coefficients, 1e-8);
	const weighted = generalised(equations, { divisor: 'geomean', diagonal: true });
	const ols = equationByEquation(equations);
	allClose(weighted.coefficients, ols.coefficients);
	for (const [i, row] of weighted.covariance.entries()) allClose(row, ols.covariance[i]!);
});

test('instruments that are the regressors change nothing, units change only units', () => {
	const plain = unrelated(false);
	const own = plain.map((one) => ({ ...one, instruments: one.columns }));
	allClose(equationByEquation(own).coefficients, equationByEquation(plain).coefficients);
	allClose(limitedInformation(plain).coefficients, equationByEquation(withoutInstruments(own)).coefficients);
	const { equations } = market();
	const scaled = equations.map((one) => ({ ...one, y: one.y.map((x) => x * 1e6) }));
	const [small, large] = [equations, scaled].map(
		(one) => generalised(one, { divisor: 'geomean' }).coefficients,
	);
	allClose(
		large!,
		small!.map((b) => b * 1e6),
		1e-8,
	);
});

test('shares that sum to one are refused', () => {
	const [a, b] = unrelated(true);
	const rest = { ...a!, name: 'rest', y: a!.y.map((one, t) => 1 - one - b!.y[t]!) };
	assert.throws(() => generalised([a!, b!, rest], { divisor: 'noDfCor' }), NotPositiveDefinite);
});

test('restrictions across equations hold, and cost nothing where they held already', () => {
	const equations = unrelated(false);
	const row = (...of: [number, number][]) => {
		const all = new Float64Array(9);
		for (const [at, one] of of) all[at] = one;
		return all;
	};
	const matrix = [row([1, 1], [4, -1]), row([7, 2], [8, -3], [4, 1]), row([2, 1])];
	const values = Float64Array.of(0, 1, 0.25);
	const fit = generalised(equations, { divisor: 'noDfCor', steps: 400, restrictions: { matrix, values } });
	for (const [r, one] of matrix.entries())
		close(
			one.reduce((sum, w, j) => sum + w * fit.coefficients[j]!, 0),
			values[r]!,
		);
	for (const one of matrix)
		close(
			one.reduce((sum, w, i) => sum + one.reduce((all, v, j) => all + w * v * fit.covariance[i]![j]!, 0), 0),
			0,
		);
	// one equation twice with the same coefficients is that equation
	const [a] = equations;
	const twice = [a!, { ...a!, y: a!.y.map((one, t) => one + Math.sin(t)) }];
	const equal = [0, 1, 2].map((j) =>
		Float64Array.from({ length: 6 }, (_, i) => (i === j ? 1 : i === j + 3 ? -1 : 0)),
	);
	const pooled = generalised(twice, {
		divisor: 'noDfCor',
		diagonal: true,
		steps: 1,
		restrictions: { matrix: equal, values: new Float64Array(3) },
	});
	allClose(pooled.coefficients.slice(0, 3), pooled.coefficients.slice(3));
	const free = generalised(equations, { divisor: 'noDfCor' });
	const held = { matrix: [row([4, 1])], values: Float64Array.of(free.coefficients[4]!) };
	allClose(
		stackedLeastSquares(
			equations,
			equations.map((one) => one.columns),
			sigmaOf(equations),
			substitutionOf(held),
		).coefficients,
		free.coefficients,
	);
	for (const again of [row([1, 2], [4, -2]), row()])
		assert.throws(
			() =>
				generalised(equations, { divisor: 'noDfCor', restrictions: { matrix: [matrix[0]!, again], values } }),
			ContradictoryRestrictions,
		);
});

/** Of the residuals by equation, which the first step weighs with. */
function sigmaOf(equations: ReturnType<typeof unrelated>) {
	return residualCovariance(equations, equationByEquation(equations).residuals, 'noDfCor');
}

test('formulas', () => {
	const series = new Map([
		['y', Float64Array.of(1, 2)],
		['доход.d_1', Float64Array.of(Math.E, 1)],
	]);
	const all = equationOf('a', 'y ~ log(доход.d_1) + I(y^2) + I(2*y - y/2)', series);
	assert.deepEqual(all.regressors, ['(Intercept)', 'log(доход.d_1)', 'I(y^2)', 'I(2*y-y/2)']);
	assert.deepEqual(
		all.columns.map((one) => [...one]),
		[
			[1, 1],
			[1, 0],
			[1, 4],
			[1.5, 3],
		],
	);
	for (const none of ['y ~ 0 + y', 'y ~ y - 1', 'y ~ -1 + y'])
		assert.deepEqual(equationOf('a', none, series).regressors, ['y']);
	assert.equal(instrumentsOf('~ y', series).length, 2);
	assert.equal(instrumentsOf(['y'], series).length, 2);
	assert.throws(() => equationOf('a', 'y ~ x', series), FormulaError);
	assert.throws(() => equationOf('a', 'y', series), FormulaError);
});

test('a system with lags and identities: rows that lack a lag are left out, an incomplete one is refused', () => {
	const { equations, structure } = structuralForm(
		{
			behavioural: ['price = 1 price(-1) trend'],
			identities: ['total = 0.5*consump + income - 2 * farmPrice(-1)'],
			exogenous: ['consump', 'income', 'trend'],
		},
		kmenta,
	);
	assert.equal(structure.endogenous, 2);
	assert.deepEqual(
		structure.identities[0]!.terms.map((one) => one.weight),
		[0.5, 1, -2],
	);
	assert.equal(equations[0]!.instruments!.length, 6);
	assert.throws(
		() => structuralForm({ behavioural: ['price = 1 nothing'], exogenous: '' }, kmenta),
		FormulaError,
	);
	const { structure: half } = structuralForm({ behavioural: ['price = 1 consump'], exogenous: '' }, kmenta);
	assert.throws(() => fullInformation(half, Float64Array.of(1, 1)), IncompleteSystem);
});
