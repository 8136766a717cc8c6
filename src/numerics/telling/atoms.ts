import type { Expression } from '../language/tree.ts';

/** What an atom is about: a variable, or a formula of several that is moved as a whole. */
export type Subject = { kind: 'name'; name: string } | { kind: 'formula'; expression: Expression };

/**
 * `level` x, `log` ln x, `difference` x − x₋ₙ, `growth` ln x − ln x₋ₙ, `percent` 100(x/x₋ₙ − 1); n is `periods`, else 0.
 */
export type Scale = 'level' | 'log' | 'difference' | 'growth' | 'percent';

export type Atom = {
	subject: Subject;
	scale: Scale;
	periods: number;
	/** Below zero: a lead. */
	lag: number;
	/** A moving average or sum over so many periods: of its values, before the scale, or of the scaled. */
	over: { how: 'average' | 'sum'; periods: number; of: 'values' | 'scaled' } | null;
	/** It counts only where these dummies are 1. */
	where: readonly string[];
};

/** weight × atom, or a number alone. */
export type Part = { weight: number; atom: Atom | null };

/**
 * An expression as Σ weight × atom: logarithms of products fall apart, lags move inwards, x − TSLAG(x,1) becomes a difference. What is
 * not linear in variables or their logarithms stays whole as a formula.
 */
export function partsOf(of: Expression, isDummy: (name: string) => boolean): Part[] {
	return joined(linear(of, isDummy));
}

function linear(of: Expression, isDummy: (name: string) => boolean): Part[] {
	const again = (one: Expression) => joined(linear(one, isDummy));
	switch (of.kind) {
		case 'number':
			return [{ weight: of.value, atom: null }];
		case 'name':
			return [{ weight: 1, atom: plain({ kind: 'name', name: of.name }, 'level') }];
		case 'negative':
			return times(again(of.of), -1);
		case 'binary': {
			const left = again(of.left);
			const right = again(of.right);
			if (of.operator === '+') return [...left, ...right];
			if (of.operator === '-') return [...left, ...times(right, -1)];
			const number = numberOf(right);
			if (of.operator === '/' && number) return times(left, 1 / number);
			if (of.operator === '*') {
				const first = numberOf(left);
				if (number !== null) return times(left, number);
				if (first !== null) return times(right, first);
				const where = dummyOf(left, isDummy);
				if (where) return right.map((one) => within(one, where));
				const other = dummyOf(right, isDummy);
				if (other) return left.map((one) => within(one, other));
			}
			return [whole(of)];
		}
		case 'value':
			return of.function === 'LOG' ? logarithm(of.of, again) : [whole(of)];
		case 'periods':
			return overPeriods(of, again);
	}
}

function overPeriods(
	of: Extract<Expression, { kind: 'periods' }>,
	again: (one: Expression) => Part[],
): Part[] {
	const { periods } = of;
	if (of.function === 'TSDELTALOG') return changed(logarithm(of.of, again), periods) ?? [whole(of)];
	const parts = again(of.of);
	const movable = parts.every(({ atom }) => !atom || atom.where.length === 0);
	if (!movable) return [whole(of)];
	switch (of.function) {
		case 'TSLAG':
		case 'TSLEAD': {
			const by = of.function === 'TSLAG' ? periods : -periods;
			return parts.map(({ weight, atom }) => ({ weight, atom: atom && { ...atom, lag: atom.lag + by } }));
		}
		case 'TSDELTA':
			return changed(parts, periods) ?? [whole(of)];
		case 'TSDELTAP': {
			const [one] = parts;
			const fits = one?.atom?.scale === 'level' && !one.atom.over && parts.length === 1;
			return fits ? [{ weight: 1, atom: { ...one.atom!, scale: 'percent', periods } }] : [whole(of)];
		}
		default: {
			const how = of.function === 'MOVAVG' ? 'average' : 'sum';
			if (periods === 1) return parts;
			// a sum of logarithms is no logarithm of a sum
			const fits = ({ atom }: Part) => atom && !atom.over && (how === 'average' || atom.scale === 'level');
			if (!parts.every(fits)) return [whole(of)];
			return parts.map(({ weight, atom }) => ({
				weight,
				atom: { ...atom!, over: { how, periods, of: 'scaled' } },
			}));
		}
	}
}

/** ln of a product is the sum of the logarithms of its factors. */
function logarithm(of: Expression, again: (one: Expression) => Part[]): Part[] {
	const parts: Part[] = [];
	for (const { factor, power } of factorsOf(of)) {
		const [one, ...more] = again(factor);
		if (!one?.atom && more.length === 0) {
			if (!one || one.weight <= 0) return [whole({ kind: 'value', function: 'LOG', of, place: of.place })];
			parts.push({ weight: power * Math.log(one.weight), atom: null });
		} else if (
			one?.atom?.scale === 'level' &&
			more.length === 0 &&
			one.weight > 0 &&
			!one.atom.where.length
		) {
			const over = one.atom.over && { ...one.atom.over, of: 'values' as const };
			parts.push({ weight: power, atom: { ...one.atom, scale: 'log', over } });
			if (one.weight !== 1) parts.push({ weight: power * Math.log(one.weight), atom: null });
		} else parts.push({ weight: power, atom: plain({ kind: 'formula', expression: factor }, 'log') });
	}
	return parts;
}

