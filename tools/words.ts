/**
 * Compiles the words of all rooms, src/.../words.{ru,en}.json, into src/words/{ru,en,keys}.ts.
 *   node tools/words.ts            generates
 *   node tools/words.ts --check    generates and names every fault: a missing or unused key, unequal parameters, bad ICU
 *   node tools/words.ts --watch    generates at each change
 */
import { existsSync, mkdirSync, readFileSync, renameSync, watch, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { BadMessage, Constants, compileMessage, type Kind } from './words-compile.ts';
import { readUsage, sources } from './words-usage.ts';

type Lang = 'ru' | 'en';
const langs: readonly Lang[] = ['ru', 'en'];
type Entry = { key: string; text: string; file: string; line: number };
type Line = { code: string; params: Map<string, Kind> };

export type Result = { files: Map<string, string>; faults: string[]; keys: number };

const keyShape = /^[a-z][\w-]*(\.[\w-]+)+$/;

function readCatalogue(path: string, file: string, faults: string[]): Entry[] {
	const source = readFileSync(path, 'utf8');
	let words: unknown;
	try {
		words = JSON.parse(source);
	} catch (error) {
		faults.push(`${file}: not JSON: ${(error as Error).message}`);
		return [];
	}
	if (typeof words !== 'object' || words === null || Array.isArray(words)) {
		faults.push(`${file}: must be one flat object of keys and texts`);
		return [];
	}
	const lines = new Map<string, number>();
	for (const match of source.matchAll(/^\s*("(?:[^"\\]|\\.)*")\s*:/gm)) {
		const key = JSON.parse(match[1]!) as string;
		const line = source.slice(0, match.index + match[0].length).split('\n').length;
		if (lines.has(key)) faults.push(`${file}:${line}: ${key} stands twice in this file`);
		lines.set(key, line);
	}
	const entries: Entry[] = [];
	for (const [key, text] of Object.entries(words)) {
		const line = lines.get(key) ?? 1;
		const where = `${file}:${line}`;
		if (typeof text !== 'string') faults.push(`${where}: ${key}: a text is wanted`);
		else if (!keyShape.test(key))
			faults.push(`${where}: "${key}": a key reads like appeals.form.where.label`);
		else if (text.trim() === '') faults.push(`${where}: ${key} is empty`);
		else if (text !== text.trim())
			faults.push(`${where}: ${key} begins or ends with a blank: sentences are whole, never glued`);
		else entries.push({ key, text, file, line });
	}
	return entries;
}

function readAll(root: string, lang: Lang, faults: string[]): Map<string, Entry> {
	const all = new Map<string, Entry>();
	const paths = [...sources(join(root, 'src'), new RegExp(`^words\\.${lang}\\.json$`))].sort();
	for (const path of paths) {
		const file = relative(root, path);
		for (const other of langs) {
			const twin = join(dirname(path), basename(path).replace(`.${lang}.`, `.${other}.`));
			if (!existsSync(twin)) faults.push(`${file}: ${relative(root, twin)} is missing`);
		}
		for (const entry of readCatalogue(path, file, faults)) {
			const had = all.get(entry.key);
			if (had) faults.push(`${file}:${entry.line}: ${entry.key} is already in ${had.file}:${had.line}`);
			else all.set(entry.key, entry);
		}
	}
	return all;
}

const typeOf: Record<Kind, string> = {
	text: 'Text',
	number: 'Numeric',
	moment: 'Moment',
	flag: 'boolean',
	choice: 'string',
};

/** Reads every catalogue under `root` and gives the generated files with all faults found. */
export function compileWords(root: string): Result {
	const faults: string[] = [];
	const compiled = {} as Record<Lang, Map<string, Line>>;
	const files = new Map<string, string>();
	const all = Object.fromEntries(langs.map((lang) => [lang, readAll(root, lang, faults)])) as Record<
		Lang,
		Map<string, Entry>
	>;
	for (const lang of langs) {
		const constants = new Constants();
		const done = new Map<string, Line>();
		for (const entry of all[lang].values()) {
			try {
				const { code, params, faults: found } = compileMessage(entry.text, lang, constants);
				for (const fault of found) faults.push(`${entry.file}:${entry.line}: ${entry.key}: ${fault}`);
				done.set(entry.key, { code, params });
			} catch (error) {
				if (!(error instanceof BadMessage)) throw error;
				const near = entry.text.slice(Math.max(0, error.offset - 12), error.offset + 12);
				faults.push(
					`${entry.file}:${entry.line}: ${entry.key}: ${error.message} (column ${error.offset + 1}, near «${near}»)`,
				);
				// The key stays known, so that one bad message does not show as a hundred faults elsewhere.
				done.set(entry.key, { code: JSON.stringify(entry.text), params: new Map() });
			}
		}
		compiled[lang] = done;
		const lines = [...done]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, { code }]) => `\t${JSON.stringify(key)}: ${code},`);
		files.set(
			`${lang}.ts`,
			[
				'// Made by tools/words.ts; a change here is lost.',
				"import type { Catalogue } from './keys.ts';",
				'',
				...constants.lines,
				// Only what both languages have can satisfy the type; a missing key is told by --check.
				`export const ${lang}: Catalogue = {`,
				...lines,
				'};',
				'',
			].join('\n'),
		);
	}

	const params = new Map<string, Map<string, Kind>>();
	for (const [key, entry] of all.ru) {
		const [mine, other] = [compiled.ru.get(key)!, compiled.en.get(key)];
		params.set(key, new Map(mine.params));
		if (!other) {
			faults.push(
				`${entry.file}:${entry.line}: ${key} has no English text in ${entry.file.replace('.ru.', '.en.')}`,
			);
			continue;
		}
		const twin = all.en.get(key)!;
		const difference = [
			...[...mine.params.keys()]
				.filter((name) => !other.params.has(name))
				.map((name) => `{${name}} only in Russian`),
			...[...other.params.keys()]
				.filter((name) => !mine.params.has(name))
				.map((name) => `{${name}} only in English`),
		];
		if (difference.length) faults.push(`${twin.file}:${twin.line}: ${key}: ${difference.join(', ')}`);
		for (const [name, kind] of other.params) {
			const had = mine.params.get(name);
			if (had && had !== kind && had !== 'text' && kind !== 'text')
				faults.push(
					`${twin.file}:${twin.line}: ${key}: {${name}} is ${had} in Russian and ${kind} in English`,
				);
			if (!had || had === 'text') params.get(key)!.set(name, kind);
		}
	}
	for (const [key, entry] of all.en) {
		if (all.ru.has(key)) continue;
		faults.push(
			`${entry.file}:${entry.line}: ${key} has no Russian text in ${entry.file.replace('.en.', '.ru.')}`,
		);
		params.set(key, compiled.en.get(key)!.params);
	}
	files.set('keys.ts', keysFile(params));
	return { files, faults, keys: params.size };
}

