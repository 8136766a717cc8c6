export type OptimisedTheta = {
	/** Point forecasts. */
	mean: Float64Array;
	/** Variances of the forecasts' errors: σ²(1 + (h − 1)α²), σ² with n − 3 degrees of freedom. */
	variances: Float64Array;
	alpha: number;
	/** θ of the line that is extrapolated by smoothing; 1 is simple smoothing, 2 the classical method. */
	theta: number;
	fitted: Float64Array;
};

/**
 * The dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016): simple smoothing plus a share w = 1 − 1/θ
 * of the line through the observations so far, A + B·t:
 *   μ(t) = l(t−1) + w·[(1−α)^(t−1)·A(t−1) + (1 − (1−α)^t)/α·B(t−1)], l(t) = α·y(t) + (1−α)·l(t−1).
 * For each α the misses are linear in l(0) and w, so both follow by least squares and only α is searched, 0.1 to 0.99, with θ ≥ 1.
 * @param y n ≥ 4 numbers without season and gaps
 */
export function optimisedTheta(y: Float64Array, horizon: number): OptimisedTheta {
	if (y.length < 4) throw new RangeError('the optimised Theta model needs four observations');
	const lines = linesSoFar(y);
	let best = 0.1;
	let least = Number.POSITIVE_INFINITY;
	const look = (alpha: number) => {
		const { squares } = shares(y, lines, alpha);
		if (squares < least) {
			least = squares;
			best = alpha;
		}
	};
	const step = 0.89 / 24;
	for (let i = 0; i <= 24; i++) look(0.1 + i * step);
	for (let by = step / 2; by > 1e-4; by /= 2) {
		const from = best;
		look(Math.max(0.1, from - by));
		look(Math.min(0.99, from + by));
	}
	return follow(y, horizon, best, shares(y, lines, best));
}

type Lines = { A: Float64Array; B: Float64Array };
type Shares = { level: number; w: number; squares: number };

/** Intercept (at period 0) and slope of the line through the first t observations, by t; of none 0, of one its value. */
function linesSoFar(y: Float64Array): Lines {
	const n = y.length;
	const A = new Float64Array(n + 1);
	const B = new Float64Array(n + 1);
	for (let t = 1, mean = 0; t <= n; t++) {
		if (t > 1) B[t] = ((t - 2) * B[t - 1]! + (6 / t) * (y[t - 1]! - mean)) / (t + 1);
		mean += (y[t - 1]! - mean) / t;
		A[t] = mean - ((t + 1) / 2) * B[t]!;
	}
	return { A, B };
}

/** l(0) and w of the least squares of the third and later misses. */
function shares(y: Float64Array, { A, B }: Lines, alpha: number): Shares {
	// from the first observation on, so that l(0) − y(1) is estimated and no digits are lost
	let level = y[0]!;
	let power = 1;
	let gg = 0;
	let gd = 0;
	let dd = 0;
	let gr = 0;
	let dr = 0;
	let rr = 0;
	for (let t = 1; t <= y.length; t++) {
		const r = y[t - 1]! - level;
		const d = power * A[t - 1]! + ((1 - power * (1 - alpha)) / alpha) * B[t - 1]!;
		if (t > 2) {
			gg += power * power;
			gd += power * d;
			dd += d * d;
			gr += power * r;
			dr += d * r;
			rr += r * r;
		}
		level += alpha * r;
		power *= 1 - alpha;
	}
	const determinant = gg * dd - gd * gd;
	let w = determinant > 1e-12 * gg * dd ? (gg * dr - gd * gr) / determinant : 0;
	w = Math.min(Math.max(w, 0), 1);
	const first = gg > 0 ? (gr - w * gd) / gg : 0;
	const squares = rr - 2 * (first * gr + w * dr) + first * first * gg + 2 * first * w * gd + w * w * dd;
	return { level: y[0]! + first, w, squares };
}

function follow(
	y: Float64Array,
	horizon: number,
	alpha: number,
	{ level: first, w, squares }: Shares,
): OptimisedTheta {
	const n = y.length;
	let level = first;
	let power = 1;
	let mean = 0;
	let A = 0;
	let B = 0;
	const all = new Float64Array(n + horizon);
	for (let t = 1; t <= n + horizon; t++) {
		const forecast = level + w * (power * A + ((1 - power * (1 - alpha)) / alpha) * B);
		all[t - 1] = forecast;
		// beyond the last observation a forecast stands for what is not known
		const seen = t <= n ? y[t - 1]! : forecast;
		level += alpha * (seen - level);
		power *= 1 - alpha;
		B = t > 1 ? ((t - 2) * B + (6 / t) * (seen - mean)) / (t + 1) : 0;
		mean += (seen - mean) / t;
		A = mean - ((t + 1) / 2) * B;
	}
	const variance = Math.max(0, squares) / Math.max(1, n - 3);
	return {
		mean: all.slice(n),
		variances: Float64Array.from({ length: horizon }, (_, i) => variance * (1 + i * alpha * alpha)),
		alpha,
		theta: 1 / Math.max(1 - w, 1e-10),
		fitted: all.slice(0, n),
	};
}
