import assert from 'node:assert/strict';
import { test } from 'node:test';
import { innerPath } from './inner-path.ts';
import { lookAttributes, readLook, usualLook, writeLook } from './look.ts';

test('a look survives being written and read', () => {
	const look = readLook(new URLSearchParams('theme=dark&sight=on&size=3&scheme=blue-on-sky&images=off'));
	assert.deepEqual(readLook(new URLSearchParams(writeLook(look))), look);
	assert.match(lookAttributes(look), /data-theme="dark" data-sight="on" data-sight-size="3"/);
});

test('unknown words in a look change nothing', () => {
	assert.deepEqual(readLook(new URLSearchParams('theme="><script>&size=9&scheme=x&spacing=')), usualLook);
	assert.equal(lookAttributes(usualLook), '');
});

test('a return address never leads to another site', () => {
	for (const bad of [
		'//evil.example',
		'/\\evil.example',
		'https://evil.example',
		'/\t/evil',
		'javascript:alert(1)',
		'',
		null,
	])
		assert.equal(innerPath(bad), '/', String(bad));
	assert.equal(innerPath('/perm-krai/kungur?a=1#b'), '/perm-krai/kungur?a=1#b');
});
