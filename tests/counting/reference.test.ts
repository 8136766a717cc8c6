import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';

const skip = withoutReferenceData('pabulib');
const root = join(import.meta.dirname, '../..');
const run = (...args: string[]) =>
	spawnSync(process.execPath, [join(root, 'tools/reference.ts'), ...args], {
		cwd: root,
		encoding: 'utf8',
		env: { ...process.env, INIT_CWD: referenceData('pabulib') },
	});

test('the reference command prints one line of JSON: the name of the file and what is funded', {
	skip,
}, () => {
	const { stdout, status } = run('Netherlands_Assen_2024.pb', '--rule', 'equalshares/add1');
	assert.equal(status, 0);
	assert.equal(
		stdout,
		'{"id":"Netherlands_Assen_2024","answer":{"selected":["3","9","2","11","13","14","5","6","12"]}}\n',
	);
});

test('a packed file is read, faults stand beside the answer, and strictly there is none', { skip }, () => {
	assert.equal(
		JSON.parse(run('Poland_Krakow_2023_Podgorze.pb.gz', '--rule', 'greedy').stdout).answer.selected.length,
		10,
	);
	const tolerant = run('Poland_Warszawa_2026_Miedzylesie_Radosc.pb', '--rule', 'greedy-threshold');
	assert.equal(tolerant.status, 0);
	assert.match(tolerant.stderr, /:118: /);
	const strict = run('Poland_Warszawa_2026_Miedzylesie_Radosc.pb', '--rule', 'greedy-threshold', '--strict');
	assert.equal(strict.status, 1);
	assert.equal(strict.stdout, '');
});

test('an unknown rule is answered with the list of rules', () => {
	const { status, stderr, stdout } = run('x.pb', '--rule', 'loudest');
	assert.equal(status, 1);
	assert.equal(stdout, '');
	assert.match(stderr, /equalshares\/add1/);
});
