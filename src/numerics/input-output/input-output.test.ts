import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../random/seeded.ts';
import { inverseOf, times, weightedSums } from './inverse.ts';
import { extractionLosses, linkagesOf } from './linkages.ts';
import { regionalCoefficients } from './location-quotients.ts';
import { closedInverse, demandEffects, multipliersOf, scaledEffects } from './multipliers.ts';
import { ras, Unbalanced } from './ras.ts';
import {
	allocationCoefficients,
	outputOf,
	perOutput,
	technicalCoefficients,
	UnusableTable,
} from './table.ts';

const close = (a: number, b: number, relative = 1e-12) =>
	assert.ok(Math.abs(a - b) <= relative * Math.max(1, Math.abs(b)), `${a} is not ${b}`);
const allClose = (a: ArrayLike<number>, b: ArrayLike<number>, relative?: number) => {
	assert.equal(a.length, b.length);
	for (let i = 0; i < a.length; i++) close(a[i]!, b[i]!, relative);
};
const rows = (...of: number[][]) => of.map((row) => Float64Array.from(row));

// Miller and Blair, Input-Output Analysis, 2nd ed., 2.3 and 2.5: two sectors and households
const book = {
	sectors: ['agriculture', 'manufacturing'],
	flows: rows([150, 500], [200, 100]),
	output: Float64Array.of(1000, 2000),
};

test('the example of Miller and Blair, open and with households', () => {
	const a = technicalCoefficients(book);
	const l = inverseOf(a, book.sectors);
	assert.deepEqual(
		l.map((row) => Array.from(row, (one) => one.toFixed(4))),
		[
			['1.2541', '0.3300'],
			['0.2640', '1.1221'],
		],
	);
	assert.deepEqual(
		Array.from(times(l, Float64Array.of(600, 1500)), (one) => one.toFixed(1)),
		['1247.5', '1841.6'],
	);
	const households = { wages: Float64Array.of(0.3, 0.25), spending: Float64Array.of(0.05, 0.4), own: 0.05 };
	const closed = closedInverse(a, households, book.sectors);
	assert.deepEqual(
		closed.map((row) => Array.from(row, (one) => one.toFixed(3))),
		[
			['1.365', '0.425'],
			['0.527', '1.348'],
		],
	);
	const income = multipliersOf(households.wages, l, closed);
	assert.ok(
		income.typeTwo!.every((one, i) => one > income.typeOne[i]! && income.typeOne[i]! > income.direct[i]!),
	);
});

function randomTable(seed: number, n: number) {
	const random = seeded(seed);
	const flows = Array.from({ length: n }, () => Float64Array.from({ length: n }, () => random() * 10));
	const finalDemand = Float64Array.from({ length: n }, () => 1 + random() * 50);
	const sectors = Array.from({ length: n }, (_, i) => `отрасль ${i + 1}`);
	return { sectors, flows, finalDemand, output: outputOf(sectors, flows, finalDemand) };
}

test('output is what sectors and final demand take, and value is what primary inputs bring', () => {
	for (let seed = 1; seed < 8; seed++) {
		const table = randomTable(seed, 2 + seed * 3);
		const { sectors, finalDemand, output, flows } = table;
		const a = technicalCoefficients(table);
		const l = inverseOf(a, sectors);
		const x = times(l, finalDemand);
		allClose(x, output);
		allClose(
			times(a, x).map((one, i) => one + finalDemand[i]!),
			output,
		);
		const ones = new Float64Array(sectors.length).fill(1);
		const value = weightedSums(ones, flows).map((one, j) => output[j]! - one);
		const ghosh = inverseOf(allocationCoefficients(table), sectors);
		allClose(weightedSums(value, ghosh), output);
		const { backwardNormalized, forwardNormalized } = linkagesOf(l, ghosh);
		for (const mean of [backwardNormalized, forwardNormalized])
			close(mean.reduce((sum, one) => sum + one, 0) / mean.length, 1);
		for (const loss of extractionLosses(a, finalDemand, sectors)) assert.ok(loss > 0);
	}
});

test('effects of demand add up to the change of output, in jobs too', () => {
	const table = randomTable(3, 5);
	const a = technicalCoefficients(table);
	const l = inverseOf(a, table.sectors);
	const wages = Float64Array.of(0.1, 0.2, 0.1, 0.05, 0.2);
	const spending = Float64Array.of(0.1, 0.1, 0.2, 0.1, 0.1);
	const closed = closedInverse(a, { wages, spending }, table.sectors);
	const change = Float64Array.of(10, 0, -3, 0, 2);
	const effects = demandEffects(change, l, closed);
	const sum = effects.direct.map((one, i) => one + effects.indirect[i]! + effects.induced[i]!);
	allClose(sum, times(closed, change));
	const jobs = perOutput(Float64Array.of(3, 0, 1, 2, 4), table.output);
	allClose(
		scaledEffects(effects, jobs).indirect,
		effects.indirect.map((one, i) => one * jobs[i]!),
	);
	const open = demandEffects(change, l, null);
	assert.ok(open.induced.every((one) => one === 0));
	allClose(extractionLosses(rows([0.5]), Float64Array.of(3), ['one']), [6]);
});

