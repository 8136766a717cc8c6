import { rounded } from './amounts.ts';
import type { Atom } from './atoms.ts';
import { comparedClause, effectClause, effectOf, isTellable, stepOf } from './clauses.ts';
import type { Sized } from './estimated.ts';
import { causes, kindOf, type Weighted } from './parts.ts';
import { type LeftReading, levelOf } from './reading.ts';
import type { Course } from './tell-inertia.ts';
import { doubts } from './told.ts';
import { labelOf, periodUnit, sentence, spanOf, type Teller } from './words.ts';

/** What one cause, or causes that act alike, do to the left side; null where the number is beyond words. */
export function tellEffect(
	group: readonly Weighted[],
	size: Sized,
	left: LeftReading,
	course: Course,
	teller: Teller,
): string | null {
	const { words } = teller;
	const { atom, weight } = group[0]!;
	const kind = kindOf(atom, teller);
	if (kind === 'trend') return tellTrend(weight, atom, size, left, course, teller);
	const step = kind === 'dummy' ? 1 : stepOf(atom, size.value * weight, left, teller);
	const by = weight * step;
	const isElasticity = atom.scale === 'log' || atom.scale === 'growth';
	const effect = effectOf(size.value * by, left, isElasticity, teller);
	if (!isTellable(effect)) return null;
	const told =
		kind === 'dummy' && atom.subject.kind === 'name'
			? words.any('telling.marked', {
					name: labelOf(atom.subject.name, teller).name,
					effect: inTime(comparedClause(effect, left, teller), atom.lag, teller),
				})
			: joinTime(
					effectClause(effect, left, teller),
					causes(group, step, teller),
					atom.lag,
					rounded(effect.size) === 0,
					teller,
				);
	return [withMarks(told, atom, teller), ...doubts(size, by, left, isElasticity, teller)].join(' ');
}

function joinTime(effect: string, cause: string, lag: number, isStill: boolean, teller: Teller): string {
	const { words } = teller;
	if (isStill) return words.any('telling.even-when', { effect, cause });
	if (lag === 0) return words.any('telling.when', { effect, cause });
	if (lag > 0) return words.any('telling.when-later', { effect, cause, later: spanOf('later', lag, teller) });
	return words.any('telling.when-before', { effect, cause, before: spanOf('before', -lag, teller) });
}

function inTime(effect: string, lag: number, teller: Teller): string {
	if (lag === 0) return effect;
	const when = lag > 0 ? spanOf('later', lag, teller) : spanOf('ahead', -lag, teller);
	return teller.words.any('telling.in-time', { effect, when });
}

/** An effect that counts only where dummies are 1. */
export function withMarks(text: string, { where }: Atom, teller: Teller): string {
	const { words } = teller;
	const marked = where.map((name) => labelOf(name, teller).name);
	return sentence(
		marked.reduce((told, name) => words.any('telling.only-marked', { name, text: told }), text),
	);
}

/** With inertia the trend of the left side is b/(1 − λ), with a way back −b/α: both per period of the trend. */
function tellTrend(
	weight: number,
	atom: Atom,
	size: Sized,
	left: LeftReading,
	course: Course,
	teller: Teller,
): string | null {
	const { words, frequency } = teller;
	const by = course.share ? weight / course.share : weight;
	const scaled = course.kind === 'correction' ? levelOf(left) : left;
	const effect = effectOf(size.value * by, scaled, false, teller);
	if (!isTellable(effect)) return null;
	const clause = effectClause(effect, scaled, teller);
	const unit = periodUnit(frequency);
	const key = scaled.periods > 0 ? 'telling.trend-of-change' : 'telling.trend';
	const text =
		rounded(effect.size) === 0
			? words.any('telling.no-trend', { effect: clause })
			: words.any(key, { effect: clause, unit });
	return [withMarks(text, atom, teller), ...doubts(size, by, scaled, false, teller)].join(' ');
}
