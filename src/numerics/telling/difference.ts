import type { Cause, Difference } from './tell-drivers.ts';

/** Why one run differs from another; that of `model/attribution.ts` fits. */
export type Attributed = {
	from: number;
	to: number;
	total: Readonly<Record<string, ArrayLike<number>>>;
	parts: readonly {
		cause: { kind: Cause['kind']; name: string };
		effect: Readonly<Record<string, ArrayLike<number>>> | null;
	}[];
};

/**
 * The difference of a variable in a period (the last one when none is given) with its causes and its path.
 * @param base the values of the variable in the run that is compared with, from `from` on; one of `model/simulate.ts` fits
 * @throws RangeError when the runs do not have the variable or the period
 */
export function differenceOf(
	{ from, to, total, parts }: Attributed,
	base: { from: number; values: Readonly<Record<string, ArrayLike<number>>> },
	variable: string,
	period = to,
): Difference {
	const by = total[variable];
	const before = base.values[variable];
	if (!by || !before || period < from || period > to)
		throw new RangeError(`no difference of ${variable} in period ${period}`);
	const path = Array.from(by, (change, t) => {
		const of = before[from - base.from + t]!;
		return { period: from + t, base: of, value: of + change };
	});
	const causes = parts.flatMap(({ cause, effect }) => {
		const amount = effect?.[variable]?.[period - from] ?? 0;
		return amount === 0 ? [] : [{ ...cause, amount }];
	});
	return { variable, ...path[period - from]!, causes, path };
}
