import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Definition } from '#rooms/ballots/door.server.ts';
import { paperText, readPaper } from './typed-paper.ts';

const options = ['a', 'b', 'c'].map((code) => ({ code })) as unknown as Definition['options'];
const ask = (marks: Definition['marks']) => ({ options, marks });

test('a clerk types a paper by numbers, and what cannot be read is told, never guessed', () => {
	const one = ask({ kind: 'choose-1' });
	const ranked = ask({ kind: 'ranking' });
	const points = ask({ kind: 'cumulative', points: 5 });
	const cases = [
		[one, '2', { marked: ['b'] }],
		[one, ' ', null],
		[one, '–', 'spoiled'],
		[one, 'Х', 'spoiled'],
		[one, '0', { marked: [] }],
		[one, '4', 'wrong'],
		[one, 'два', 'wrong'],
		[one, '2:1', 'wrong'],
		[ranked, '3, 1 2', { marked: ['c', 'a', 'b'] }],
		[points, '1:3 2:2', { marked: ['a', 'b'], points: [3, 2] }],
		[points, '1', 'wrong'],
		[points, '0', { marked: [], points: [] }],
	] as const;
	for (const [asked, text, read] of cases) assert.deepEqual(readPaper(asked, text), read, text);
});

test('what was entered stands in the field as it was typed', () => {
	assert.equal(paperText(ask({ kind: 'ranking' }), 'c,a'), '3 1');
	assert.equal(paperText(ask({ kind: 'cumulative', points: 5 }), 'a:3,b:2'), '1:3 2:2');
	assert.equal(paperText(ask({ kind: 'approval' }), '-'), '0');
	assert.equal(paperText(ask({ kind: 'approval' }), null), '-');
});
