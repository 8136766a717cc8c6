import { type Reader, refuse } from './diagnose.ts';
import { Linearised } from './linearised.ts';
import type { Prepared } from './prepare.ts';
import type { Window } from './tape.ts';

const mostSteps = 100;

/**
 * All periods of a range as one system of equations, solved by Newton's method with sparse LU: what stands in the window beyond
 * the range is the beginning and the end. Steps that make things worse are halved.
 */
export function solveStacked(
	prepared: Prepared,
	coefficients: Float64Array,
	window: Window,
	range: { from: number; to: number },
	frequency: number,
): void {
	const { equations } = prepared;
	const system = new Linearised(prepared, coefficients, window, range, true);
	const count = equations.variables.length;
	const n = equations.endogenous;
	const at = (i: number) => (range.from - window.from + Math.floor(i / n)) * count + (i % n);
	for (let i = 0; i < system.size; i++) if (!Number.isFinite(window.values[at(i)]!)) window.values[at(i)] = 1;
	const scale = Float64Array.from({ length: system.size }, (_, i) => Math.abs(window.values[at(i)]!) || 1);
	const kept = new Float64Array(system.size);
	const step = new Float64Array(system.size);
	const evaluate = () => {
		system.residuals(step);
		let largest = 0;
		for (let i = 0; i < step.length; i++) {
			const apart = Math.abs(step[i]!) / scale[i]!;
			if (!(apart <= largest)) largest = apart;
		}
		return largest;
	};
	let before = evaluate();
	for (let round = 0; round < mostSteps && Number.isFinite(before); round++) {
		if (before === 0 || (round > 0 && before <= 1e-14)) return;
		system.refresh();
		system.solve(step);
		let largest = 0;
		for (let i = 0; i < step.length; i++) {
			kept[i] = window.values[at(i)]!;
			largest = Math.max(largest, Math.abs(step[i]!) / scale[i]!);
		}
		if (Number.isNaN(largest)) break;
		const whole = step.slice();
		let share = 1;
		let after = 0;
		for (; share > 1e-4; share /= 2) {
			for (let i = 0; i < kept.length; i++) window.values[at(i)] = kept[i]! + share * whole[i]!;
			after = evaluate();
			if (after < before || (largest <= 1e-9 && Number.isFinite(after))) break;
		}
		for (let i = 0; i < kept.length; i++) scale[i] = Math.max(scale[i]!, Math.abs(window.values[at(i)]!));
		after = evaluate();
		if (largest <= 1e-9 && after <= 1e-8) return;
		if (!(share > 1e-4)) break;
		before = after;
	}
	// the first period with an equation that has no value, else the one that is furthest from its solution
	let worst = 0;
	for (let i = 0; i < step.length; i++) {
		if (!Number.isFinite(step[i]!)) {
			worst = i;
			break;
		}
		if (Math.abs(step[i]!) / scale[i]! > Math.abs(step[worst]!) / scale[worst]!) worst = i;
	}
	const period = range.from + Math.floor(worst / n);
	const base = (period - window.from) * count;
	const read: Reader = (variable, shift) => window.values[base + shift * count + variable]!;
	const all = Array.from({ length: n }, (_, i) => i);
	refuse(equations, coefficients, read, all, null, { period, frequency });
}
