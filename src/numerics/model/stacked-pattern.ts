import type { Equations } from './equations.ts';
import type { Program } from './program.ts';
import { analysePattern, type SparseLu } from './sparse-lu.ts';
import { looksAhead, type Slope, type Stack } from './stack.ts';

/** The matrix of several periods together, worked out once for their number. */
export type StackedPattern = {
	lu: SparseLu;
	/** The place of each derivative, period by period, of those within the range. */
	places: Int32Array;
	/** The place of each diagonal. */
	diagonal: Int32Array;
};

/** Whether a derivative of a period stands in the matrix; in a static run lags and leads are data. */
export function isWithin(t: number, { shift }: Slope, periods: number, dynamic: boolean): boolean {
	return t + shift >= 0 && t + shift < periods && (dynamic || shift === 0);
}

export function stackPattern(
	equations: Equations,
	program: Program,
	stack: Stack,
	periods: number,
	dynamic: boolean,
): StackedPattern {
	const n = equations.endogenous;
	const pattern: number[][] = Array.from({ length: n * periods }, () => []);
	const entries: { row: number; column: number }[] = [];
	for (let t = 0; t < periods; t++)
		for (const one of stack.slopes) {
			if (!isWithin(t, one, periods, dynamic)) continue;
			const row = t * n + one.equation;
			const column = (t + one.shift) * n + one.variable;
			entries.push({ row, column });
			pattern[row]!.push(column);
		}
	// without leads the order of solving fills little; with them the least filling is looked for
	const inOrder = program.steps.flatMap(({ variables, block }) => [
		...variables,
		...(block ? Array.from(block.lu.order, (i) => block.variables[i]!) : []),
	]);
	const first = looksAhead(equations)
		? []
		: Array.from({ length: periods }, (_, t) => inOrder.map((v) => t * n + v)).flat();
	const lu = analysePattern(pattern, first);
	return {
		lu,
		places: Int32Array.from(entries, ({ row, column }) => lu.placeOf[row]!.get(column)!),
		diagonal: Int32Array.from(pattern, (_, i) => lu.placeOf[i]!.get(i)!),
	};
}
