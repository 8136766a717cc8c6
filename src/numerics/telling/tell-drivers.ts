import { type AmountKind, amountOf, rounded, written } from './amounts.ts';
import { periodIn } from './periods.ts';
import { type Label, labelOf, sentence, type Teller, unitOf } from './words.ts';

/** A part of the difference between two runs, in the unit of the variable. */
export type Cause = {
	kind: 'assumption' | 'add-factor' | 'equation' | 'data';
	/** The variable assumed or given, or that of the equation. */
	name: string;
	amount: number;
};

/** A variable in a scenario and in its base, in a period (year × frequency + place from 0), with what makes the difference. */
export type Difference = {
	variable: string;
	period: number;
	base: number;
	value: number;
	causes: readonly Cause[];
	/** The same in other periods, to tell when it was greatest. */
	path?: readonly { period: number; base: number; value: number }[];
};

/** Under this share of the push a cause goes to the rest, and no more than so many are named. */
const smallest = 0.05;
const most = 4;

/**
 * What a scenario changes and what drives it, two or three sentences: the difference; causes on its side with shares that add up to
 * 100 %; causes against it and how much of the push they take back. What the causes leave open goes to the rest.
 */
export function tellDrivers(difference: Difference, teller: Teller): string[] {
	const { words } = teller;
	const { variable, period, base, value, causes } = difference;
	const label = labelOf(variable, teller);
	const change = changeOf(base, value, label);
	const facts = { name: label.name, plural: label.plural, by: periodIn('by', period, teller) };
	if (!change || rounded(change.size, true) === 0)
		return [sentence(words.any('telling.drivers.none', facts))];
	const amount = amountOf(Math.abs(change.size), change.kind, change.unit, words, true);
	const direction = value > base ? 'up' : 'down';
	const told = [sentence(words.any('telling.drivers.difference', { ...facts, amount, direction }))];
	if (causes.length > 0) told.push(...tellCauses(causes, value - base, teller));
	return [...told, ...tellPeak(difference, change.size, label, teller)];
}

/** In percent of the base; of what is in percent in points; where the base is zero or of another sign in units. Null: not a number. */
function changeOf(
	base: number,
	value: number,
	label: Label,
): { size: number; kind: AmountKind; unit: string } | null {
	const by = value - base;
	if (!Number.isFinite(by)) return null;
	if (label.kind === 'percent') return { size: by, kind: 'points', unit: '' };
	if (label.kind === 'share') return { size: 100 * by, kind: 'points', unit: '' };
	const percent = (100 * by) / Math.abs(base);
	if (base * value > 0 && Math.abs(percent) < 1e4) return { size: percent, kind: 'percent', unit: '' };
	return { size: by, ...unitOf(label) };
}

type Item = { name: string; plural: boolean; amount: number };

function tellCauses(causes: readonly Cause[], total: number, teller: Teller): string[] {
	const { words } = teller;
	const items = itemsOf(causes, total, teller);
	const push = items.filter((one) => one.amount * total > 0);
	const against = items.filter((one) => one.amount * total < 0);
	const gross = push.reduce((sum, one) => sum + Math.abs(one.amount), 0);
	const [first, ...others] = push;
	if (!first || !(gross > 0)) return [];
	const [share = 100, ...shares] = hundredths(push.map((one) => Math.abs(one.amount)));
	const params = { share, name: first.name, plural: first.plural, exact: fractions.get(share) ?? 'percent' };
	const rest = others.map(({ name }, i) => words.any('telling.drivers.also', { name, share: shares[i]! }));
	const told = [
		rest.length === 0
			? words.any('telling.drivers.most', params)
			: words.any('telling.drivers.most-and', { ...params, others: words.formats.list(rest) }),
	];
	if (against.length > 0) {
		const back = written(
			(100 * against.reduce((sum, one) => sum + Math.abs(one.amount), 0)) / gross,
			words,
			true,
		);
		const names = words.formats.list(against.map((one) => one.name));
		told.push(words.any('telling.drivers.against', { names, share: back }));
	}
	return told.map(sentence);
}

/** Shares that have a word in every language. */
const fractions = new Map([
	[25, 'quarter'],
	[33, 'third'],
	[50, 'half'],
	[67, 'twoThirds'],
	[75, 'threeQuarters'],
	[100, 'all'],
]);

/** The causes by their size, the same ones put together, small ones and what is left open as the rest. */
function itemsOf(causes: readonly Cause[], total: number, teller: Teller): Item[] {
	const { words } = teller;
	const met = new Map<string, Item>();
	for (const { kind, name, amount } of causes) {
		if (!Number.isFinite(amount)) continue;
		const label = labelOf(name, teller);
		const key = `${kind} ${name}`;
		const item =
			met.get(key) ??
			(kind === 'assumption'
				? { name: label.name, plural: label.plural, amount: 0 }
				: {
						name: words.any(`telling.cause.${kind}`, { name: label.name }),
						plural: kind === 'data',
						amount: 0,
					});
		met.set(key, { ...item, amount: item.amount + amount });
	}
	const sorted = [...met.values()].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
	const gross = Math.max(
		sorted.reduce((sum, one) => sum + Math.max(0, one.amount * Math.sign(total)), 0),
		Math.abs(total),
	);
	const named = sorted.filter((one, i) => i < most && Math.abs(one.amount) >= smallest * gross);
	const rest = total - named.reduce((sum, one) => sum + one.amount, 0);
	if (Math.abs(rest) < 0.005 * gross) return named;
	return [...named, { name: words.any('telling.drivers.rest'), plural: false, amount: rest }];
}

/** Shares in whole percents that add up to 100: the greatest remainders are rounded up (Hamilton's method). */
export function hundredths(amounts: readonly number[]): number[] {
	const sum = amounts.reduce((all, one) => all + one, 0);
	const exact = amounts.map((one) => (100 * one) / sum);
	const whole = exact.map(Math.floor);
	const missing = 100 - whole.reduce((all, one) => all + one, 0);
	const order = exact
		.map((one, i) => ({ i, part: one - whole[i]! }))
		.sort((a, b) => b.part - a.part || a.i - b.i);
	for (const { i } of order.slice(0, missing)) whole[i]!++;
	return whole;
}

/** The period of the greatest difference, where it was a quarter greater than at the end. */
function tellPeak({ path = [], period }: Difference, last: number, label: Label, teller: Teller): string[] {
	const { words } = teller;
	let peak: { period: number; size: number; kind: AmountKind; unit: string } | null = null;
	for (const one of path) {
		const change = changeOf(one.base, one.value, label);
		if (change && Math.abs(change.size) > Math.abs(peak?.size ?? 0)) peak = { ...change, period: one.period };
	}
	if (!peak || peak.period === period || !(Math.abs(peak.size) > 1.25 * Math.abs(last))) return [];
	const amount = amountOf(Math.abs(peak.size), peak.kind, peak.unit, words, true);
	const when = periodIn('in', peak.period, teller);
	return [
		sentence(words.any('telling.drivers.peak', { when, amount, direction: peak.size > 0 ? 'up' : 'down' })),
	];
}
