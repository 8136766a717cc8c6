import { seeded } from '#numerics/random/seeded.ts';
import type { SeriesByName } from '#numerics/series-by-name.ts';

const municipalities = 24;
/** Quarters of data: 2010 to 2025. */
const quarters = 64;

const ofEach = Array.from({ length: municipalities }, (_, k) => String(k + 1).padStart(2, '0'));

/** The model of an invented region: of each municipality four behavioural equations and two identities, and one for the whole. */
export function municipalText(): string {
	const parts = ofEach.map(
		(k) => `BEHAVIORAL> out_${k} TSRANGE 2011 1 2025 4
EQ> LOG(out_${k}) = oa_${k} + ob_${k}*LOG(ret_${k}) + oc_${k}*LOG(region) + od_${k}*LOG(TSLAG(out_${k},1))
COEFF> oa_${k} ob_${k} oc_${k} od_${k}
BEHAVIORAL> jobs_${k} TSRANGE 2011 1 2025 4
EQ> TSDELTALOG(jobs_${k}) = ja_${k} + jb_${k}*TSDELTALOG(out_${k}) + jc_${k}*TSLAG(keyrate,2)
COEFF> ja_${k} jb_${k} jc_${k}
BEHAVIORAL> wage_${k} TSRANGE 2011 1 2025 4
EQ> TSDELTALOG(wage_${k}) = wa_${k} + wb_${k}*inflation + wc_${k}*TSDELTALOG(out_${k}/jobs_${k})
COEFF> wa_${k} wb_${k} wc_${k}
BEHAVIORAL> ret_${k} TSRANGE 2011 1 2025 4
EQ> LOG(ret_${k}) = ra_${k} + rb_${k}*LOG(inc_${k}) + rc_${k}*keyrate + rd_${k}*LOG(TSLAG(ret_${k},1))
COEFF> ra_${k} rb_${k} rc_${k} rd_${k}
IDENTITY> inc_${k}
EQ> inc_${k} = 0.003*wage_${k}*jobs_${k} + transf_${k}
IDENTITY> own_${k}
EQ> own_${k} = 0.0195*wage_${k}*jobs_${k}/1000 + 0.01*out_${k}`,
	);
	const whole = `IDENTITY> region
EQ> region = ${ofEach.map((k) => `out_${k}`).join(' + ')}`;
	return ['MODEL', ...parts, whole, 'END', ''].join('\n');
}

/** The coefficients the data were made with, in the order of each equation. */
const made = {
	out: [-0.42, 0.3, 0.1, 0.5],
	jobs: [0.001, 0.25, -0.0001],
	wage: [0.002, 0.8, 0.4],
	ret: [-0.15, 0.45, -0.004, 0.55],
} as const;

/** Series of the model, quarterly from 2010, and the coefficients behind them. */
export function municipalData(seed = 145): {
	data: SeriesByName;
	coefficients: Record<string, { names: string[]; values: number[] }>;
} {
	const random = seeded(seed);
	const noise = (size: number) => size * (random() + random() + random() - 1.5);
	const series: Record<string, number[]> = {
		keyrate: Array.from({ length: quarters }, (_, t) => 9 + 2 * Math.sin(t / 5) + noise(1)),
		inflation: Array.from({ length: quarters }, () => 0.015 + noise(0.008)),
		region: [],
	};
	for (const k of ofEach) {
		const size = 0.5 + random();
		for (const [name, value] of [
			['out', 5 * size],
			['jobs', 12 * size],
			['wage', 40],
			['ret', 3 * size],
			['inc', 2 * size],
			['own', 0.06 * size],
		] as const)
			series[`${name}_${k}`] = [value];
		series[`transf_${k}`] = Array.from(
			{ length: quarters },
			(_, t) => 0.6 * size * (1 + 0.004 * t + noise(0.05)),
		);
	}
	const total = (t: number) => ofEach.reduce((sum, k) => sum + series[`out_${k}`]![t]!, 0);
	series.region!.push(total(0));
	for (let t = 1; t < quarters; t++) {
		for (const k of ofEach) {
			const errors = [noise(0.02), noise(0.006), noise(0.01), noise(0.02)];
			let region = series.region![t - 1]!;
			for (let sweep = 0; sweep < 30; sweep++) region = step(series, k, t, region, errors) && region;
		}
		series.region!.push(total(t));
	}
	const dense = Object.fromEntries(
		Object.entries(series).map(([name, values]) => [name, { start: [2010, 1] as const, values }]),
	);
	return { data: { frequency: 4, series: dense }, coefficients: madeCoefficients() };
}

/** One sweep over the equations of a municipality; the whole is that of the quarter before. */
function step(
	series: Record<string, number[]>,
	k: string,
	t: number,
	region: number,
	errors: readonly number[],
): number {
	const at = (name: string, lag = 0) =>
		series[`${name}_${k}`]![t - lag] ?? series[`${name}_${k}`]![t - lag - 1]!;
	const set = (name: string, value: number) => {
		series[`${name}_${k}`]![t] = value;
	};
	const { out, jobs, wage, ret } = made;
	const growth = () => Math.log(at('out') / at('out', 1));
	set(
		'out',
		Math.exp(
			out[0] +
				out[1] * Math.log(at('ret')) +
				out[2] * Math.log(region) +
				out[3] * Math.log(at('out', 1)) +
				errors[0]!,
		),
	);
	const rate = series.keyrate!;
	set(
		'jobs',
		at('jobs', 1) * Math.exp(jobs[0] + jobs[1] * growth() + jobs[2] * rate[Math.max(0, t - 2)]! + errors[1]!),
	);
	const productive = growth() - Math.log(at('jobs') / at('jobs', 1));
	set(
		'wage',
		at('wage', 1) * Math.exp(wage[0] + wage[1] * series.inflation![t]! + wage[2] * productive + errors[2]!),
	);
	set('inc', 0.003 * at('wage') * at('jobs') + series[`transf_${k}`]![t]!);
	set(
		'ret',
		Math.exp(
			ret[0] +
				ret[1] * Math.log(at('inc')) +
				ret[2] * rate[t]! +
				ret[3] * Math.log(at('ret', 1)) +
				errors[3]!,
		),
	);
	set('own', (0.0195 * at('wage') * at('jobs')) / 1000 + 0.01 * at('out'));
	return at('out');
}

function madeCoefficients(): Record<string, { names: string[]; values: number[] }> {
	return Object.fromEntries(
		ofEach.flatMap((k) =>
			Object.entries(made).map(([name, values]) => [
				`${name}_${k}`,
				{ names: values.map((_, i) => `${name[0]}${'abcd'[i]}_${k}`), values: [...values] },
			]),
		),
	);
}
