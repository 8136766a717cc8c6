import { normalDraws } from '../../random/normal-draws.ts';
import { seeded } from '../../random/seeded.ts';
import type { EtsFit } from './estimate.ts';

/**
 * Paths of a model beyond its last observation with normal errors of variance σ².
 * @returns h arrays of `paths` values
 */
export function simulateEts(fit: EtsFit, h: number, paths: number, seed: number): Float64Array[] {
	const { model, parameters, last } = fit;
	const { alpha, beta, gamma, phi } = parameters;
	const draw = normalDraws(seeded(seed));
	const sd = Math.sqrt(fit.sigma2);
	const values = Array.from({ length: h }, () => new Float64Array(paths));
	for (let path = 0; path < paths; path++) {
		let { level, trend } = last;
		const season = last.season.slice();
		for (let i = 0; i < h; i++) {
			const carried = model.trend === 'M' ? Math.max(trend, 0) ** phi : phi * trend;
			const q = model.trend === 'N' ? level : model.trend === 'A' ? level + carried : level * carried;
			const place = i % season.length;
			const figure = season[place]!;
			const mean = model.season === 'N' ? q : model.season === 'A' ? q + figure : q * figure;
			const value = mean + sd * draw() * (model.error === 'M' ? mean : 1);
			values[i]![path] = value;
			const adjusted = model.season === 'N' ? value : model.season === 'A' ? value - figure : value / figure;
			const before = level;
			level = q + alpha * (adjusted - q);
			if (model.trend !== 'N') {
				const growth = model.trend === 'A' ? level - before : level / before;
				trend = carried + (beta / alpha) * (growth - carried);
			}
			if (model.season !== 'N')
				season[place]! += gamma * ((model.season === 'A' ? value - q : value / q) - figure);
		}
	}
	return values;
}
