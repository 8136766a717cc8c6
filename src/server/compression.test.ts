import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { mends } from './compression.server.ts';

test('the pinned library has the lines that are mended, each once', () => {
	const source = readFileSync(createRequire(import.meta.url).resolve('compression'), 'utf8');
	for (const [fault] of mends) assert.equal(source.split(fault).length, 2, fault);
});
