import { hasSeries, type SeriesByName, valuesOf } from '../series-by-name.ts';
import type { Expression, PeriodFunction, Place } from './tree.ts';

/** The name that is 3.14159... where no series has it, as in R. */
export const piName = 'pi';

/**
 * An expression at each period from one to another, both included (counted as `periodNumber` does), over data. NaN or an infinity where
 * a number is missing or a function has no value.
 */
export function evaluate(of: Expression, data: SeriesByName, from: number, to: number): Float64Array {
	switch (of.kind) {
		case 'number':
			return new Float64Array(to - from + 1).fill(of.value);
		case 'name':
			if (of.name === piName && !hasSeries(data, piName))
				return new Float64Array(to - from + 1).fill(Math.PI);
			return valuesOf(data, of.name, from, to);
		case 'negative':
			return evaluate(of.of, data, from, to).map((x) => -x);
		case 'value': {
			const value = of.function === 'LOG' ? Math.log : of.function === 'EXP' ? Math.exp : Math.abs;
			return evaluate(of.of, data, from, to).map(value);
		}
		case 'periods':
			return evaluatePeriods(of.function, of.of, of.periods, data, from, to);
		case 'binary': {
			const left = evaluate(of.left, data, from, to);
			const right = evaluate(of.right, data, from, to);
			const operate = operators[of.operator];
			for (let t = 0; t < left.length; t++) left[t] = operate(left[t]!, right[t]!);
			return left;
		}
	}
}

const operators = {
	'+': (a: number, b: number) => a + b,
	'-': (a: number, b: number) => a - b,
	'*': (a: number, b: number) => a * b,
	'/': (a: number, b: number) => a / b,
	'^': (a: number, b: number) => a ** b,
};

function evaluatePeriods(
	name: PeriodFunction,
	of: Expression,
	n: number,
	data: SeriesByName,
	from: number,
	to: number,
): Float64Array {
	if (name === 'TSLAG') return evaluate(of, data, from - n, to - n);
	if (name === 'TSLEAD') return evaluate(of, data, from + n, to + n);
	if (name === 'MOVAVG' || name === 'MOVSUM') {
		const x = evaluate(of, data, from - n + 1, to);
		const found = new Float64Array(to - from + 1);
		for (let t = 0; t < found.length; t++) {
			let sum = 0;
			for (let j = n - 1; j >= 0; j--) sum += x[t + j]!;
			found[t] = name === 'MOVAVG' ? sum / n : sum;
		}
		return found;
	}
	const x = evaluate(of, data, from - n, to);
	const found = new Float64Array(to - from + 1);
	for (let t = 0; t < found.length; t++) {
		const now = x[t + n]!;
		const then = x[t]!;
		if (name === 'TSDELTA') found[t] = now - then;
		else if (name === 'TSDELTAP') found[t] = (100 * (now - then)) / then;
		else found[t] = now > 0 && then > 0 ? Math.log(now / then) : Number.NaN;
	}
	return found;
}

/** A name with the periods it is needed at, relative to the one worked out: −1 is the period before. */
export type Need = { name: string; place: Place; offsets: ReadonlySet<number> };

/** Which values of which series an expression needs, each place of a name apart. */
export function needsOf(
	of: Expression,
	offsets: ReadonlySet<number> = new Set([0]),
	found: Need[] = [],
): Need[] {
	if (of.kind === 'name') found.push({ name: of.name, place: of.place, offsets });
	else if (of.kind === 'binary') {
		needsOf(of.left, offsets, found);
		needsOf(of.right, offsets, found);
	} else if (of.kind === 'periods') needsOf(of.of, widened(of.function, of.periods, offsets), found);
	else if (of.kind !== 'number') needsOf(of.of, offsets, found);
	return found;
}

function widened(name: PeriodFunction, n: number, offsets: ReadonlySet<number>): Set<number> {
	const found = new Set<number>();
	for (const one of offsets) {
		if (name === 'TSLAG') found.add(one - n);
		else if (name === 'TSLEAD') found.add(one + n);
		else if (name === 'MOVAVG' || name === 'MOVSUM') for (let j = 0; j < n; j++) found.add(one - j);
		else found.add(one).add(one - n);
	}
	return found;
}
