import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Option, optionLines } from './option-lines.ts';

const streets: Option[] = [
	{ value: 'a', label: 'Лесная' },
	{ value: 'b', label: 'Речная', group: 'Центр' },
	{ value: 'c', label: 'Садовая', group: 'Центр', disabled: true },
	{ value: 4, label: 'Новая', group: 'Север' },
];

test('lines of one group stand under its name, and the chosen one is marked', () => {
	assert.equal(
		optionLines(streets, '4'),
		'<option value="a">Лесная</option><optgroup label="Центр"><option value="b">Речная</option>' +
			'<option value="c" disabled="">Садовая</option></optgroup>' +
			'<optgroup label="Север"><option value="4" selected="">Новая</option></optgroup>',
	);
});

test('the same list is marked anew for each page', () => {
	assert.match(optionLines(streets, 'a'), /value="a" selected=""/);
	assert.match(optionLines(streets, 'c'), /value="c" selected="" disabled=""/);
	assert.doesNotMatch(optionLines(streets, 'nowhere'), /selected/);
});

test('what people wrote cannot leave its line', () => {
	assert.equal(
		optionLines([{ value: '"><script>', label: '</option><b>&', group: '"x<' }], ''),
		'<optgroup label="&quot;x&lt;"><option value="&quot;>&lt;script>">&lt;/option>&lt;b>&amp;</option></optgroup>',
	);
});
