import type { AmountKind } from './amounts.ts';

/** What telling needs of the house's words: numerics import no layer, so the caller passes its translator. */
export type Words = {
	any(key: string, params?: Record<string, unknown>): string;
	formats: {
		list(items: readonly string[], kind?: 'conjunction' | 'disjunction'): string;
		number(n: number, style?: { maximumFractionDigits: number }): string;
	};
};

/**
 * How a variable is named in a language. It stands in the nominative only («розничный оборот», “retail trade”), so nothing is declined.
 * `unit` does not change with the number: «млрд руб.», “bn roubles”.
 */
export type Label = {
	name: string;
	plural: boolean;
	unit?: string;
	/**
	 * `percent`: values in percent; `share`: parts of one; `index`: points; `dummy`: 1 in some periods, else 0; `trend`: one more each
	 * period. Without it an amount.
	 */
	kind?: 'percent' | 'share' | 'index' | 'dummy' | 'trend';
};

/** What every telling takes: words, names of the variables in their language, and periods a year (1, 4 or 12). */
export type Teller = { words: Words; labels: Readonly<Record<string, Label>>; frequency: number };

/** The label of a variable; one that has none is named as the model does. */
export function labelOf(name: string, { labels, words }: Teller): Label {
	const known = Object.hasOwn(labels, name) ? labels[name] : undefined;
	return known ?? { name: words.any('telling.quoted', { text: name }), plural: false };
}

/** In what a change of a variable by itself is measured. */
export function unitOf(label: Label): { kind: AmountKind; unit: string } {
	if (label.kind === 'percent' || label.kind === 'share') return { kind: 'points', unit: '' };
	if (label.kind === 'index') return { kind: 'index', unit: '' };
	return label.unit ? { kind: 'unit', unit: label.unit } : { kind: 'plain', unit: '' };
}

/** A sentence with its first letter capital; a name of the model in quotes stays as it is. */
export function sentence(text: string): string {
	return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

export type PeriodUnit = 'year' | 'quarter' | 'month' | 'period';

export function periodUnit(frequency: number): PeriodUnit {
	return frequency === 1 ? 'year' : frequency === 4 ? 'quarter' : frequency === 12 ? 'month' : 'period';
}

/** «через год», «за 3 года», «год назад», as `how` says. */
export function spanOf(
	how: 'later' | 'during' | 'ago' | 'ahead' | 'before',
	n: number,
	{ words, frequency }: Teller,
): string {
	return words.any(`telling.span.${how}`, { unit: periodUnit(frequency), n });
}
