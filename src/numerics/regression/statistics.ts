import { fisherAbove, studentBeyond } from '../distributions/tails.ts';

/** What a fit is told by, in the words of every textbook (Greene, Econometric Analysis, 7th ed., ch. 3-5). */
export type FitStatistics = {
	/** 1 − RSS/TSS; TSS about the mean of y when there is a constant, else about zero. */
	rSquared: number;
	/** 1 − (1 − R²)(T − 1)/df, T in the place of T − 1 without a constant. */
	adjustedRSquared: number;
	/** Σ(e_t − e_{t−1})²/Σe_t². */
	durbinWatson: number;
	residualSS: number;
	standardErrorOfRegression: number;
	/** −T/2·(ln(2π·RSS/T) + 1). */
	logLikelihood: number;
	/** −2 logL + 2(k + 1), k free coefficients, rhos among them, and sigma. */
	aic: number;
	/** −2 logL + ln T·(k + 1). */
	bic: number;
	/** All coefficients but the constant are zero; null when there are none. */
	fStatistic: number | null;
	fProbability: number | null;
	/** Mean of y. */
	meanDependent: number;
};

/**
 * @param y T numbers
 * @param residuals T numbers
 * @param free how many coefficients were free, rhos among them
 * @param aboutMean the variance of the residuals about their mean, not about zero, as bimets has it; they differ without a constant
 * @param weights T numbers or none; RSS and TSS are then weighted and logL counts ½Σ ln w more
 */
export function fitStatistics(
	y: Float64Array,
	residuals: Float64Array,
	free: number,
	hasConstant: boolean,
	aboutMean: boolean,
	weights?: Float64Array,
): FitStatistics {
	const rows = y.length;
	let sumOfWeights = 0;
	let weighted = 0;
	let meanDependent = 0;
	for (let t = 0; t < rows; t++) {
		const w = weights ? weights[t]! : 1;
		sumOfWeights += w;
		weighted += w * y[t]!;
		meanDependent += y[t]!;
	}
	meanDependent /= rows;
	const middle = hasConstant ? weighted / sumOfWeights : 0;
	let residualSS = 0;
	let total = 0;
	let drift = 0;
	let logWeights = 0;
	for (let t = 0; t < rows; t++) {
		const w = weights ? weights[t]! : 1;
		residualSS += w * residuals[t]! ** 2;
		total += w * (y[t]! - middle) ** 2;
		drift += residuals[t]!;
		if (weights) logWeights += Math.log(w);
	}
	const df = rows - free;
	const one = hasConstant ? 1 : 0;
	const rSquared = 1 - residualSS / total;
	const about = aboutMean && !weights ? residualSS - (drift * drift) / rows : residualSS;
	const logLikelihood = (-rows / 2) * (Math.log((2 * Math.PI * residualSS) / rows) + 1) + logWeights / 2;
	const explaining = free - one;
	const fStatistic = explaining > 0 ? ((total - residualSS) / explaining / residualSS) * df : null;
	return {
		rSquared,
		adjustedRSquared: 1 - ((1 - rSquared) * (rows - one)) / df,
		durbinWatson: durbinWatson(residuals),
		residualSS,
		standardErrorOfRegression: Math.sqrt(about / df),
		logLikelihood,
		aic: -2 * logLikelihood + 2 * (free + 1),
		bic: -2 * logLikelihood + Math.log(rows) * (free + 1),
		fStatistic,
		fProbability: fStatistic === null ? null : fisherAbove(fStatistic, explaining, df),
		meanDependent,
	};
}

/** Σ(e_t − e_{t−1})²/Σe_t² (Durbin and Watson 1950). */
export function durbinWatson(residuals: Float64Array): number {
	let steps = 0;
	let square = 0;
	for (let t = 0; t < residuals.length; t++) {
		square += residuals[t]! ** 2;
		if (t > 0) steps += (residuals[t]! - residuals[t - 1]!) ** 2;
	}
	return steps / square;
}

/** Coefficients over their standard errors and P(|T| > |t|); a coefficient that restrictions fix has t ±∞ and p 0. */
export function tStatistics(
	coefficients: Float64Array,
	standardErrors: Float64Array,
	df: number,
): { tStatistics: Float64Array; pValues: Float64Array } {
	const t = coefficients.map((one, j) =>
		standardErrors[j] === 0 ? Number.POSITIVE_INFINITY : one / standardErrors[j]!,
	);
	return { tStatistics: t, pValues: t.map((one) => studentBeyond(one, df)) };
}
