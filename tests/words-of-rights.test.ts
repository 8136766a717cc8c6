import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { langs, translatorFor } from '#platform/i18n/door.ts';
import { rooms } from '../src/rooms.server.ts';

const rights = rooms.flatMap((room) => Object.entries(room.permissions ?? {}));
const t = translatorFor('ru');

test('every right, every role and every room that has rights is told in words', () => {
	const keys = new Set(
		rights.flatMap(([right, rule]) => [
			`rights.${right}`,
			...(rule.when ? [`rights.${right}.when`] : []),
			...rule.may.map((who) => `roles.${who}`),
			`rooms.${right.split('.')[0]}`,
		]),
	);
	for (const lang of langs) {
		const missing = [...keys].filter((key) => !translatorFor(lang).has(key));
		assert.deepEqual(missing, [], `add these keys to the words of their rooms (${lang})`);
	}
});

test('no words are left of rights that are gone', () => {
	const known = new Set(rights.map(([right]) => right));
	const stale = t
		.keys('rights.')
		.filter((key) => !known.has(key.slice('rights.'.length).replace(/\.when$/, '')));
	assert.deepEqual(stale, []);
});

test('every right that the code asks for is declared: one that is not would be refused to everybody in silence', () => {
	const known = new Set(rights.map(([right]) => right));
	const asked = /(?:\b(?:demand|may)\(\s*[\w.]+(?:\([^)]*\))?,\s*|\bright: )'([a-z-]+\.[a-z-]+)'/g;
	const faults = globSync('src/**/*.{ts,svelte}', { exclude: (name) => /\.test\.ts$/.test(String(name)) })
		.flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(asked)].map(([, right]) => ({ file, right: right ?? '' })),
		)
		.filter(({ right }) => !known.has(right))
		.map(({ file, right }) => `${file} asks for ${right}`);
	assert.deepEqual(
		faults,
		[],
		'declare the right in permissions.ts of its room, or ask for the one that is meant',
	);
});
