/**
 * Makes a room that passes every check: table, rule, use case, store, door, rights, words, tests. It adds and never
 * removes; what it made is then changed into what is wanted. docs/new-room.md walks through it.
 *   npm run new-room -- communities post
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesOf, type Names } from './new-room-files.ts';

const root = join(import.meta.dirname, '..');
const shape = /^[a-z][a-z]*(-[a-z]+)*$/;

function stop(why: string): never {
	console.error(why);
	process.exit(1);
}

function namesFrom([room, thing = 'item']: string[]): Names {
	if (!room || !shape.test(room))
		stop('npm run new-room -- <room> [thing]: small letters, words joined by "-": communities post');
	if (!/^[a-z]+$/.test(thing)) stop(`${thing}: the name of the thing is one word in small letters`);
	if (existsSync(join(root, 'src/capabilities', room)))
		stop(`the room ${room} exists already: nothing was changed`);
	const numbers = readdirSync(join(root, 'database/migrations')).map((file) => Number(file.slice(0, 4)) || 0);
	const number = String(Math.max(...numbers) + 1).padStart(4, '0');
	return {
		room,
		schema: room.replaceAll('-', '_'),
		thing,
		Thing: thing.slice(0, 1).toUpperCase() + thing.slice(1),
		things: `${thing}s`,
		migration: `${number}-${room}`,
	};
}

/** Puts a line in before the last occurrence of `before`. */
function insert(file: string, before: string, line: string): void {
	const path = join(root, file);
	const text = readFileSync(path, 'utf8');
	const at = text.lastIndexOf(before);
	if (at === -1) stop(`${file} looks different from what this tool knows: it has no "${before}"`);
	writeFileSync(path, text.slice(0, at) + line + text.slice(at));
}

const names = namesFrom(process.argv.slice(2));
const { room, schema, thing } = names;
const files = filesOf(names);
for (const [path, text] of Object.entries(files)) {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text, { flag: 'wx' });
}

const { order } = (await import('../src/capabilities/order.ts')) as {
	order: Record<string, readonly string[]>;
};
if (!(room in order))
	insert('src/capabilities/order.ts', '} as const', `\t'${room}': ['territories', 'identity'],\n`);
insert('database/classes.ts', '};', `\n\t// ${room}\n\t'${schema}.${thing}': 'tenant',\n`);
const variable = room.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
insert(
	'src/rooms.server.ts',
	'\n/** Every room',
	`import { room as ${variable} } from '#rooms/${room}/room.server.ts';\n`,
);
insert('src/rooms.server.ts', '];', `\t${variable},\n`);

const changed = ['src/capabilities/order.ts', 'database/classes.ts', 'src/rooms.server.ts'];
const run = (...args: string[]) => {
	if (spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0)
		stop(`${args[0]} did not work: see above`);
};
run('node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...changed, `src/capabilities/${room}`);
run('tools/words.ts');
run('tools/schema-dump.ts');

console.log([...Object.keys(files), ...changed, 'database/schema.sql'].join('\n'));
console.log(`\nNow: npm test -- ${room}, then docs/new-room.md.`);
