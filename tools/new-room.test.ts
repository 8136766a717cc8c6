import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const project = join(import.meta.dirname, '..');
const root = mkdtempSync(join(tmpdir(), 'veche-new-room-'));
after(() => rmSync(root, { recursive: true, force: true }));
for (const name of [
	'src',
	'database',
	'tests',
	'tools',
	'scripts',
	'package.json',
	'biome.json',
	'.gitignore',
])
	cpSync(join(project, name), join(root, name), { recursive: true });
symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));

function run(...args: string[]) {
	const env = { ...process.env, NODE_TEST_CONTEXT: undefined, NO_COLOR: '1' };
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		cwd: root,
		env,
		encoding: 'utf8',
		timeout: 120_000,
	});
	return { status, said: stdout + stderr };
}
const aboutRoom = (text: string) => text.split('\n').filter((line) => line.includes('beekeeping'));

test('a new room keeps the borders, has its words, its class and its format, and its own tests pass', () => {
	const made = run('tools/new-room.ts', 'urban-beekeeping', 'hive');
	assert.equal(made.status, 0, made.said);
	assert.deepEqual(aboutRoom(run('tools/boundaries.ts').said), []);
	assert.deepEqual(aboutRoom(run('tools/words.ts', '--check').said), []);
	const format = run(
		'node_modules/@biomejs/biome/bin/biome',
		'ci',
		'--error-on-warnings',
		'src/capabilities/urban-beekeeping',
		'database',
		'src/rooms.server.ts',
	);
	assert.equal(format.status, 0, format.said);
	assert.match(
		readFileSync(join(root, 'database/schema.sql'), 'utf8'),
		/create table urban_beekeeping\.hive/,
	);
	const tests = run(
		'--test',
		'--test-force-exit',
		'src/capabilities/urban-beekeeping/*.test.ts',
		'tests/schema/*.test.ts',
	);
	assert.equal(tests.status, 0, tests.said);
});

test('a room that exists is left as it is', () => {
	const before = readFileSync(join(root, 'src/capabilities/territories/door.server.ts'), 'utf8');
	const again = run('tools/new-room.ts', 'territories');
	assert.equal(again.status, 1);
	assert.match(again.said, /exists already: nothing was changed/);
	assert.equal(readFileSync(join(root, 'src/capabilities/territories/door.server.ts'), 'utf8'), before);
	assert.equal(run('tools/new-room.ts', 'Bad Name').status, 1);
});
