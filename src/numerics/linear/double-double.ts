/**
 * Numbers as the unevaluated sum of two doubles, some 32 digits (Dekker 1971, A floating-point technique for extending the available
 * precision; Ogita, Rump and Oishi 2005, Accurate sum and dot product). A vector is two arrays, the high parts and the low parts.
 */
export type Double2 = { high: number; low: number };
export type Vector2 = { high: Float64Array; low: Float64Array };

/** 2²⁷ + 1: cuts a double into two halves whose products are exact. */
const splitter = 134_217_729;

/** a + b exactly, whatever their sizes. */
function sum(a: number, b: number): Double2 {
	const high = a + b;
	const part = high - a;
	return { high, low: a - (high - part) + (b - part) };
}

/** a·b exactly, below 1e300. */
export function product(a: number, b: number): Double2 {
	const high = a * b;
	const ca = splitter * a;
	const ah = ca - (ca - a);
	const al = a - ah;
	const cb = splitter * b;
	const bh = cb - (cb - b);
	const bl = b - bh;
	return { high, low: al * bl - (high - ah * bh - al * bh - ah * bl) };
}

export function add(a: Double2, b: Double2): Double2 {
	const s = sum(a.high, b.high);
	return sum(s.high, s.low + a.low + b.low);
}

export function negative(a: Double2): Double2 {
	return { high: -a.high, low: -a.low };
}

export function multiply(a: Double2, b: Double2): Double2 {
	const p = product(a.high, b.high);
	return sum(p.high, p.low + a.high * b.low + a.low * b.high);
}

export function divide(a: Double2, b: Double2): Double2 {
	const first = a.high / b.high;
	const rest = add(a, negative(multiply(b, { high: first, low: 0 })));
	const second = rest.high / b.high;
	const last = add(rest, negative(multiply(b, { high: second, low: 0 })));
	return add(sum(first, second), { high: last.high / b.high, low: 0 });
}

/** √a of a ≥ 0, by one step of Newton from the double's root. */
export function root(a: Double2): Double2 {
	if (a.high <= 0) return { high: 0, low: 0 };
	const first = Math.sqrt(a.high);
	const rest = add(a, negative(product(first, first)));
	return sum(first, rest.high / (2 * first));
}

/** Σ a_i·b_i over from ≤ i < to. */
export function dot(a: Vector2, b: Vector2, from: number, to: number): Double2 {
	const { high: aHigh, low: aLow } = a;
	const { high: bHigh, low: bLow } = b;
	let high = 0;
	let low = 0;
	for (let i = from; i < to; i++) {
		const x = aHigh[i]!;
		const y = bHigh[i]!;
		const p = x * y;
		const cx = splitter * x;
		const xh = cx - (cx - x);
		const xl = x - xh;
		const cy = splitter * y;
		const yh = cy - (cy - y);
		const yl = y - yh;
		const error = xl * yl - (p - xh * yh - xl * yh - xh * yl);
		const s = high + p;
		const part = s - high;
		low += high - (s - part) + (p - part) + (error + x * bLow[i]! + aLow[i]! * y);
		high = s;
	}
	return sum(high, low);
}

/** a −= factor·b over from ≤ i < to, in place. */
export function subtractScaled(a: Vector2, factor: Double2, b: Vector2, from: number, to: number): void {
	const { high: aHigh, low: aLow } = a;
	const { high: bHigh, low: bLow } = b;
	const x = factor.high;
	const cx = splitter * x;
	const xh = cx - (cx - x);
	const xl = x - xh;
	for (let i = from; i < to; i++) {
		const y = bHigh[i]!;
		const p = x * y;
		const cy = splitter * y;
		const yh = cy - (cy - y);
		const yl = y - yh;
		const error = xl * yl - (p - xh * yh - xl * yh - xh * yl) + x * bLow[i]! + factor.low * y;
		const before = aHigh[i]!;
		const s = before - p;
		const part = s - before;
		const rest = before - (s - part) - (p + part) + (aLow[i]! - error);
		const high = s + rest;
		aLow[i] = rest - (high - s);
		aHigh[i] = high;
	}
}

/** x to a whole power n ≥ 0, for each x. */
export function powers(x: Float64Array, n: number): Vector2 {
	const power = { high: new Float64Array(x.length), low: new Float64Array(x.length) };
	for (let i = 0; i < x.length; i++) {
		let value: Double2 = { high: 1, low: 0 };
		for (let step = 0; step < n; step++) value = multiply(value, { high: x[i]!, low: 0 });
		power.high[i] = value.high;
		power.low[i] = value.low;
	}
	return power;
}
