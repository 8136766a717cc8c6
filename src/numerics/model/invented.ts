import { parseModel } from '../language/parse.ts';
import { seeded } from '../random/seeded.ts';
import type { Series, SeriesByName } from '../series-by-name.ts';
import { type Coefficients, type SolvableModel, solvable } from './prepare.ts';

/** A small invented region for tests: logarithms and growth on the left, an autocorrelated error, a polynomial lag, a condition. */
export const inventedText = `MODEL
BEHAVIORAL> out TSRANGE 2004 1 2020 1
EQ> LOG(out) = a1 + a2*LOG(inc) + a3*LOG(TSLAG(out,1)) + a4*rate
COEFF> a1 a2 a3 a4
PDL> a4 1 2
ERROR> AUTO(1)
BEHAVIORAL> jobs TSRANGE 2004 1 2020 1
EQ> TSDELTALOG(jobs) = b1 + b2*TSDELTALOG(out)
COEFF> b1 b2
BEHAVIORAL> wage TSRANGE 2004 1 2020 1
EQ> TSDELTAP(wage) = c1 + c2*MOVAVG(price,2) + c3*TSDELTAP(out/jobs)
COEFF> c1 c2 c3
BEHAVIORAL> move TSRANGE 2004 1 2020 1
EQ> TSDELTA(move) = d1 + d2*(wage-TSLAG(wage,1)) + d3*TSLAG(move,1)
COEFF> d1 d2 d3
IDENTITY> inc
EQ> inc = wage*jobs/10 + gift
IDENTITY> bal
EQ> bal = 0.2*inc - cost
IDENTITY> debt
EQ> debt = TSLAG(debt,1) - bal
IF> bal < 0
IDENTITY> debt
EQ> debt = TSLAG(debt,1) - 0.5*bal
IF> bal >= 0
END`;

export const inventedCoefficients: Coefficients = {
	out: { names: ['a1', 'a2', 'a3', 'a4', 'a4__PDL__1'], values: [0.4, 0.5, 0.4, -0.01, -0.005], rho: [0.4] },
	jobs: { names: ['b1', 'b2'], values: [0.001, 0.3] },
	wage: { names: ['c1', 'c2', 'c3'], values: [0.5, 0.6, 0.4] },
	move: { names: ['d1', 'd2', 'd3'], values: [0.1, 0.05, -0.5] },
};

export function inventedModel(text = inventedText): SolvableModel {
	return solvable(parseModel(text));
}

/** Years 2000 to 2020 (`extra` more of the exogenous ones). */
export function inventedData(extra = 0): SeriesByName {
	const random = seeded(20);
	const make = (count: number, of: (t: number) => number): Series => ({
		start: [2000, 1],
		values: Array.from({ length: count }, (_, t) => of(t)),
	});
	const grown = (level: number, growth: number) => (t: number) =>
		level * (1 + growth) ** t * (1 + 0.04 * (random() - 0.5));
	return {
		frequency: 1,
		series: {
			out: make(21, grown(60, 0.02)),
			jobs: make(21, grown(100, 0.005)),
			wage: make(21, grown(5, 0.03)),
			move: make(21, () => random() - 0.5),
			inc: make(21, grown(60, 0.03)),
			bal: make(21, () => random() - 0.5),
			debt: make(21, grown(30, 0.01)),
			rate: make(21 + extra, () => 5 + random()),
			price: make(21 + extra, () => 3 + random()),
			gift: make(21 + extra, grown(8, 0.02)),
			cost: make(21 + extra, grown(12.5, 0.03)),
		},
	};
}

/** The same series with every value times a factor. */
export function inUnits(data: SeriesByName, factors: Readonly<Record<string, number>>): SeriesByName {
	const series = Object.fromEntries(
		Object.entries(data.series).map(([name, one]) => [
			name,
			{ ...one, values: Array.from(one.values, (value) => (value as number) * (factors[name] ?? 1)) },
		]),
	);
	return { ...data, series };
}
