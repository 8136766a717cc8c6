import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../random/seeded.ts';
import { checkModel } from './check.ts';
import { ModelFault } from './fault.ts';
import { parseExpression, readModel } from './parse.ts';
import { printModel } from './print.ts';

const sample = `MODEL
COMMENT> Modified model
BEHAVIORAL> cn TSRANGE 1923 1 1940 1
EQ> LOG(cn) = a1 + a2*p + a3*TSLAG(p,1) + a4*(w1+w2)
COEFF> a1 a2 a3 a4
RESTRICT> a2 + 2*a3 = 1; a4 = 0.5
PDL> a2 1 3 N
ERROR> AUTO(2)
IV> TSLAG(p,1)
MOVAVG(g,4)^2
IDENTITY> k
EQ> k = TSLAG(k,1) + MOVSUM(MOVAVG(i,12),4)
IF> i > 0 & !(k < 1e3)
IDENTITY> k
EQ> k = TSLAG(k,1)
IF> i <= 0
IDENTITY> y
EQ> y = cn + k
IDENTITY> i
EQ> i = y - cn
END
`;
const pieces = [
	...sample.split(/(\s+|[^\p{L}\p{N}]+)/u),
	'(',
	')',
	',',
	'=',
	'>',
	'<',
	'!',
	'&',
	'^',
	'-',
	'\n',
	'$',
	';',
	'END',
	'MODEL',
	'EQ>',
	'IF>',
	'x',
	'1e999',
	'0',
	'99999999999',
	'\u0000',
	'«',
	'😀',
	'TSLEAD(',
	'__proto__',
	'constructor',
	'LAG(',
	'MOVAVG(x,1000)',
];

/** Never anything but faults, and those with places in the text. */
function reads(text: string): void {
	const { model, faults } = readModel(text);
	for (const { place } of faults) {
		assert.ok(place.line >= 1 && place.column >= 1 && place.start >= 0 && place.end <= text.length, text);
		assert.ok(place.start <= place.end, text);
	}
	checkModel(model, { frequency: 4, series: {} });
	printModel(model);
}

test('changed texts are read, or refused with faults', () => {
	const random = seeded(11);
	for (let trial = 0; trial < 600; trial++) {
		let text = sample;
		for (let change = 0; change <= random() * 6; change++) {
			const at = Math.floor(random() * text.length);
			const to = at + Math.floor(random() * 12);
			const piece = random() < 0.3 ? '' : pieces[Math.floor(random() * pieces.length)]!;
			text = text.slice(0, at) + piece + text.slice(random() < 0.5 ? at : to);
		}
		reads(text);
	}
});

test('random words are read, or refused with faults', () => {
	const random = seeded(13);
	for (let trial = 0; trial < 600; trial++) {
		const length = Math.floor(random() * 80);
		reads(
			Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join(
				random() < 0.5 ? ' ' : '',
			),
		);
	}
});

test('what is nested too deep or too long is refused quickly', () => {
	const many = 5_000;
	const texts = [
		`${'('.repeat(many)}x${')'.repeat(many)}`,
		`${'-'.repeat(many)}x`,
		`x${'^x'.repeat(many)}`,
		`x${'+x'.repeat(many)}`,
		'LOG('.repeat(many),
		`${'MOVAVG('.repeat(200)}x${',900)'.repeat(200)}`,
	];
	for (const text of texts) {
		assert.throws(() => parseExpression(text), ModelFault);
		reads(`MODEL\nIDENTITY> y\nEQ> y = ${text}\nEND`);
	}
	reads(`MODEL\nIDENTITY> y\nEQ> y = ${'MOVAVG('.repeat(20)}y${',90)'.repeat(20)}\nEND`);
	reads(`MODEL\nIDENTITY> y\nIF> ${'!'.repeat(many)}(x > 0)\nEQ> y = 1\nEND`);
	reads('EQ> '.repeat(many));
	reads('MODEL\n'.repeat(many));
});
