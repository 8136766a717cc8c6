import { needsOf } from './evaluate.ts';
import type { Fault } from './fault.ts';
import { slopes } from './slopes.ts';
import type { Expression, Model, Place } from './tree.ts';

/** Tried at so many places: an accident of numbers does not repeat itself. */
const trials = 3;
/** Larger circles are not tried. */
const largest = 60;

type Rule = { name: string; left: Expression; right: Expression; place: Place };

/**
 * Circles of identities without a way out. Variables may hang on each other, and on themselves, in one period: that is a simultaneous
 * block, which solving iterates. But where the equations of a circle of identities say the same thing twice (y = y + x; a = b + x
 * beside b = a − x), no numbers or all numbers hold. Told when the matrix of slopes of left minus right side is singular wherever it
 * is tried.
 */
export function circularFaults(model: Model): Fault[] {
	const faults: Fault[] = [];
	const rules = new Map<string, Rule>();
	for (const one of model.equations) {
		if (one.kind !== 'identity') continue;
		for (const { left, right, place } of one.branches) {
			const rule = { name: one.name, left: left.expression, right, place };
			// a way to work out a variable from itself alone
			if (isNow(right, one.name) && singular([rule]))
				faults.push({ code: 'circular', place, facts: { names: one.name, count: 1 } });
			else if (!rules.has(one.name)) rules.set(one.name, rule);
		}
	}
	for (const circle of circles(rules)) {
		if (circle.length < 2 || circle.length > largest || !singular(circle)) continue;
		const names = circle.map((one) => one.name);
		faults.push({
			code: 'circular',
			place: circle[0]!.place,
			facts: { names: names.join(' → '), count: names.length },
		});
	}
	return faults;
}

function isNow(of: Expression, name: string): boolean {
	return needsOf(of).some((one) => one.name === name && one.offsets.has(0));
}

/** Sets of identities that hang on each other in one period, and on no behavioural equation (Tarjan 1972, without recursion). */
function circles(rules: ReadonlyMap<string, Rule>): Rule[][] {
	const next = new Map<string, string[]>();
	for (const [name, { right }] of rules) {
		const names = needsOf(right).filter((one) => one.offsets.has(0) && rules.has(one.name));
		next.set(name, [...new Set(names.map((one) => one.name))]);
	}
	const index = new Map<string, number>();
	const low = new Map<string, number>();
	const stack: string[] = [];
	const on = new Set<string>();
	const found: Rule[][] = [];
	for (const root of rules.keys()) {
		if (index.has(root)) continue;
		const work: { name: string; at: number }[] = [{ name: root, at: 0 }];
		while (work.length > 0) {
			const frame = work.at(-1)!;
			const { name } = frame;
			if (frame.at === 0) {
				index.set(name, index.size);
				low.set(name, index.get(name)!);
				stack.push(name);
				on.add(name);
			}
			const to = next.get(name)![frame.at++];
			if (to !== undefined) {
				if (!index.has(to)) work.push({ name: to, at: 0 });
				else if (on.has(to)) low.set(name, Math.min(low.get(name)!, index.get(to)!));
				continue;
			}
			work.pop();
			const above = work.at(-1);
			if (above) low.set(above.name, Math.min(low.get(above.name)!, low.get(name)!));
			if (low.get(name) !== index.get(name)) continue;
			const circle: Rule[] = [];
			for (;;) {
				const one = stack.pop()!;
				on.delete(one);
				circle.push(rules.get(one)!);
				if (one === name) break;
			}
			found.push(circle.reverse());
		}
	}
	return found;
}

function singular(circle: readonly Rule[]): boolean {
	const names = circle.map((one) => one.name);
	for (let trial = 0; trial < trials; trial++) {
		const rows = circle.map(({ left, right }) => {
			const a = slopes(left, names, trial);
			const b = slopes(right, names, trial);
			return a.map((one, j) => one - b[j]!);
		});
		if (rows.some((row) => row.some((one) => !Number.isFinite(one)))) continue;
		if (!isSingular(rows)) return false;
	}
	return true;
}

/** Gaussian elimination with the largest pivot: one that is rounding alone. */
function isSingular(rows: Float64Array[]): boolean {
	const size = rows.length;
	for (const row of rows) {
		const most = row.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
		if (most === 0) return true;
		for (let j = 0; j < size; j++) row[j]! /= most;
	}
	for (let j = 0; j < size; j++) {
		let best = j;
		for (let i = j + 1; i < size; i++) if (Math.abs(rows[i]![j]!) > Math.abs(rows[best]![j]!)) best = i;
		[rows[j], rows[best]] = [rows[best]!, rows[j]!];
		const pivot = rows[j]![j]!;
		if (Math.abs(pivot) < 1e-10) return true;
		for (let i = j + 1; i < size; i++) {
			const factor = rows[i]![j]! / pivot;
			for (let k = j; k < size; k++) rows[i]![k]! -= factor * rows[j]![k]!;
		}
	}
	return false;
}
