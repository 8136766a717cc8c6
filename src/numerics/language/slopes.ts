import type { Expression } from './tree.ts';

/** A value with its slopes. */
type Dual = { value: number; slopes: Float64Array };

/**
 * The slopes of an expression with respect to some names at the period itself, at a made-up place that hangs on `trial` alone: every
 * name at every period has a number between 1 and 2 (forward differentiation: Griewank and Walther, Evaluating Derivatives, 2nd ed., 3.1).
 */
export function slopes(of: Expression, names: readonly string[], trial: number): Float64Array {
	const known = new Map<Expression, Map<number, Dual>>();
	return dual(of, 0).slopes;

	// moving sums within one another ask for the same again and again
	function dual(one: Expression, offset: number): Dual {
		const at = known.get(one) ?? new Map<number, Dual>();
		known.set(one, at);
		const found = at.get(offset) ?? worked(one, offset, names, trial, dual);
		at.set(offset, found);
		return found;
	}
}

function worked(
	of: Expression,
	offset: number,
	names: readonly string[],
	trial: number,
	dual: (one: Expression, offset: number) => Dual,
): Dual {
	const inside = (one: Expression, shift = 0) => dual(one, offset + shift);
	switch (of.kind) {
		case 'number':
			return { value: of.value, slopes: new Float64Array(names.length) };
		case 'name': {
			const found = new Float64Array(names.length);
			if (offset === 0 && names.includes(of.name)) found[names.indexOf(of.name)] = 1;
			return { value: madeUp(of.name, offset, trial), slopes: found };
		}
		case 'negative':
			return times(inside(of.of), -1);
		case 'value': {
			const x = inside(of.of);
			if (of.function === 'LOG') return chained(Math.log(x.value), x, 1 / x.value);
			if (of.function === 'EXP') return chained(Math.exp(x.value), x, Math.exp(x.value));
			return chained(Math.abs(x.value), x, Math.sign(x.value));
		}
		case 'binary': {
			const a = inside(of.left);
			const b = inside(of.right);
			if (of.operator === '+') return both(a.value + b.value, a, 1, b, 1);
			if (of.operator === '-') return both(a.value - b.value, a, 1, b, -1);
			if (of.operator === '*') return both(a.value * b.value, a, b.value, b, a.value);
			if (of.operator === '/') return both(a.value / b.value, a, 1 / b.value, b, -a.value / b.value ** 2);
			const power = a.value ** b.value;
			const still = b.slopes.every((one) => one === 0);
			return both(power, a, b.value * a.value ** (b.value - 1), b, still ? 0 : power * Math.log(a.value));
		}
		case 'periods': {
			const n = of.periods;
			switch (of.function) {
				case 'TSLAG':
					return inside(of.of, -n);
				case 'TSLEAD':
					return inside(of.of, n);
				case 'MOVAVG':
				case 'MOVSUM': {
					let sum = inside(of.of);
					for (let j = 1; j < n; j++) {
						const more = inside(of.of, -j);
						sum = both(sum.value + more.value, sum, 1, more, 1);
					}
					return of.function === 'MOVSUM' ? sum : times(sum, 1 / n);
				}
				case 'TSDELTA':
				case 'TSDELTAP':
				case 'TSDELTALOG': {
					const now = inside(of.of);
					const then = inside(of.of, -n);
					if (of.function === 'TSDELTA') return both(now.value - then.value, now, 1, then, -1);
					const ratio = now.value / then.value;
					if (of.function === 'TSDELTAP')
						return both(100 * (ratio - 1), now, 100 / then.value, then, (-100 * ratio) / then.value);
					return both(Math.log(ratio), now, 1 / now.value, then, -1 / then.value);
				}
			}
		}
	}
}

function both(value: number, a: Dual, byA: number, b: Dual, byB: number): Dual {
	return { value, slopes: a.slopes.map((one, j) => one * byA + b.slopes[j]! * byB) };
}

function chained(value: number, x: Dual, slope: number): Dual {
	return { value, slopes: x.slopes.map((one) => one * slope) };
}

function times(x: Dual, by: number): Dual {
	return chained(x.value * by, x, by);
}

/** Between 1 and 2, from the letters (FNV-1a). */
function madeUp(name: string, offset: number, trial: number): number {
	let hash = 0x811c9dc5 ^ Math.imul(trial + 1, 0x9e3779b1);
	for (const one of `${name}@${offset}`) hash = Math.imul(hash ^ one.codePointAt(0)!, 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
	return 1 + ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
