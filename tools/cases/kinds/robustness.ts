import type { Case, Difference, Kind } from '../case.ts';
import { automaticAnswer } from './automatic.ts';

type Robustness = Case & {
	frequency: number;
	horizon: number;
	values: (number | null)[];
	nonnegative?: boolean;
};
type Answer = Record<'mean' | 'lower80' | 'upper80' | 'lower95' | 'upper95', number[]>;

/** Short, gappy, constant, exact and broken series: finite, ordered bounds for all of them. */
export const robustness: Kind = {
	answer(input) {
		const { values, frequency, horizon, nonnegative } = input as Robustness;
		return automaticAnswer({ values, frequency }, horizon, nonnegative ? { lower: 0 } : undefined);
	},
	compare(answer, input) {
		const given = answer as Answer & { tooShort?: string; methods: string[]; fallback: string | null };
		if (given.tooShort) return { differences: [], figure: given.tooShort };
		const { horizon, nonnegative } = input as Robustness;
		const differences: Difference[] = [];
		for (let i = 0; i < horizon; i++) {
			const order = [given.lower95[i], given.lower80[i], given.mean[i], given.upper80[i], given.upper95[i]];
			const ordered = order.every(
				(one, j) => Number.isFinite(one) && (j === 0 || Number(one) >= Number(order[j - 1])),
			);
			if (!ordered || (nonnegative && Number(order[0]) < 0))
				differences.push({
					path: `${i}`,
					answer: order,
					expected: 'finite and ordered',
					error: Number.POSITIVE_INFINITY,
				});
		}
		return { differences, figure: given.fallback ?? given.methods.join(', ') };
	},
};
