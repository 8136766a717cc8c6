import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Access } from '#platform/http/access.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../src/routes');

/** An address as the folders of src/routes tell it. */
export type Address = {
	/** Route id, with groups and parameters: `/(public)/[...territory]/appeals`. */
	id: string;
	/** What the code answers to, by its own words. */
	page: boolean;
	methods: string[];
	actions: string[];
	rules: Access | undefined;
};

/** Every folder of src/routes that answers something. */
export async function allAddresses(): Promise<Address[]> {
	const found: Address[] = [];
	for (const folder of folders(root)) {
		const names = readdirSync(folder);
		const page = names.some((name) => /^\+page(\.server)?\.(svelte|ts)$/.test(name));
		const server = names.includes('+server.ts');
		if (!page && !server) continue;
		const rules = join(folder, 'access.ts');
		found.push({
			id: `/${relative(root, folder).replaceAll('\\', '/')}`.replace(/\/$/, '') || '/',
			page,
			methods: server ? exportedMethods(readFileSync(join(folder, '+server.ts'), 'utf8')) : [],
			actions: names.includes('+page.server.ts')
				? actionNames(readFileSync(join(folder, '+page.server.ts'), 'utf8'))
				: [],
			rules: existsSync(rules) ? (await import(pathToFileURL(rules).href)).default : undefined,
		});
	}
	return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function* folders(folder: string): Generator<string> {
	yield folder;
	for (const entry of readdirSync(folder, { withFileTypes: true }))
		if (entry.isDirectory()) yield* folders(join(folder, entry.name));
}

export function exportedMethods(code: string): string[] {
	return [
		...code.matchAll(
			/export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD|fallback)\b/g,
		),
	].map((match) => match[1]!);
}

/** The names in `export const actions = { ... }`: keys at the first level of the literal. */
export function actionNames(code: string): string[] {
	const start = code.search(/export const actions\b/);
	if (start < 0) return [];
	const names: string[] = [];
	let depth = 0;
	let name = '';
	let fresh = false;
	for (let i = code.indexOf('{', code.indexOf('=', start)); i < code.length; i++) {
		const sign = code[i]!;
		if (sign === '"' || sign === "'" || sign === '`') {
			const end = code.indexOf(sign, i + 1);
			if (depth === 1 && fresh) name += code.slice(i + 1, end);
			i = end;
			continue;
		}
		if (sign === '/' && code[i + 1] === '/') i = code.indexOf('\n', i);
		else if (sign === '/' && code[i + 1] === '*') i = code.indexOf('*/', i) + 1;
		else if ('{(['.includes(sign)) {
			if (depth === 1 && fresh && sign === '(' && name) names.push(name.replace(/^async/, ''));
			if (depth === 1) fresh = false;
			depth++;
			if (depth === 1) fresh = true;
		} else if ('})]'.includes(sign)) {
			depth--;
			if (depth === 0) {
				if (fresh && name) names.push(name);
				break;
			}
		} else if (depth === 1 && sign === ',') {
			if (fresh && name) names.push(name);
			name = '';
			fresh = true;
		} else if (depth === 1 && sign === ':' && fresh) {
			names.push(name);
			fresh = false;
		} else if (depth === 1 && fresh && /[\w$-]/.test(sign)) name += sign;
	}
	return names;
}
