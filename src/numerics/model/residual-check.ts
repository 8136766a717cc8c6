import { rangeNumbers } from '../periods.ts';
import type { SeriesByName } from '../series-by-name.ts';
import { faultOf, nodeValue, type Reader } from './diagnose.ts';
import { SolvingFault } from './fault.ts';
import { leftValue } from './lower.ts';
import { type Coefficients, coefficientValues, prepare, type SolvableModel } from './prepare.ts';
import { formOf, type Simulation } from './simulate.ts';
import { beginStack } from './stack.ts';
import { runTape } from './tape.ts';
import { type Assumptions, fillWindow } from './window.ts';

/**
 * Each equation alone on the data, with lags of the data. The tracking residuals are the add-factors with which a run gives back
 * the data: of g(y) = f + a + Σ ρⱼ (g(y₋ⱼ) − a₋ⱼ − f₋ⱼ) they are aₜ = uₜ − Σ ρⱼ (uₜ₋ⱼ − aₜ₋ⱼ), with u = g(y) − f and none
 * before the range.
 */
export function checkResiduals(
	solving: SolvableModel,
	data: SeriesByName,
	coefficients: Coefficients,
	run: Assumptions,
): Simulation {
	const { frequency } = data;
	const { from, to } = rangeNumbers(run.range, frequency);
	const every = new Set(solving.endogenous);
	const prepared = prepare(solving, { ...formOf(run), adjusted: every });
	const { equations } = prepared;
	const stack = prepared.stack();
	const known = coefficientValues(equations, coefficients);
	const window = fillWindow(equations, data, run);
	const count = equations.variables.length;
	// the add-factors of the check itself: none; those given enter the values, and the residuals say the whole
	const plain = fillWindow(equations, data, { ...run, addFactors: {} });
	const slots = beginStack(stack, known);
	const periods = to - from + 1;
	const values: Record<string, Float64Array> = {};
	const trackingResiduals: Record<string, Float64Array> = {};
	for (const name of solving.endogenous) {
		values[name] = new Float64Array(periods);
		trackingResiduals[name] = new Float64Array(periods);
	}
	const sides = leftSides(solving, prepared.equations);
	for (let period = from; period <= to; period++) {
		const base = (period - window.from) * count;
		runTape(stack.tape, slots, 1, window.values, window.values, base);
		const alone = stack.comesTo.map((slot) => slots[slot]!);
		runTape(stack.tape, slots, 1, plain.values, plain.values, base);
		const read: Reader = (variable, shift) => plain.values[base + shift * count + variable]!;
		for (const [v, name] of solving.endogenous.entries()) {
			const value = alone[v]!;
			if (!Number.isFinite(value)) {
				const problem = faultOf(equations, known, read, v, { period, frequency });
				if (problem) throw new SolvingFault(problem);
			}
			values[name]![period - from] = value;
			const side = sides[v]!;
			// g of history less g of what the equation comes to: what its add-factor lacks
			const missed =
				side.functions === 0
					? read(v, 0) - slots[stack.comesTo[v]!]!
					: nodeValue(equations, known, read, side.node) -
						nodeValue(
							equations,
							known,
							(variable, shift) =>
								variable === v && shift === 0 ? slots[stack.comesTo[v]!]! : read(variable, shift),
							side.node,
						);
			const held = equations.switches[v]! >= 0 && read(equations.switches[v]!, 0) !== 0;
			trackingResiduals[name]![period - from] = held ? 0 : missed;
			// later errors are counted without what the add-factor explains
			plain.values[base + equations.addFactors[v]!] = held ? 0 : missed;
		}
	}
	return { frequency, from, to, values, trackingResiduals };
}

/** The left side of each equation as a node; of an identity with branches that of the variable itself where they differ. */
function leftSides(
	solving: SolvableModel,
	equations: ReturnType<typeof prepare>['equations'],
): { functions: number; node: number }[] {
	return solving.model.equations.map((equation, v) => {
		const lefts =
			equation.kind === 'behavioural' ? [equation.left] : equation.branches.map((one) => one.left);
		const { functions } = lefts[0]!;
		return { functions: functions.length, node: leftValue(equations.graph, functions, v, 0) };
	});
}
