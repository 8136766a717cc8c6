import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
	accentFor,
	contrast,
	embedLookIn,
	readEmbedLook,
	sheetOf,
	usualEmbedLook,
	writeEmbedLook,
} from './look.ts';

test('what is no colour, no size, no theme of ours is left as usual', () => {
	assert.deepEqual(readEmbedLook({}), usualEmbedLook);
	assert.deepEqual(
		readEmbedLook({ theme: 'x";}', accent: 'red;}body{display:none', size: '900' }),
		usualEmbedLook,
	);
	assert.deepEqual(readEmbedLook({ theme: 'dark', accent: '#AbC', size: '20' }), {
		theme: 'dark',
		accent: '#aabbcc',
		size: 20,
	});
});

test('a look goes through an address unchanged', () => {
	const look = { theme: 'light', accent: '#d4021d', size: 18 } as const;
	assert.deepEqual(embedLookIn(writeEmbedLook(look)), look);
	assert.deepEqual(embedLookIn(writeEmbedLook(usualEmbedLook)), usualEmbedLook);
});

test('any accent can be read in both schemes, on paper and under the words of a button', () => {
	const colour = fc
		.integer({ min: 0, max: 0xffffff })
		.map((value) => `#${value.toString(16).padStart(6, '0')}`);
	fc.assert(
		fc.property(colour, (accent) => {
			for (const [scheme, papers] of [
				['light', ['#fbfaf7', '#f3f1eb', '#ffffff']],
				['dark', ['#14181a', '#1b2023', '#20262a']],
			] as const) {
				const own = accentFor(accent, scheme);
				for (const paper of papers) assert.ok(contrast(own.accent, paper) >= 4.5, `${accent} on ${paper}`);
				assert.ok(contrast(own.accent, own.on) >= 4.5);
			}
		}),
	);
});

test('the sheet holds nothing but sizes and colours', () => {
	assert.match(sheetOf(readEmbedLook({ accent: '#0b5968', size: '20' })), /^[\w\s:;{}()@%.,#[\]-]+$/);
});