test('tables that have no answer are refused with their sector', () => {
	const refused = (make: () => unknown, sector: string) =>
		assert.throws(make, (error) => error instanceof UnusableTable && error.sector === sector);
	refused(() => technicalCoefficients({ ...book, flows: rows([150, -1], [200, 100]) }), 'agriculture');
	refused(() => technicalCoefficients({ ...book, output: Float64Array.of(1000, 0) }), 'manufacturing');
	refused(() => technicalCoefficients({ ...book, output: Float64Array.of(1000, -5) }), 'manufacturing');
	refused(() => allocationCoefficients({ ...book, output: Float64Array.of(0, 5) }), 'agriculture');
	refused(() => technicalCoefficients({ ...book, flows: rows([1], [2, 3]) }), 'agriculture');
	refused(() => technicalCoefficients({ ...book, flows: rows([1, 2]) }), 'agriculture');
	refused(() => inverseOf(rows([0.5, 0.5], [0.5, 0.5]), book.sectors), 'manufacturing');
	refused(() => inverseOf(rows([1, 0], [0, 0.5]), book.sectors), 'agriculture');
	refused(
		() => closedInverse(rows([0.5]), { wages: Float64Array.of(1), spending: Float64Array.of(0.5) }, ['one']),
		'households',
	);
	// a sector that is not there at all is no fault
	const empty = { ...book, flows: rows([150, 0], [0, 0]), output: Float64Array.of(1000, 0) };
	assert.equal(inverseOf(technicalCoefficients(empty), book.sectors)[1]![1], 1);
	assert.equal(allocationCoefficients(empty)[1]![0], 0);
	assert.equal(perOutput(Float64Array.of(1, 1), empty.output)[1], 0);
});

test('a balanced table has its totals, keeps its zeros, and is not changed by balancing again', () => {
	for (let seed = 1; seed < 6; seed++) {
		const random = seeded(seed);
		const matrix = Array.from({ length: 5 }, (_, i) =>
			Float64Array.from({ length: 7 }, (_, j) => ((i + j) % 6 === 0 ? 0 : random() * 1e5)),
		);
		const goal = matrix.map((row) => row.map((one) => one * (0.5 + random())));
		const ones = new Float64Array(5).fill(1);
		const rowTotals = times(goal, new Float64Array(7).fill(1));
		const columnTotals = weightedSums(ones, goal);
		const { matrix: balanced } = ras(matrix, rowTotals, columnTotals);
		allClose(times(balanced, new Float64Array(7).fill(1)), rowTotals);
		allClose(weightedSums(ones, balanced), columnTotals);
		assert.equal(balanced[0]![0], 0);
		assert.ok(ras(balanced, rowTotals, columnTotals).iterations <= 2);
	}
});

test('totals that cannot be reached are refused with their place', () => {
	const refused = (make: () => unknown, place: Unbalanced['place']) =>
		assert.throws(make, (error) => {
			assert.ok(error instanceof Unbalanced);
			assert.deepEqual(error.place, place);
			return true;
		});
	const two = rows([1, 1], [1, 1]);
	refused(() => ras(two, Float64Array.of(1, 2), Float64Array.of(2, 2)), null);
	refused(() => ras(two, Float64Array.of(1, 2, 3), Float64Array.of(2, 2)), null);
	refused(() => ras(rows([0, 0], [1, 1]), Float64Array.of(1, 1), Float64Array.of(1, 1)), {
		side: 'row',
		at: 0,
	});
	refused(() => ras(rows([0, 1], [0, 1]), Float64Array.of(1, 1), Float64Array.of(1, 1)), {
		side: 'column',
		at: 0,
	});
	refused(() => ras(rows([-1, 1], [0, 1]), Float64Array.of(1, 1), Float64Array.of(1, 1)), {
		side: 'row',
		at: 0,
	});
	refused(() => ras(two, Float64Array.of(1, -1), Float64Array.of(1, 1)), { side: 'row', at: 1 });
	// row 0 only has column 0, which may hold no more than 1
	assert.throws(
		() => ras(rows([1, 0], [1, 1]), Float64Array.of(3, 1), Float64Array.of(1, 3), 1e-9, 500),
		Unbalanced,
	);
	assert.deepEqual(
		ras(rows([1, 1], [1, 1]), Float64Array.of(0, 2), Float64Array.of(1, 1)).matrix[0],
		Float64Array.of(0, 0),
	);
});

test('a region that is like its nation keeps its coefficients by simple quotients, and less by Flegg', () => {
	const national = rows([0.2, 0.3], [0.1, 0.4]);
	const output = Float64Array.of(100, 300);
	const names = ['a', 'b'];
	const like = regionalCoefficients(names, national, output, Float64Array.of(10, 30), 0.3);
	allClose(like.slq, [1, 1]);
	for (const [i, row] of national.entries()) {
		allClose(like.bySlq[i]!, row);
		allClose(like.byCilq[i]!, row);
		allClose(
			like.byFlq[i]!,
			row.map((one) => one * Math.log2(1.1) ** 0.3),
		);
	}
	const whole = regionalCoefficients(names, national, output, output, 0.3);
	close(whole.lambda, 1);
	const absent = regionalCoefficients(names, national, output, Float64Array.of(0, 30), 0.3);
	assert.deepEqual([...absent.byFlq[0]!], [0, 0]);
	assert.ok(absent.byFlq[1]!.every(Number.isFinite));
	assert.throws(
		() => regionalCoefficients(names, national, Float64Array.of(0, 1), output, 0.3),
		UnusableTable,
	);
	assert.throws(
		() => regionalCoefficients(names, national, output, Float64Array.of(-1, 1), 0.3),
		UnusableTable,
	);
	assert.throws(
		() => regionalCoefficients(names, national, output, Float64Array.of(0, 0), 0.3),
		UnusableTable,
	);
});
