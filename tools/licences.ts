/**
 * The licences of everything that is installed: `node tools/licences.ts` writes docs/licences.md,
 * `--check` fails when a licence is not allowed or the list is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Compatible with Apache-2.0 for a program that uses these as libraries, fonts and test tools. */
const allowed = new Set([
	'MIT',
	'MIT-0',
	'ISC',
	'Apache-2.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'0BSD',
	'BSL-1.0',
	'MPL-2.0',
	'OFL-1.1',
	'BlueOak-1.0.0',
	'CC0-1.0',
	'CC-BY-4.0',
	'Unlicense',
	'Python-2.0',
	'LGPL-3.0-or-later',
	'PostgreSQL',
	'Zlib',
	'WTFPL',
]);

type Locked = { version: string; dev?: boolean; optional?: boolean; license?: string; link?: boolean };
export type Licensed = { name: string; version: string; licence: string; use: 'runs' | 'builds and tests' };

/** The parts of an SPDX expression that must all be allowed; of alternatives one is enough. */
export function isAllowed(expression: string): boolean {
	const bare = expression.replace(/[()]/g, '');
	return bare
		.split(/\s+OR\s+/)
		.some((choice) => choice.split(/\s+AND\s+/).every((one) => allowed.has(one.trim())));
}

export function installed(root: string): Licensed[] {
	const lock = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')) as {
		packages: Record<string, Locked>;
	};
	const list: Licensed[] = [];
	for (const [path, entry] of Object.entries(lock.packages)) {
		if (!path || entry.link) continue;
		const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
		list.push({
			name,
			version: entry.version,
			licence: entry.license ?? fromPackage(`${root}/${path}/package.json`),
			use: entry.dev ? 'builds and tests' : 'runs',
		});
	}
	const unique = new Map(list.map((one) => [`${one.name}@${one.version}`, one]));
	return [...unique.values()].sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

function fromPackage(file: string): string {
	if (!existsSync(file)) return 'unknown';
	const { license, licenses } = JSON.parse(readFileSync(file, 'utf8'));
	if (typeof license === 'string') return license;
	return license?.type ?? licenses?.[0]?.type ?? 'unknown';
}

export function page(list: Licensed[]): string {
	const rows = list.map((one) => `| ${one.name} | ${one.version} | ${one.licence} | ${one.use} |`);
	return [
		'# Licences of what Veche is built with',
		'',
		'Veche itself is licensed under Apache-2.0. Made by `node tools/licences.ts` from package-lock.json.',
		'',
		'| package | version | licence | use |',
		'| --- | --- | --- | --- |',
		...rows,
		'',
	].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const root = new URL('..', import.meta.url).pathname.replace(/\/$/, '');
	const list = installed(decodeURIComponent(root));
	const file = new URL('../docs/licences.md', import.meta.url);
	const wrong = list.filter((one) => !isAllowed(one.licence));
	for (const one of wrong)
		console.error(`${one.name}@${one.version}: the licence "${one.licence}" is not on the list`);
	if (process.argv.includes('--check')) {
		const stale = !existsSync(file) || readFileSync(file, 'utf8') !== page(list);
		if (stale) console.error('docs/licences.md is out of date: run node tools/licences.ts');
		process.exit(wrong.length || stale ? 1 : 0);
	}
	writeFileSync(file, page(list));
}
