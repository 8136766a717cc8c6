/** Lanczos coefficients for g = 7, n = 9 (Press et al., Numerical Recipes, 3rd ed., 6.1): about 15 digits. */
const lanczos = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
	12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Natural logarithm of the gamma function, for x > 0. */
export function logGamma(x: number): number {
	if (!(x > 0)) throw new RangeError(`logGamma needs a positive number, got ${x}`);
	if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
	const z = x - 1;
	let sum = lanczos[0] as number;
	for (let i = 1; i < lanczos.length; i++) sum += (lanczos[i] as number) / (z + i);
	const t = z + 7.5;
	return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * The regularised lower incomplete gamma function P(a, x): the chance that a gamma variable of shape a is at most x.
 * Series below a + 1, continued fraction (Lentz) above it (Numerical Recipes, 3rd ed., 6.2).
 */
export const gammaShare = (a: number, x: number): number => bothTails(a, x).lower;

/** Both tails, each with its own digits: one minus a lower tail near one has none left. */
function bothTails(a: number, x: number): { lower: number; upper: number } {
	if (!(a > 0) || !(x >= 0)) throw new RangeError(`gammaShare needs a > 0 and x >= 0, got ${a}, ${x}`);
	if (x === 0) return { lower: 0, upper: 1 };
	const front = Math.exp(a * Math.log(x) - x - logGamma(a));
	if (x < a + 1) {
		let term = 1 / a;
		let sum = term;
		for (let n = a + 1; Math.abs(term) > Math.abs(sum) * 1e-16; n++) {
			term *= x / n;
			sum += term;
		}
		return { lower: sum * front, upper: 1 - sum * front };
	}
	const tiny = 1e-300;
	let b = x + 1 - a;
	let c = 1 / tiny;
	let d = 1 / b;
	let h = d;
	for (let i = 1; i < 100_000; i++) {
		const an = -i * (i - a);
		b += 2;
		d = an * d + b;
		if (Math.abs(d) < tiny) d = tiny;
		c = b + an / c;
		if (Math.abs(c) < tiny) c = tiny;
		d = 1 / d;
		const step = d * c;
		h *= step;
		if (Math.abs(step - 1) < 1e-16) break;
	}
	return { lower: 1 - front * h, upper: front * h };
}

/**
 * Where P(a, x) reaches the share. Newton steps from the approximation of Wilson and Hilferty (1931), each kept inside the
 * bracket that is known, else a bisection: it always ends.
 */
export function gammaQuantile(a: number, share: number): number {
	if (!(share >= 0 && share < 1)) throw new RangeError(`a share lies in [0, 1), got ${share}`);
	if (share === 0) return 0;
	let low = 0;
	let high = Math.max(1, a);
	while (gammaShare(a, high) < share) high *= 2;
	const z = normalQuantile(share);
	let x = a * (1 - 1 / (9 * a) + z / (3 * Math.sqrt(a))) ** 3;
	if (!(x > low && x < high)) x = Math.exp((Math.log(share) + logGamma(a + 1)) / a);
	for (let i = 0; i < 200; i++) {
		const error = gammaShare(a, x) - share;
		if (error > 0) high = x;
		else low = x;
		const slope = Math.exp((a - 1) * Math.log(x) - x - logGamma(a));
		const next = x - error / slope;
		const inside = next > low && next < high ? next : (low + high) / 2;
		if (Math.abs(inside - x) <= 1e-14 * Math.max(inside, 1e-300)) return inside;
		x = inside;
	}
	return x;
}

/** Quantile of the standard normal distribution: Acklam's rational approximation, made exact by one step of Halley. */
export function normalQuantile(share: number): number {
	if (!(share > 0 && share < 1)) throw new RangeError(`a share lies in (0, 1), got ${share}`);
	if (share > 0.5) return -normalQuantile(1 - share);
	const polynomial = (coefficients: readonly number[], at: number) =>
		coefficients.reduce((sum, one) => sum * at + one, 0);
	let x: number;
	if (share < 0.02425) {
		const q = Math.sqrt(-2 * Math.log(share));
		x =
			polynomial(
				[
					-7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
					4.374664141464968, 2.938163982698783,
				],
				q,
			) / polynomial([7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1], q);
	} else {
		const q = share - 0.5;
		const r = q * q;
		x =
			(q *
				polynomial(
					[
						-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
						2.506628277459239,
					],
					r,
				)) /
			polynomial(
				[-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1],
				r,
			);
	}
	const error = 0.5 * upperOfErf(-x / Math.SQRT2) - share;
	const step = error * Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2);
	return x - step / (1 + (x * step) / 2);
}

/** The chance that a standard normal variable is above z. */
export const normalUpper = (z: number): number => Math.min(1, 0.5 * upperOfErf(z / Math.SQRT2));

/** erfc by the incomplete gamma function. */
const upperOfErf = (x: number) => (x >= 0 ? bothTails(0.5, x * x).upper : 1 + bothTails(0.5, x * x).lower);
