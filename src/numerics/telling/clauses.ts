import { type AmountKind, amountOf, rounded } from './amounts.ts';
import type { Atom, Subject } from './atoms.ts';
import { formulaOf } from './formula.ts';
import type { LeftReading } from './reading.ts';
import { type Label, labelOf, spanOf, type Teller, unitOf } from './words.ts';

/** An effect in what it is measured in: what the left side does, per step of a cause. */
export type Effect = { size: number; kind: AmountKind; unit: string };

/**
 * An effect on the left side of `raw` = coefficient × step of the regressor. ln y: by 100(e^raw − 1) percent (Halvorsen and Palmquist
 * 1980, American Economic Review 70), but by 100·raw when the regressor is itself a logarithm: the elasticity (Wooldridge, Introductory
 * Econometrics, 2.4 and 6.2).
 */
export function effectOf(raw: number, left: LeftReading, isElasticity: boolean, teller: Teller): Effect {
	const label = labelOf(left.variable, teller);
	const ownPercent = label.kind === 'percent' || label.kind === 'share';
	switch (left.scale) {
		case 'log':
			return {
				size: 100 * (isElasticity ? raw : Math.expm1(raw)),
				kind: ownPercent ? 'own-percent' : 'percent',
				unit: '',
			};
		case 'growth':
			return { size: 100 * raw, kind: ownPercent ? 'own-percent' : 'points', unit: '' };
		case 'percent':
			return { size: raw, kind: ownPercent ? 'own-percent' : 'points', unit: '' };
		default:
			return { size: label.kind === 'share' ? 100 * raw : raw, ...unitOf(label) };
	}
}

/** Whether there are words for it: more than a thousandfold stays a formula. */
export const isTellable = ({ size, kind }: Effect) =>
	Number.isFinite(size) && (Math.abs(size) < 1e5 || (kind !== 'percent' && kind !== 'own-percent'));

/** «розничный оборот растёт на 0,75 %», of changes «занятость прибавляет за год на 0,3 процентного пункта больше». */
export function effectClause({ size, kind, unit }: Effect, left: LeftReading, teller: Teller): string {
	const label = subjectLabel({ kind: 'name', name: left.variable }, left.over, teller);
	return moved(label, size, kind, unit, left.scale === 'log' ? 0 : left.periods, teller);
}

function moved(
	label: Label,
	size: number,
	kind: AmountKind,
	unit: string,
	periods: number,
	teller: Teller,
): string {
	const { words } = teller;
	const shown = rounded(size);
	const params = { name: label.name, plural: label.plural };
	if (shown === 0) return words.any('telling.unmoved', params);
	const amount = amountOf(Math.abs(shown), kind, unit, words);
	const direction = shown > 0 ? 'up' : 'down';
	if (periods === 0) return words.any('telling.moves', { ...params, direction, amount });
	return words.any('telling.gains', {
		...params,
		direction,
		amount,
		during: spanOf('during', periods, teller),
	});
}

/** A dummy is there or not: «розничный оборот ниже на 8,2 %». */
export function comparedClause({ size, kind, unit }: Effect, left: LeftReading, teller: Teller): string {
	if (left.periods > 0 || rounded(size) === 0) return effectClause({ size, kind, unit }, left, teller);
	const { name, plural } = subjectLabel({ kind: 'name', name: left.variable }, left.over, teller);
	const amount = amountOf(Math.abs(size), kind, unit, teller.words);
	return teller.words.any('telling.compared', { name, plural, amount, direction: size > 0 ? 'up' : 'down' });
}

/**
 * By how much a cause is moved: 1 % of a logarithm, one point of what is in percent, else a unit, or so many units (a power of ten) that
 * the effect can be read.
 */
export function stepOf({ scale, subject }: Atom, weight: number, left: LeftReading, teller: Teller): number {
	if (scale === 'log' || scale === 'growth') return 0.01;
	if (scale === 'percent') return 1;
	const kind = subject.kind === 'name' ? labelOf(subject.name, teller).kind : undefined;
	if (kind === 'percent' || kind === 'index') return 1;
	if (kind === 'share') return 0.01;
	const size = Math.abs(weight);
	const relative = left.scale === 'log' || left.scale === 'growth';
	const wanted = relative ? 0.001 : 0.1;
	let exponent = 0;
	while (exponent < 9 && size * 10 ** exponent < wanted) exponent++;
	while (relative && exponent > -9 && size * 10 ** exponent > 1) exponent--;
	return size === 0 ? 1 : 10 ** exponent;
}

/** «доходы растут на 1 %»; `step` below zero: they fall. */
export function causeClause(atom: Atom, step: number, teller: Teller): string {
	const label = subjectLabel(atom.subject, atom.over, teller);
	if (label.kind === 'dummy' && atom.scale === 'level')
		return teller.words.any('telling.is-marked', { name: label.name, is: step > 0 });
	const ownPercent = label.kind === 'percent' || label.kind === 'share';
	switch (atom.scale) {
		case 'log':
			return moved(label, 100 * step, ownPercent ? 'own-percent' : 'percent', '', 0, teller);
		case 'growth':
			return moved(label, 100 * step, ownPercent ? 'own-percent' : 'points', '', atom.periods, teller);
		case 'percent':
			return moved(label, step, ownPercent ? 'own-percent' : 'points', '', atom.periods, teller);
		default: {
			const { kind, unit } = unitOf(label);
			return moved(label, label.kind === 'share' ? 100 * step : step, kind, unit, atom.periods, teller);
		}
	}
}

function subjectLabel(subject: Subject, over: Atom['over'], teller: Teller): Label {
	const { words } = teller;
	const label =
		subject.kind === 'name'
			? labelOf(subject.name, teller)
			: {
					name: words.any('telling.quantity', { formula: formulaOf(subject.expression, teller) }),
					plural: false,
				};
	if (!over) return label;
	const during = spanOf('during', over.periods, teller);
	return { ...label, name: words.any('telling.over', { name: label.name, how: over.how, during }) };
}
