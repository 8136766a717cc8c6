import assert from 'node:assert/strict';
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
