import { globSync } from 'node:fs';
import { basename, sep } from 'node:path';

const patterns = [
	'src/**/*.test.ts',
	'tools/**/*.test.ts',
	'tests/**/*.test.ts',
	'scripts/**/*.test.ts',
	'database/**/*.test.ts',
	'bench/**/*.test.ts',
	'tests/journeys/**/*.spec.ts',
];

/** Test files, of the rooms asked for or all. A room is a folder; a journey is also found by a part of its name. */
export function findTests(asked: string[]): string[] {
	const all = patterns.flatMap((pattern) => globSync(pattern)).map((path) => path.replaceAll(sep, '/'));
	const wanted = (path: string) =>
		asked.length === 0 ||
		asked.some((word) => path === word || path.split('/').includes(word) || basename(path).includes(word));
	return [...new Set(all)].filter(wanted).sort((a, b) => weight(b) - weight(a) || a.localeCompare(b));
}

/** Long ones first, so that no core waits at the end for the last of them. */
function weight(path: string): number {
	return path.startsWith('tests/journeys/') ? 2 : path.startsWith('tests/') ? 1 : 0;
}

/** `appeals` of src/capabilities/appeals/answer-appeal.test.ts; `journeys`; `ui`; `tools`. */
export function roomOf(path: string): string {
	const parts = path.split('/');
	if (parts[0] === 'src' && (parts[1] === 'capabilities' || parts[1] === 'platform'))
		return parts.length > 3 ? (parts[2] as string) : (parts[1] as string);
	if (parts[0] === 'src' || parts[0] === 'tests')
		return parts.length > 2 ? (parts[1] as string) : (parts[0] as string);
	return parts[0] as string;
}
