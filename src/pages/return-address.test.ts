import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnAddress } from './return-address.ts';

test('one returns to an address of this site and nowhere else', () => {
	const cases: [string | null, string][] = [
		['/perm-krai/kungur?a=1#b', '/perm-krai/kungur?a=1#b'],
		['/en/account', '/en/account'],
		[null, '/account'],
		['', '/account'],
		['https://evil.example/', '/account'],
		['//evil.example', '/account'],
		['/\\evil.example', '/account'],
		['/\t/evil.example', '/account'],
		['/a\\..\\b', '/account'],
		['javascript:alert(1)', '/account'],
		['account', '/account'],
		['/account/sign-in?to=/account/sign-in', '/account'],
		['/en/account/sign-out', '/account'],
		[`/${'a'.repeat(3000)}`, '/account'],
	];
	for (const [asked, right] of cases) assert.equal(returnAddress(asked, '/account'), right, String(asked));
});
