import type { Expression, FunctionName } from './expression.ts';

/** A value for each observation, and its derivatives by each parameter; null where it does not depend on it. */
export type Derived = { value: Float64Array; slopes: (Float64Array | null)[] };

const values: Record<FunctionName, (x: number) => number> = {
	exp: Math.exp,
	log: Math.log,
	log10: Math.log10,
	sin: Math.sin,
	cos: Math.cos,
	tan: Math.tan,
	atan: Math.atan,
	sqrt: Math.sqrt,
	abs: Math.abs,
};

/** Derivatives by the argument x, of which f is the value. */
const slopes: Record<FunctionName, (x: number, f: number) => number> = {
	exp: (_, f) => f,
	log: (x) => 1 / x,
	log10: (x) => 1 / (x * Math.LN10),
	sin: Math.cos,
	cos: (x) => -Math.sin(x),
	tan: (_, f) => 1 + f * f,
	atan: (x) => 1 / (1 + x * x),
	sqrt: (_, f) => 0.5 / f,
	abs: Math.sign,
};

/**
 * An expression over all observations with exact derivatives, by the chain rule forwards (Griewank and Walther, Evaluating Derivatives,
 * 2nd ed., ch. 3).
 * @param data columns of `rows` numbers by name
 * @param parameters their names, in the order of the derivatives; they hide data of the same name
 * @throws RangeError when a name is neither
 */
export function derive(
	expression: Expression,
	data: ReadonlyMap<string, Float64Array>,
	parameters: readonly string[],
	at: Float64Array,
	rows: number,
): Derived {
	const none = () => parameters.map(() => null);
	const constant = (value: number) => new Float64Array(rows).fill(value);
	const evaluate = (one: Expression): Derived => {
		switch (one.kind) {
			case 'number':
				return { value: constant(one.value), slopes: none() };
			case 'name': {
				const place = parameters.indexOf(one.name);
				if (place >= 0)
					return {
						value: constant(at[place]!),
						slopes: parameters.map((_, j) => (j === place ? constant(1) : null)),
					};
				const column = data.get(one.name);
				if (!column) throw new RangeError(`unknown name ${one.name}`);
				return { value: column, slopes: none() };
			}
			case 'negative': {
				const { value, slopes } = evaluate(one.of);
				return { value: value.map((x) => -x), slopes: slopes.map((slope) => slope?.map((x) => -x) ?? null) };
			}
			case 'call': {
				const inner = evaluate(one.of);
				const value = inner.value.map(values[one.name]);
				const outer = value.map((f, t) => slopes[one.name](inner.value[t]!, f));
				return { value, slopes: inner.slopes.map((slope) => slope?.map((x, t) => x * outer[t]!) ?? null) };
			}
			case 'operation':
				return operate(one.sign, evaluate(one.left), evaluate(one.right));
		}
	};
	return evaluate(expression);
}

function operate(sign: '+' | '-' | '*' | '/' | '^', left: Derived, right: Derived): Derived {
	const a = left.value;
	const b = right.value;
	// of each observation: the value, and the derivatives by the left and the right side
	const value = a.map((x, t) => apply(sign, x, b[t]!));
	const slopes = left.slopes.map((da, j) => {
		const db = right.slopes[j]!;
		if (!da && !db) return null;
		return value.map((f, t) => {
			let slope = 0;
			if (da) slope += da[t]! * byLeft(sign, a[t]!, b[t]!);
			if (db) slope += db[t]! * byRight(sign, a[t]!, b[t]!, f);
			return slope;
		});
	});
	return { value, slopes };
}

function apply(sign: string, a: number, b: number): number {
	if (sign === '+') return a + b;
	if (sign === '-') return a - b;
	if (sign === '*') return a * b;
	return sign === '/' ? a / b : a ** b;
}

function byLeft(sign: string, a: number, b: number): number {
	if (sign === '+' || sign === '-') return 1;
	if (sign === '*') return b;
	if (sign === '/') return 1 / b;
	return b === 0 ? 0 : b * a ** (b - 1);
}

function byRight(sign: string, a: number, b: number, f: number): number {
	if (sign === '+') return 1;
	if (sign === '-') return -1;
	if (sign === '*') return a;
	if (sign === '/') return -f / b;
	return f === 0 ? 0 : f * Math.log(a);
}
