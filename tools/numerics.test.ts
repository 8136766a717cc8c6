import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const page = readFileSync(new URL('docs/numerics.md', root), 'utf8');

/** The blanks inside numbers are of several kinds: told apart by nobody who reads. */
const plain = (line: string) => line.replace(/[\u00A0\u202F]/g, ' ');

test('the example of the page prints what the page says', async (t) => {
	const [, code, said] = /```js\n([\s\S]*?)```[\s\S]*?```text\n([\s\S]*?)```/.exec(page)!;
	// a module that is no file knows no aliases: each import by its whole address
	const module = code!.replace(/(?<=from ')#[^']+/g, (alias) => import.meta.resolve(alias));
	const printed: string[] = [];
	t.mock.method(console, 'log', (...parts: unknown[]) => void printed.push(parts.join(' ')));
	await import(`data:text/javascript,${encodeURIComponent(module)}`);
	t.mock.restoreAll();
	assert.equal(plain(printed.join('\n')), said!.trim());
});

test('every file that the page names is there', () => {
	const named = [...page.matchAll(/`([\w-]+\/[\w/-]+\.(?:ts|json))`/g)].map(([, file]) => file!);
	assert.ok(named.length > 100);
	const missing = named.filter(
		(file) => !existsSync(new URL(`src/numerics/${file}`, root)) && !existsSync(new URL(file, root)),
	);
	assert.deepEqual(missing, []);
});

test('every file of the engine that names its source is on the page', () => {
	const rooms =
		'{linear,distributions,regression,nonlinear,systems,language,model,forecast,multivariate,input-output,random,telling}';
	const engine = new URL('src/numerics/', root);
	const absent = globSync(`${rooms}/**/*.ts`, { cwd: fileURLToPath(engine) })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => !file.endsWith('.test.ts') && !page.includes(`\`${file}\``))
		.filter((file) => namesSource(readFileSync(new URL(file, engine), 'utf8')));
	assert.deepEqual(absent, []);
});

/** «Almon 1965», «Nelder and Mead (1965)», «4th ed., 5.2» in what is written above a declaration. */
function namesSource(code: string): boolean {
	const written = [...code.matchAll(/\/\*\*([\s\S]*?)\*\//g)].map(([, one]) =>
		one!.replace(/\s*\n\s*\*?\s*/g, ' '),
	);
	return written.some((one) =>
		/(?!Years)\b\p{Lu}\p{L}+,? \(?(?:18|19|20)\d\d\b|\dth ed\.,|\dnd ed\.,/u.test(one),
	);
}
