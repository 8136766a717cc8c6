import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import { test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { config } from '../config/door.server.ts';
import { forgetKeys, seal, unseal } from '../config/keys.server.ts';
import { Refusal } from '../errors/door.ts';
import { beginWithNewKeys, proveKeys } from './prove-keys.server.ts';

const h = await house();
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('a lost or foreign file of keys is told at the start; only the operator goes on without it', async () => {
	const { keys } = config();
	await proveKeys(h.url);
	await proveKeys(h.url);
	const sealed = seal('test', 'a secret');
	copyFileSync(keys, `${keys}.kept`);
	rmSync(keys);
	forgetKeys();
	await assert.rejects(proveKeys(h.url), refused('platform.keys-lost'));

	await beginWithNewKeys(h.url);
	await proveKeys(h.url);
	assert.throws(() => unseal('test', sealed), refused('platform.sealed-with-other-keys'));
	await assert.rejects(beginWithNewKeys(h.url), refused('platform.keys-there'));

	copyFileSync(`${keys}.kept`, keys);
	forgetKeys();
	await assert.rejects(proveKeys(h.url), refused('platform.keys-foreign'));
	assert.equal(unseal('test', sealed), 'a secret');
});
