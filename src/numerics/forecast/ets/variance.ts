import type { EtsFit } from './estimate.ts';
import { etsMeans } from './recursion.ts';

/** Means of the forecasts and variances of their errors, by horizon. */
export type Moments = { means: Float64Array; variances: Float64Array };

/**
 * Forecast means and variances where formulas are known: classes 1 to 3 of Hyndman, Koehler, Ord and Snyder (2008, chapter 6), that is all
 * models without a multiplicative trend but additive errors with a multiplicative season.
 * Class 1 (all additive): σ²(1 + Σ c²ⱼ), cⱼ what an error adds to the forecast j periods later. Class 2 (relative errors):
 * (1 + σ²)θₕ − μₕ², θₕ = μₕ² + σ² Σ c²ⱼ θₕ₋ⱼ. Class 3 (relative errors and season): see `class3`.
 * @param peer also the slips of R package forecast 8.20: the first step of class 3 is not damped, and with an additive season and no
 *   trend the season learns a period early
 * @returns undefined for the models without formulas
 */
export function etsMoments(fit: EtsFit, h: number, { peer = false } = {}): Moments | undefined {
	const { error, trend, season } = fit.model;
	if (trend === 'M' || (error === 'A' && season === 'M')) return undefined;
	if (season === 'M') return class3(fit, h, peer);
	const means = etsMeans(fit.model, fit.parameters, fit.last, h);
	const { sigma2 } = fit;
	const effects = effectsOf(fit, h, peer);
	const variances = new Float64Array(h);
	if (error === 'A') {
		for (let i = 0, sum = 1; i < h; sum += effects[i]! ** 2, i++) variances[i] = sigma2 * sum;
		return { means, variances };
	}
	const theta = new Float64Array(h);
	for (const [i, mean] of means.entries()) {
		let sum = 0;
		for (let j = 0; j < i; j++) sum += effects[j]! ** 2 * theta[i - 1 - j]!;
		theta[i] = mean ** 2 + sigma2 * sum;
		variances[i] = (1 + sigma2) * theta[i]! - mean ** 2;
	}
	return { means, variances };
}

/** cⱼ = α + β(φ + … + φʲ), and γ when a year has passed; j = 1 … h. */
function effectsOf({ model, parameters }: EtsFit, h: number, peer: boolean): Float64Array {
	const early = peer && model.trend === 'N' ? 1 : 0;
	const { alpha, beta, gamma, phi } = parameters;
	let damped = 0;
	let factor = 1;
	return Float64Array.from({ length: h }, (_, i) => {
		factor *= phi;
		damped += factor;
		const season = model.season !== 'N' && (i + 1 + early) % model.period === 0 ? gamma : 0;
		return alpha + beta * damped + season;
	});
}

/**
 * Relative errors and season: an observation is s·w'x, and each error ε takes level and trend x to (F + g w'ε)x, the figure s of its own
 * month to (1 + γε)s. So a forecast is a product of independent factors, and with normal errors (E ε⁴ = 3σ⁴) mean and mean square of
 * z = s·x follow exactly: in a month of its own by E(1 + γε)(F + g w'ε), in others by F and F·F' + σ² g w'·w g'.
 */
function class3({ model, parameters, last, sigma2 }: EtsFit, h: number, peer: boolean): Moments {
	const { alpha, beta, gamma, phi } = parameters;
	const m = model.period;
	const hasTrend = model.trend !== 'N';
	// w = (1, f), F = (1 f; 0 d), g = (α, β)
	const f = !hasTrend ? 0 : peer ? 1 : phi;
	const d = hasTrend ? phi : 0;
	const means = new Float64Array(h);
	const variances = new Float64Array(h);
	for (let i = 0; i < h; i++) {
		let x = last.level;
		let b = hasTrend ? last.trend : 0;
		let xx = x * x;
		let xb = x * b;
		let bb = b * b;
		for (let j = 0; j < i; j++) {
			const own = (i - j) % m === 0 ? gamma : 0;
			const learnt = own * sigma2;
			const w = x + f * b;
			[x, b] = [w + learnt * alpha * w, d * b + learnt * beta * w];
			// of F z z' F', of F z (g w'z)' and of (w'z)²
			const ww = xx + 2 * f * xb + f * f * bb;
			const wb = d * (xb + f * bb);
			const keep = 1 + own * learnt;
			const cross = 2 * learnt;
			const square = sigma2 * (1 + 3 * own * learnt);
			xx = keep * ww + 2 * cross * alpha * ww + square * alpha * alpha * ww;
			xb = keep * wb + cross * (beta * ww + alpha * wb) + square * alpha * beta * ww;
			bb = keep * d * d * bb + 2 * cross * beta * wb + square * beta * beta * ww;
		}
		const figure = last.season[i % m]!;
		means[i] = figure * (x + f * b);
		const meanSquare = figure ** 2 * (xx + 2 * f * xb + f * f * bb);
		variances[i] = (1 + sigma2) * meanSquare - means[i]! ** 2;
	}
	return { means, variances };
}
