/** An exact number: bottom is positive, the two share no divisor. */
export type Fraction = { readonly top: bigint; readonly bottom: bigint };

export function fraction(top: bigint | number, bottom: bigint | number = 1n): Fraction {
	let [a, b] = [BigInt(top), BigInt(bottom)];
	if (b === 0n) throw new RangeError('a fraction of nothing');
	if (b < 0n) [a, b] = [-a, -b];
	const common = divisor(a < 0n ? -a : a, b);
	return { top: a / common, bottom: b / common };
}

/** Euclid's greatest common divisor of two that are not negative. */
function divisor(a: bigint, b: bigint): bigint {
	let [x, y] = [a, b];
	while (y > 0n) [x, y] = [y, x % y];
	return x === 0n ? 1n : x;
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
	fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);

export const minus = (a: Fraction, b: Fraction): Fraction =>
	fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);

export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.top, a.bottom * b.bottom);

/** Below 0 when a is the smaller one, 0 when they are equal. */
export function compare(a: Fraction, b: Fraction): number {
	const [x, y] = [a.top * b.bottom, b.top * a.bottom];
	return x < y ? -1 : x > y ? 1 : 0;
}

/** The nearest number of the machine, to 15 digits; the parts may be longer than it can hold. */
export function nearest(top: bigint, bottom: bigint): number {
	const size = (n: bigint) => (n < 0n ? -n : n).toString(16).length * 4;
	const spare = Math.max(size(top), size(bottom)) - 960;
	if (spare <= 0) return Number(top) / Number(bottom);
	const by = BigInt(spare);
	return Number(top >> by) / Number(bottom >> by);
}

/** The whole part below, and above: for amounts that a person reads. */
export const floorOf = ({ top, bottom }: Fraction): bigint =>
	top >= 0n ? top / bottom : -((-top + bottom - 1n) / bottom);
export const ceilOf = ({ top, bottom }: Fraction): bigint => -floorOf({ top: -top, bottom });
