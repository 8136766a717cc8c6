import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofCells } from './findings.ts';

test('a map without places says that there are none only when nothing waits to be counted', () => {
	assert.equal(ofCells([]).name, 'cells-none');
	assert.equal(ofCells([], true).name, 'cells-counting');
	assert.equal(ofCells([{ count: 3 }], true).name, 'cells-half');
});
