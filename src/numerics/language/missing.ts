import { periodName } from '../periods.ts';
import { hasSeries, type SeriesByName, valuesOf } from '../series-by-name.ts';
import { evaluate, needsOf, piName } from './evaluate.ts';
import type { Fault } from './fault.ts';
import type { Expression } from './tree.ts';

/**
 * Which values of which series an expression lacks between two periods, both included; else which part of it has no value there
 * (logarithm of zero or less, division by zero).
 */
export function missingFaults(of: Expression, data: SeriesByName, from: number, to: number): Fault[] {
	const faults = new Map<string, Fault>();
	for (const { name, place, offsets } of needsOf(of)) {
		if (name === piName && !hasSeries(data, name)) continue;
		const low = Math.min(...offsets);
		const values = valuesOf(data, name, from + low, to + Math.max(...offsets));
		const missing = new Set<number>();
		for (const offset of offsets)
			for (let t = from; t <= to; t++)
				if (!Number.isFinite(values[t + offset - from - low])) missing.add(t + offset);
		if (missing.size === 0 || faults.has(name)) continue;
		faults.set(name, {
			code: 'data-missing',
			place,
			facts: { name, periods: periodList([...missing], data.frequency), count: missing.size },
		});
	}
	if (faults.size > 0) return [...faults.values()];
	const culprit = valueless(of, data, from, to);
	if (!culprit) return [];
	return [
		{
			code: 'no-value',
			place: culprit.of.place,
			facts: { kind: reasonOf(culprit.of), period: periodName(culprit.at, data.frequency) },
		},
	];
}

function reasonOf(of: Expression): 'logarithm' | 'division' | 'power' | 'size' {
	if (
		(of.kind === 'value' && of.function === 'LOG') ||
		(of.kind === 'periods' && of.function === 'TSDELTALOG')
	)
		return 'logarithm';
	if ((of.kind === 'binary' && of.operator === '/') || (of.kind === 'periods' && of.function === 'TSDELTAP'))
		return 'division';
	return of.kind === 'binary' && of.operator === '^' ? 'power' : 'size';
}

/** 1998–2001, 2005. */
function periodList(counts: number[], frequency: number): string {
	const sorted = counts.toSorted((a, b) => a - b);
	const runs: [number, number][] = [];
	for (const one of sorted) {
		const last = runs.at(-1);
		if (last && last[1] === one - 1) last[1] = one;
		else runs.push([one, one]);
	}
	const shown = runs
		.slice(0, 5)
		.map(([a, b]) => (a === b ? '' : `${periodName(a, frequency)}–`) + periodName(b, frequency));
	return shown.join(', ') + (runs.length > 5 ? ' …' : '');
}

/** The innermost part without a value, and the period where. */
function valueless(
	of: Expression,
	data: SeriesByName,
	from: number,
	to: number,
): { of: Expression; at: number } | null {
	const at = evaluate(of, data, from, to).findIndex((x) => !Number.isFinite(x));
	if (at < 0) return null;
	if (of.kind !== 'number' && of.kind !== 'name') {
		const reach = needsOf(of).flatMap((one) => [...one.offsets]);
		const first = from + Math.min(0, ...reach);
		const last = to + Math.max(0, ...reach);
		for (const part of of.kind === 'binary' ? [of.left, of.right] : [of.of]) {
			const [a, b] = of.kind === 'periods' ? [first, last] : [from, to];
			const inside = valueless(part, data, a, b);
			if (inside) return inside;
		}
	}
	return { of, at: from + at };
}
