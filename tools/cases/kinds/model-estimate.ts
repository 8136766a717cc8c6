import { parseExpression, parseModel } from '#numerics/language/parse.ts';
import type { Behavioural, Model } from '#numerics/language/tree.ts';
import { type BehaviouralEstimate, estimateBehavioural } from '#numerics/model/estimate.ts';
import type { Case, Difference, Kind } from '../case.ts';
import { differences, type Measure } from '../compare.ts';

type Input = Case & {
	mdl: string;
	data: { frequency: number; series: Record<string, { start: [number, number]; values: (number | null)[] }> };
	instruments?: Record<string, string[]> | string[];
};
type Expected = Record<string, unknown>;

/** Behavioural equations, one by one; with sets of instruments the answers by the name of the set, then of the equation. */
export const modelEstimate: Kind = {
	answer(input) {
		const { mdl, data, instruments } = input as Input;
		const equations = behavioursOf(parseModel(mdl));
		const answerOf = (of: Behavioural, set?: string[]) =>
			told(
				estimateBehavioural(of, data, {
					conventions: 'bimets',
					...(set ? { instruments: set.map(parseExpression) } : {}),
				}),
			);
		const all = (set?: string[]) =>
			Object.fromEntries(equations.map((one) => [one.name, answerOf(one, set)]));
		if (!instruments || Array.isArray(instruments)) {
			const answers = all(instruments);
			const converged = Object.entries(answers).filter(([, one]) => 'rho' in one);
			return converged.length > 0 ? { converged: Object.fromEntries(converged), ...answers } : answers;
		}
		return Object.fromEntries(
			Object.entries(instruments).map(([name, set]) => {
				// a set may be named for the one equation it is for
				const own = equations.filter((one) => name === one.name || name.startsWith(`${one.name}_`));
				const longest = own.toSorted((a, b) => b.name.length - a.name.length)[0];
				return [name, longest ? { [longest.name]: answerOf(longest, set) } : all(set)];
			}),
		);
	},
	compare(answer, input) {
		const { expected, converged = {} } = input as unknown as { expected: Expected; converged?: Expected };
		const found: Difference[] = [];
		const given = answer as Record<string, Record<string, unknown>>;
		for (const [name, of] of Object.entries(expected)) {
			const isSet = !('coefficients' in (of as object));
			for (const [equation, wanted] of isSet ? Object.entries(of as Expected) : [[name, of] as const]) {
				const path = isSet ? `${name}.${equation}` : equation;
				const got = isSet ? given[name]?.[equation] : given[equation];
				// autocorrelated errors: the peer stops early
				const loose = 'rho' in (wanted as object);
				found.push(...differences(got, wanted, measureOf(wanted as Statistics, loose), path));
			}
		}
		for (const [equation, wanted] of Object.entries(converged)) {
			const { iterations: _, ...numbers } = wanted as Record<string, unknown>;
			found.push(...differences(given[equation], numbers, measureOf({}, false), `converged.${equation}`));
		}
		return { differences: found };
	},
};

function behavioursOf(model: Model): Behavioural[] {
	return model.equations.filter((one) => one.kind === 'behavioural');
}

/** Typed arrays as lists. */
function told(estimate: BehaviouralEstimate): Record<string, unknown> {
	const list = (value: unknown): unknown => {
		if (value instanceof Float64Array) return [...value];
		return Array.isArray(value) ? value.map(list) : value;
	};
	return Object.fromEntries(Object.entries(estimate).map(([key, value]) => [key, list(value)]));
}

type Statistics = {
	covariance?: number[][];
	rhoCovariance?: number[][];
	standardErrorOfRegression?: number;
	meanDependent?: number;
};

/** Relative, but what may be near zero by the size of what it belongs to; `loose`: 2 digits, of coefficients by their standard errors. */
function measureOf(of: Statistics, loose: boolean): Measure {
	const tolerance = loose ? 2e-2 : 1e-8;
	return (answer, expected, path) => {
		if (answer === expected) return 0;
		const parts = path.split('.');
		const [i, j] = [Number(parts.at(-2)), Number(parts.at(-1))];
		const matrix = /\.(?:covariance|rhoCovariance)\./.exec(path)?.[0].slice(1, -1) as
			| 'covariance'
			| 'rhoCovariance'
			| undefined;
		let floor = 0;
		if (loose && /\.(?:coefficients|rho)\.\d+$/.test(path)) {
			const own = path.includes('.rho.') ? of.rhoCovariance?.[j]?.[j] : of.covariance?.[j]?.[j];
			floor = Math.sqrt(own ?? 0);
		} else if (loose && path.includes('.tStatistics.')) floor = 1;
		else if (matrix) floor = Math.sqrt(Math.abs((of[matrix]?.[i]?.[i] ?? 0) * (of[matrix]?.[j]?.[j] ?? 0)));
		else if (path.includes('.residuals.')) floor = of.standardErrorOfRegression ?? 0;
		else if (/\.(?:pValues|tStatistics|rho)\.|robability$/.test(path)) floor = 1e-3;
		return Math.abs(answer - expected) / (tolerance * Math.max(Math.abs(expected), floor));
	};
}
