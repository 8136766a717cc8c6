import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExpression } from '../language/parse.ts';
import type { Expression } from '../language/tree.ts';
import { seeded } from '../random/seeded.ts';
import { type Atom, partsOf } from './atoms.ts';

type Values = Record<string, (t: number) => number>;

/** What an expression is worth at a period: by the definitions of the language. */
function worth(of: Expression, values: Values, t: number): number {
	switch (of.kind) {
		case 'number':
			return of.value;
		case 'name':
			return values[of.name]!(t);
		case 'negative':
			return -worth(of.of, values, t);
		case 'binary': {
			const [x, y] = [worth(of.left, values, t), worth(of.right, values, t)];
			return { '+': x + y, '-': x - y, '*': x * y, '/': x / y, '^': x ** y }[of.operator];
		}
		case 'value': {
			const x = worth(of.of, values, t);
			return { LOG: Math.log(x), EXP: Math.exp(x), ABS: Math.abs(x) }[of.function];
		}
		case 'periods': {
			const n = of.periods;
			const at = (lag: number) => worth(of.of, values, t - lag);
			if (of.function === 'TSLAG') return at(n);
			if (of.function === 'TSLEAD') return at(-n);
			if (of.function === 'TSDELTA') return at(0) - at(n);
			if (of.function === 'TSDELTAP') return 100 * (at(0) / at(n) - 1);
			if (of.function === 'TSDELTALOG') return Math.log(at(0) / at(n));
			let sum = 0;
			for (let lag = 0; lag < n; lag++) sum += at(lag);
			return of.function === 'MOVAVG' ? sum / n : sum;
		}
	}
}

/** The same of an atom: by what its scale says. */
function worthOf(atom: Atom, values: Values, t: number): number {
	const { subject, scale, periods, lag, over, where } = atom;
	const value = (at: number) =>
		subject.kind === 'name' ? values[subject.name]!(at) : worth(subject.expression, values, at);
	const mean = (of: (at: number) => number, at: number) => {
		let sum = 0;
		for (let i = 0; i < over!.periods; i++) sum += of(at - i);
		return over!.how === 'average' ? sum / over!.periods : sum;
	};
	const inner = (at: number) => (over?.of === 'values' ? mean(value, at) : value(at));
	const scaled = (at: number) => {
		if (scale === 'log') return Math.log(inner(at));
		if (scale === 'difference') return inner(at) - inner(at - periods);
		if (scale === 'growth') return Math.log(inner(at) / inner(at - periods));
		return scale === 'percent' ? 100 * (inner(at) / inner(at - periods) - 1) : inner(at);
	};
	const marks = where.reduce((all, name) => all * values[name]!(t), 1);
	return marks * (over?.of === 'scaled' ? mean(scaled, t - lag) : scaled(t - lag));
}

const values: Values = {
	x: (t) => 3 + Math.sin(t),
	y: (t) => 5 + 2 * Math.cos(2 * t),
	z: (t) => 1.5 + Math.sin(3 * t) / 2,
	d: (t) => (t % 3 === 0 ? 1 : 0),
};

function check(text: string): void {
	const expression = parseExpression(text);
	const parts = partsOf(expression, (name) => name === 'd');
	for (let t = 10; t < 16; t++) {
		const expected = worth(expression, values, t);
		let sum = 0;
		for (const { weight, atom } of parts) sum += weight * (atom ? worthOf(atom, values, t) : 1);
		assert.ok(
			Math.abs(sum - expected) < 1e-9 * Math.max(1, Math.abs(expected)),
			`${text}: ${sum}, ${expected}`,
		);
	}
}

test('the parts of an expression add up to it', () => {
	for (const text of [
		'LOG(x*y^2/(3*z))',
		'LOG(TSLAG(x/y,2)) - LOG(TSLAG(x,3))',
		'x - TSLAG(x,1) + 2*(y - TSLAG(x,1))',
		'TSDELTA(LOG(x) + 2*y,2)',
		'TSDELTALOG(x*y/z,4) / 4',
		'TSDELTAP(2*x,1)',
		'TSDELTAP(x + y,1)',
		'd*(LOG(x) + 3) - (1 - d)*y',
		'TSLAG(d*x,1)',
		'LOG(MOVAVG(x,3))',
		'MOVAVG(LOG(x),3)',
		'MOVSUM(x + y,2)',
		'MOVAVG(MOVAVG(x,2),3)',
		'TSDELTA(MOVAVG(x,2),1)',
		'TSDELTA(TSDELTA(x,1),1)',
		'LOG(0.5)',
		'LOG(x + y)',
		'LOG(-x + 9)',
		'x*y - ABS(z)^2 + EXP(TSLEAD(x,1))',
		'MOVAVG(5,2)',
		'TSDELTALOG(MOVSUM(x,2),1)',
	])
		check(text);
});

test('so do those of any expression', () => {
	const random = seeded(8);
	const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;
	const any = (depth: number): string => {
		if (depth === 0) return pick(['x', 'y', 'z', 'd', '2', '0.5']);
		const inner = any(depth - 1);
		const n = 1 + Math.floor(random() * 3);
		// what is positive, for logarithms and divisors
		const positive = pick(['x', 'y', 'x*z', 'x/y', 'TSLAG(x,1)', '2*x', '(x+y)', 'MOVAVG(y,2)', 'x^2']);
		return pick([
			() => `(${inner} + ${any(depth - 1)})`,
			() => `(${inner} - ${any(depth - 1)})`,
			() => `${pick(['d', '3', 'x'])}*(${inner})`,
			() => `(${inner})/${pick(['2', positive])}`,
			() => `-(${inner})`,
			() => `LOG(${positive})`,
			() => `TSDELTALOG(${positive},${n})`,
			() => `TSDELTAP(${positive},${n})`,
			() => `${pick(['TSLAG', 'TSLEAD', 'TSDELTA', 'MOVAVG', 'MOVSUM'])}(${inner},${n})`,
		])();
	};
	for (let run = 0; run < 400; run++) check(any(1 + (run % 4)));
});
