import type { Atom } from './atoms.ts';
import { causeClause, stepOf } from './clauses.ts';
import type { LeftReading } from './reading.ts';
import { labelOf, type Teller } from './words.ts';

export type Weighted = { weight: number; atom: Atom };

/** Dummies and trends are read otherwise than the rest. */
export function kindOf({ subject, scale, over, lag }: Atom, teller: Teller): 'dummy' | 'trend' | 'other' {
	if (subject.kind !== 'name' || scale !== 'level' || over) return 'other';
	const { kind } = labelOf(subject.name, teller);
	if (kind === 'dummy') return 'dummy';
	return kind === 'trend' && lag >= 0 ? 'trend' : 'other';
}

export const isLevel = ({ scale }: Atom) => scale === 'level' || scale === 'log';

/** Parts that move the left side alike stand in one sentence: «когда доходы растут на 1 % или цены падают на 1 %». */
export function groupsOf(
	parts: readonly Weighted[],
	left: LeftReading,
	size: number,
	teller: Teller,
): Weighted[][] {
	const groups = new Map<string, Weighted[]>();
	for (const [i, part] of parts.entries()) {
		const { scale, lag, where, periods } = part.atom;
		const special = kindOf(part.atom, teller) !== 'other';
		const step = stepOf(part.atom, size * part.weight, left, teller);
		const key = special ? `${i}` : [scale, lag, periods, step, Math.abs(part.weight), ...where].join('|');
		groups.set(key, [...(groups.get(key) ?? []), part]);
	}
	return [...groups.values()];
}

/** «доходы растут на 1 % или цены падают на 1 %»; the first by `step`. */
export function causes(group: readonly Weighted[], step: number, teller: Teller): string {
	const first = Math.sign(group[0]!.weight);
	const clauses = group.map(({ atom, weight }) =>
		causeClause(atom, step * Math.sign(weight) * first, teller),
	);
	return teller.words.formats.list(clauses, 'disjunction');
}
