import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';

/** Which part of the house a file belongs to. */
export type Place =
	| { layer: 'room'; room: string }
	| { layer: 'platform'; room: string }
	| { layer: 'ui' | 'numerics' | 'routes' | 'top' | 'words' | 'outside'; room: '' };

export type Import = {
	/** Path from the root for a file of ours, else the name of the package. */
	to: string;
	/** Vanishes when the types are stripped. */
	type: boolean;
	line: number;
};

export type Source = { path: string; text: string; place: Place; test: boolean; imports: Import[] };

const aliases: Record<string, string> = {
	'#platform/': 'src/platform/',
	'#rooms/': 'src/capabilities/',
	'#ui/': 'src/ui/',
	'#numerics/': 'src/numerics/',
	'#demo/': 'src/demo/',
	'#server/': 'src/server/',
	'#pages/': 'src/pages/',
	'#words/': 'src/words/',
	'#tests/': 'tests/',
	'#database/': 'database/',
};

export function readSources(root: string): Map<string, Source> {
	const paths = globSync('src/**/*.{ts,svelte}', { cwd: root }).map((path) => path.replaceAll(sep, '/'));
	const sources = new Map<string, Source>();
	for (const path of paths) {
		if (path.startsWith('src/words/')) continue;
		const text = readFileSync(join(root, path), 'utf8');
		sources.set(path, {
			path,
			text,
			place: placeOf(path),
			test: /\.(test|spec)\.ts$/.test(path),
			imports: importsOf(path, text),
		});
	}
	return sources;
}

export function placeOf(path: string): Place {
	const parts = path.split('/');
	const [top, second, third] = parts;
	const deep = parts.length > 3;
	if (top !== 'src') return { layer: 'outside', room: '' };
	if (second === 'capabilities')
		return deep ? { layer: 'room', room: third ?? '' } : { layer: 'top', room: '' };
	if (second === 'platform') return { layer: 'platform', room: deep ? (third ?? '') : '' };
	if (second === 'ui' || second === 'numerics' || second === 'words') return { layer: second, room: '' };
	if (second === 'routes' || second === 'pages' || second?.startsWith('hooks.'))
		return { layer: 'routes', room: '' };
	return { layer: 'top', room: '' };
}

const statement =
	/(?:^|[;\n}])[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]+?\s+from\s+)?(['"])([^'"\n]+)\2|\bimport\(\s*(['"])([^'"\n]+)\4\s*\)/g;

function importsOf(path: string, text: string): Import[] {
	const code = path.endsWith('.svelte') ? scriptsOf(text) : text;
	const imports: Import[] = [];
	for (const match of code.matchAll(statement)) {
		const named = match[3] ?? match[5] ?? '';
		const at = match.index + match[0].search(/import|export/);
		imports.push({
			to: resolve(path, named),
			type: match[1] !== undefined,
			line: code.slice(0, at).split('\n').length,
		});
	}
	return imports;
}

/** The scripts of a component with everything else blanked, so that lines keep their numbers. */
function scriptsOf(text: string): string {
	let kept = '';
	let at = 0;
	for (const match of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
		const begin = match.index + match[0].indexOf('>') + 1;
		kept += text.slice(at, begin).replace(/[^\n]/g, ' ') + match[1];
		at = begin + (match[1] ?? '').length;
	}
	return kept;
}

function resolve(from: string, named: string): string {
	for (const [alias, folder] of Object.entries(aliases))
		if (named.startsWith(alias)) return folder + named.slice(alias.length);
	if (named.startsWith('.')) return posix.normalize(posix.join(dirname(from), named));
	return named;
}
