import { inverseOf, times } from '#numerics/input-output/inverse.ts';
import { extractionLosses, linkagesOf } from '#numerics/input-output/linkages.ts';
import { regionalCoefficients } from '#numerics/input-output/location-quotients.ts';
import {
	closedInverse,
	demandEffects,
	multipliersOf,
	scaledEffects,
} from '#numerics/input-output/multipliers.ts';
import { ras } from '#numerics/input-output/ras.ts';
import {
	allocationCoefficients,
	outputOf,
	perOutput,
	technicalCoefficients,
} from '#numerics/input-output/table.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import type { Questions } from '../questions.ts';

type Table = Case & {
	sectors?: string[];
	Z: number[][];
	x?: number[];
	finalDemand?: number[];
	wages?: number[];
	jobs?: number[];
	householdConsumption?: number[];
	questions?: Questions;
};

const tight = within(1e-10, 1e-10);

/**
 * Leontief and Ghosh, multipliers, linkages, and what a new final demand asks for: 10 % more of the first sector, unless the case
 * gives one.
 */
export const leontief: Kind = {
	answer(input) {
		const given = input as Table;
		const { sectors, flows, output, finalDemand } = tableOf(given);
		const a = technicalCoefficients({ sectors, flows, output });
		const l = inverseOf(a, sectors);
		const g = inverseOf(allocationCoefficients({ sectors, flows, output }), sectors);
		const { backward, forward, backwardNormalized, forwardNormalized } = linkagesOf(l, g);
		const asked = given.questions?.newFinalDemand;
		const demand = asked ? Float64Array.from(asked) : finalDemand.map((f, i) => (i === 0 ? f * 1.1 : f));
		return {
			technicalCoefficients: rowsOf(a),
			leontiefInverse: rowsOf(l),
			ghoshInverse: rowsOf(g),
			outputMultipliers: [...backward],
			forwardGhosh: [...forward],
			backwardNormalized: [...backwardNormalized],
			forwardNormalized: [...forwardNormalized],
			extractionLosses: [...extractionLosses(a, finalDemand, sectors)],
			...ofDemand(given, demand),
		};
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, tight) };
	},
};

function tableOf({ sectors, Z, x, finalDemand }: Table) {
	const names = sectors ?? Z.map((_, i) => `${i + 1}`);
	const flows = Z.map((row) => Float64Array.from(row));
	const output = x ? Float64Array.from(x) : outputOf(names, flows, Float64Array.from(finalDemand ?? []));
	const demand = finalDemand
		? Float64Array.from(finalDemand)
		: output.map((one, i) => flows[i]!.reduce((rest, flow) => rest - flow, one));
	return { sectors: names, flows, output, finalDemand: demand };
}

/** What a final demand asks of output, jobs and wages. */
function ofDemand(given: Table, demand: Float64Array): Record<string, unknown> {
	const { sectors, flows, output, finalDemand } = tableOf(given);
	const a = technicalCoefficients({ sectors, flows, output });
	const l = inverseOf(a, sectors);
	const made = times(l, demand);
	const answers: Record<string, unknown> = { newFinalDemand: [...demand], outputForNewDemand: [...made] };
	const wages = given.wages && perOutput(Float64Array.from(given.wages), output);
	const jobs = given.jobs && perOutput(Float64Array.from(given.jobs), output);
	const closed =
		wages && given.householdConsumption
			? closedInverse(a, { wages, spending: spendingOf(given.householdConsumption, given.wages!) }, sectors)
			: null;
	const change = demand.map((one, i) => one - finalDemand[i]!);
	const effects = demandEffects(change, l, closed);
	const sums = (of: typeof effects) =>
		Object.fromEntries(
			Object.entries(of).map(([name, all]) => [name, all.reduce((sum, one) => sum + one, 0)]),
		);
	answers.outputEffects = sums(effects);
	for (const [name, total, perUnit] of [
		['employment', 'jobsForNewDemand', jobs],
		['income', 'wagesForNewDemand', wages],
	] as const) {
		if (!perUnit) continue;
		const { direct, typeOne, typeTwo } = multipliersOf(perUnit, l, closed);
		answers[`${name}Coefficients`] = [...direct];
		answers[`${name}Multipliers`] = [...typeOne];
		if (typeTwo) answers[`${name}MultipliersTypeTwo`] = [...typeTwo];
		answers[total] = made.reduce((sum, one, i) => sum + one * perUnit[i]!, 0);
		answers[`${name}Effects`] = sums(scaledEffects(effects, perUnit));
	}
	return answers;
}

function spendingOf(consumption: number[], wages: number[]): Float64Array {
	const income = wages.reduce((sum, one) => sum + one, 0);
	return Float64Array.from(consumption, (one) => one / income);
}

type Regional = Case & {
	sectors: string[];
	nationalA: number[][];
	nationalOutput: number[];
	regionalOutput: number[];
	delta: number;
};

/** Regional coefficients by location quotients. */
export const regionalization: Kind = {
	answer(input) {
		const { sectors, nationalA, nationalOutput, regionalOutput, delta } = input as Regional;
		const { slq, lambda, bySlq, byCilq, byFlq } = regionalCoefficients(
			sectors,
			nationalA.map((row) => Float64Array.from(row)),
			Float64Array.from(nationalOutput),
			Float64Array.from(regionalOutput),
			delta,
		);
		const multipliers = (of: Float64Array[]) => {
			const inverse = inverseOf(of, sectors);
			return [...linkagesOf(inverse, inverse).backward];
		};
		return {
			slq: [...slq],
			lambda,
			A_slq: rowsOf(bySlq),
			A_cilq: rowsOf(byCilq),
			A_flq: rowsOf(byFlq),
			outputMultipliersSlq: multipliers(bySlq),
			outputMultipliersFlq: multipliers(byFlq),
		};
	},
	compare: (answer, input) => ({ differences: differences(answer, input.expected, tight) }),
};

/** A table brought to its totals; the cases stop at 1e-13. */
export const balancing: Kind = {
	answer(input) {
		const { matrix, rowTotals, columnTotals } = input as Case &
			Record<string, number[]> & { matrix: number[][] };
		const balanced = ras(
			matrix.map((row) => Float64Array.from(row)),
			Float64Array.from(rowTotals!),
			Float64Array.from(columnTotals!),
			1e-13,
		);
		return { matrix: rowsOf(balanced.matrix), iterations: balanced.iterations };
	},
	compare: (answer, input) => ({ differences: differences(answer, input.expected, tight) }),
};

function rowsOf(matrix: readonly Float64Array[]): number[][] {
	return matrix.map((row) => [...row]);
}