function factorsOf(of: Expression, power = 1): { factor: Expression; power: number }[] {
	if (of.kind === 'binary' && of.operator === '*')
		return [...factorsOf(of.left, power), ...factorsOf(of.right, power)];
	if (of.kind === 'binary' && of.operator === '/')
		return [...factorsOf(of.left, power), ...factorsOf(of.right, -power)];
	if (of.kind === 'binary' && of.operator === '^' && of.right.kind === 'number')
		return factorsOf(of.left, power * of.right.value);
	// a lag of a product is the product of lags
	if (of.kind === 'periods' && (of.function === 'TSLAG' || of.function === 'TSLEAD')) {
		const inner = factorsOf(of.of, power);
		if (inner.length > 1)
			return inner.map(({ factor, power: own }) => ({ factor: { ...of, of: factor }, power: own }));
	}
	return [{ factor: of, power }];
}

/** Differences of levels and of logarithms; null where there is something else. */
function changed(parts: Part[], periods: number): Part[] | null {
	const kept = parts.filter(({ atom }) => atom);
	const fits = kept.every(
		({ atom }) => atom && !atom.over && (atom.scale === 'level' || atom.scale === 'log'),
	);
	if (!fits || kept.length === 0) return null;
	return kept.map(({ weight, atom }) => ({ weight, atom: { ...atom!, ...changeOf(atom!.scale), periods } }));
}

function changeOf(scale: Scale): { scale: Scale } {
	return { scale: scale === 'log' ? 'growth' : 'difference' };
}

function whole(expression: Expression): Part {
	return { weight: 1, atom: plain({ kind: 'formula', expression }, 'level') };
}

function plain(subject: Subject, scale: Scale): Atom {
	return { subject, scale, periods: 0, lag: 0, over: null, where: [] };
}

function times(parts: readonly Part[], by: number): Part[] {
	return parts.map(({ weight, atom }) => ({ weight: weight * by, atom }));
}

function numberOf(parts: readonly Part[]): number | null {
	if (parts.some(({ atom }) => atom)) return null;
	return parts.reduce((sum, { weight }) => sum + weight, 0);
}

function dummyOf([one, ...more]: readonly Part[], isDummy: (name: string) => boolean): string | null {
	const { atom, weight } = one ?? {};
	if (!atom || weight !== 1 || more.length > 0 || atom.lag !== 0 || atom.over) return null;
	if (atom.subject.kind !== 'name' || atom.scale !== 'level' || atom.where.length > 0) return null;
	return isDummy(atom.subject.name) ? atom.subject.name : null;
}

function within({ weight, atom }: Part, where: string): Part {
	if (!atom) return { weight, atom: plain({ kind: 'name', name: where }, 'level') };
	return { weight, atom: { ...atom, where: [...atom.where, where] } };
}

/** The same atoms put together, and a level less its lag as a difference. */
function joined(parts: readonly Part[]): Part[] {
	const met = new Map<string, Part>();
	for (const part of parts) {
		const key = part.atom ? keyOf(part.atom) : '';
		const had = met.get(key);
		if (had) had.weight += part.weight;
		else met.set(key, { ...part });
	}
	const left = [...met.values()].filter(({ weight }) => weight !== 0);
	for (let i = 0; i < left.length; i++)
		for (let j = 0; j < left.length; j++) {
			const now = left[i]!;
			const before = left[j]!;
			const periods = (before.atom?.lag ?? 0) - (now.atom?.lag ?? 0);
			if (!now.atom || !before.atom || periods <= 0 || now.weight !== -before.weight) continue;
			if (keyOf({ ...before.atom, lag: now.atom.lag }) !== keyOf(now.atom) || now.atom.over) continue;
			if (now.atom.scale !== 'level' && now.atom.scale !== 'log') continue;
			left[i] = { weight: now.weight, atom: { ...now.atom, ...changeOf(now.atom.scale), periods } };
			left.splice(j, 1);
			if (j < i) i--;
			break;
		}
	return left;
}

/** Equal for atoms that are the same. */
export function keyOf({ subject, scale, periods, lag, over, where }: Atom): string {
	const of = subject.kind === 'name' ? subject.name : JSON.stringify(subject.expression, withoutPlaces);
	return [of, scale, periods, lag, over?.how ?? '', over?.periods ?? 0, over?.of ?? '', ...where].join('|');
}

function withoutPlaces(key: string, value: unknown): unknown {
	return key === 'place' ? undefined : value;
}