function keysFile(params: Map<string, Map<string, Kind>>): string {
	const lines = [...params]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, names]) => {
			const inner = [...names]
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([name, kind]) => `${name}: ${typeOf[kind]}`);
			return `\t${JSON.stringify(key)}: ${inner.length ? `{ ${inner.join('; ')} }` : 'Nothing'};`;
		});
	return [
		'// Made by tools/words.ts; a change here is lost.',
		"import type { Formats, Moment, Numeric } from '#platform/i18n/formats.ts';",
		'',
		'export type { Moment, Numeric };',
		'export type Text = string | number | bigint | Date;',
		'export type Nothing = Record<never, never>;',
		'/** Each key with its parameters. */',
		'export type Words = {',
		...lines,
		'};',
		'export type Key = keyof Words;',
		'export type Params<K extends Key> = Words[K];',
		'export type Catalogue = { [K in Key]?: string | ((v: Words[K], f: Formats) => string) };',
		'',
	].join('\n');
}

/** Faults that only the code can show: keys that nobody asks for, codes and sets that have no words. */
export function checkUsage(root: string): string[] {
	const faults: string[] = [];
	const entries = readAll(root, 'ru', []);
	const usage = readUsage(root);
	for (const { file, line, key } of usage.codes) {
		if (!entries.has(key)) faults.push(`${file}:${line}: ${key} has no words in any words.ru.json`);
	}
	const keys = [...entries.keys()];
	const claimed = new Set<string>();
	for (const pattern of usage.patterns) {
		const found = keys.filter((key) => pattern.regexp.test(key));
		if (found.length === 0)
			faults.push(`${pattern.file}:${pattern.line}: no key looks like \`${pattern.text}\``);
		for (const key of found) claimed.add(key);
	}
	for (const [key, { file, line }] of entries) {
		if (!usage.literals.has(key) && !claimed.has(key))
			faults.push(`${file}:${line}: ${key} is used nowhere: take it out of both languages, or ask for it`);
	}
	return faults;
}

/** Writes what changed, whole or not at all: a server in development may be reading at this moment. */
export function writeWords(root: string, files: Map<string, string>): string[] {
	const folder = join(root, 'src', 'words');
	mkdirSync(folder, { recursive: true });
	const written: string[] = [];
	for (const [name, text] of files) {
		const path = join(folder, name);
		if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
		writeFileSync(`${path}.${process.pid}`, text);
		renameSync(`${path}.${process.pid}`, path);
		written.push(name);
	}
	return written;
}

function main(options: string[]): void {
	const root = join(import.meta.dirname, '..');
	const started = performance.now();
	const { files, faults, keys } = compileWords(root);
	writeWords(root, files);
	if (options.includes('--check')) faults.push(...checkUsage(root));
	for (const fault of faults) console.error(fault);
	const took = Math.round(performance.now() - started);
	if (faults.length) console.error(`words: ${faults.length} faults in ${keys} keys`);
	else console.log(`words: ${keys} keys in Russian and English (${took} ms)`);
	if (options.includes('--watch')) return;
	process.exitCode = faults.length ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) {
	const options = process.argv.slice(2);
	main(options);
	if (options.includes('--watch')) {
		let waiting: NodeJS.Timeout | undefined;
		watch(join(import.meta.dirname, '..', 'src'), { recursive: true }, (_event, name) => {
			if (!name || !/words\.(ru|en)\.json$/.test(name)) return;
			clearTimeout(waiting);
			waiting = setTimeout(() => main(options), 50);
		});
	}
}
