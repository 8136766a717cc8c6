import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeriesByName } from '../series-by-name.ts';
import { checkModel, faultsOfText } from './check.ts';
import { leadsOf } from './leads.ts';
import { readModel } from './parse.ts';

const data: SeriesByName = {
	frequency: 4,
	series: { x: { start: [2000, 1], values: [1, 2] }, цена: { start: [2000, 1], values: [1] } },
};

/** Codes with lines of all that is wrong with the lines of a model. */
function faultsOf(...lines: string[]): string[] {
	const { model, faults } = readModel(['MODEL', ...lines, 'END'].join('\n'));
	return [...faults, ...checkModel(model, data)].map(
		({ code, place, facts }) =>
			`${place.line}:${place.column} ${code}${facts.suggestion ? ` ${facts.suggestion}` : ''}`,
	);
}

test('circles of identities without a way out are told, simultaneous ones are not', () => {
	const identities = (...texts: string[]) =>
		faultsOf(...texts.flatMap((one) => [`IDENTITY> ${one.split(' ')[0]}`, `EQ> ${one}`]));
	assert.deepEqual(identities('y = y + x'), ['2:11 circular']);
	assert.deepEqual(identities('y = y'), ['2:11 circular']);
	assert.deepEqual(identities('y = TSDELTA(y) + TSLAG(y)'), ['2:11 circular']);
	assert.deepEqual(identities('y = x*y/x'), ['2:11 circular']);
	assert.deepEqual(identities('y = 0.5*y + x'), []);
	assert.deepEqual(identities('y = (MOVAVG(y,2) + TSLEAD(y))/2'), []);
	assert.deepEqual(identities('a = b + x', 'b = a - x'), ['2:11 circular']);
	assert.deepEqual(identities('a = b + x', 'b = a - 2*x', 'c = a'), ['2:11 circular']);
	assert.deepEqual(identities('a = 0.5*b + x', 'b = a - x'), []);
	assert.deepEqual(identities('a = b*c', 'b = a/c', 'c = x'), ['2:11 circular']);
	assert.deepEqual(identities('y = TSLAG(y) + x'), []);
});

test('every mistake of a text is told, with its place', () => {
	assert.deepEqual(
		faultsOf(
			'BEHAVIORAL> y TSRANGE 2000 1 2001 5',
			'EQ> y = b1 + b2*x + b3*z',
			'COEFF> b1 b2 b3 b4',
			'RESTRICT> b22 = 1; LAG(b2,3) = 0',
			'PDL> b1 1 3',
			'b2 1 3',
			'IDENTITY> y',
			'EQ> y = цeна + b2',
			'IDENTITI> z',
			'EQ> z = LOK(x) +',
			'IF> x = 1',
		),
		[
			'10:1 keyword-unknown IDENTITY',
			'11:9 unknown-function LOG',
			'12:7 expected',
			'2:13 coefficient-unused',
			'2:15 range-period',
			'3:24 unknown-name',
			'5:11 coefficient-unknown b2',
			'5:20 lag-unknown',
			'6:6 lags-constant',
			'8:11 defined-twice',
			'9:9 unknown-name цена',
			'9:16 coefficient-elsewhere',
		],
	);
});

test('what is wrong in one line does not hide what is wrong in others', () => {
	assert.deepEqual(
		faultsOf(
			'IDENTITY> z',
			'EQ> z = LOK(x) +',
			'IF> x = 1',
			'COEFF> a',
			'BEHAVIORAL> w',
			'EQ> w = a + x',
			'COEFF> a',
			'ERROR> AUTO()',
		),
		[
			'3:9 unknown-function LOG',
			'4:7 expected',
			'5:1 keyword-other',
			'7:13 term-without-coefficient',
			'9:13 expected',
		],
	);
});

test('an equation that cannot be read is not an unknown name', () => {
	const text = 'MODEL\nIDENTITY> y\nEQ> y = x +\nIDENTITY> z\nEQ> z = y + x + q\nEND';
	assert.deepEqual(
		faultsOfText(text, data).map((one) => `${one.place.line} ${one.code}`),
		['3 expected-more', '5 unknown-name'],
	);
});

test('leads are found with their places', () => {
	const { model } = readModel(
		'MODEL\nIDENTITY> y\nEQ> y = TSLAG(x,2) + MOVAVG(TSLEAD(x,3),2) + TSLEAD(TSLAG(x))\nIF> TSLEAD(y) > 0\nEND',
	);
	assert.deepEqual(
		leadsOf(model).map(({ name, periods, place }) => [name, periods, place.line, place.column]),
		[
			['x', 3, 3, 36],
			['y', 1, 4, 12],
		],
	);
});
