import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

// docs/performance holds the parts of which docs/performance.md is made.
const pages = [
	'README.md',
	...globSync('docs/**/*.md', { exclude: ['docs/performance/**'] }),
	...globSync('src/**/README.md'),
];

test('every link of the documentation leads to something that is there', () => {
	const lost = pages.flatMap((page) =>
		[...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g)]
			.map((link) => join(dirname(page), decodeURI(link[1] as string)))
			.filter((target) => !existsSync(target))
			.map((target) => `${page}: ${target}`),
	);
	assert.deepEqual(lost, []);
});

test('every decision stands in the list of decisions', () => {
	const list = readFileSync('docs/decisions/README.md', 'utf8');
	const lost = readdirSync('docs/decisions').filter(
		(page) => page !== 'README.md' && !list.includes(`(${page})`),
	);
	assert.deepEqual(lost, [], 'add a line to docs/decisions/README.md');
});

test('every setting is told to the operator, and none that there is not', () => {
	const schema = readFileSync('src/platform/config/door.server.ts', 'utf8');
	const known = [...schema.matchAll(/^\t([A-Z][A-Z_]+): /gm)].map((match) => match[1] as string);
	assert.ok(known.length > 15);
	const page = readFileSync('docs/operations.md', 'utf8');
	const told = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1] as string);
	assert.deepEqual(
		known.filter((name) => !told.includes(name)),
		[],
		'add a row to the settings in docs/operations.md',
	);
	// read by the command, not by the server
	const ofCommand = ['VECHE_BACKUP_PASSPHRASE'];
	assert.deepEqual(
		told.filter((name) => !known.includes(name) && !ofCommand.includes(name)),
		[],
	);
});
