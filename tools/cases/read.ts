import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './case.ts';

/** The cases of files and folders; a folder is looked through, in the order of names. */
export function readCases(path: string): Case[] {
	if (statSync(path).isDirectory())
		return readdirSync(path)
			.sort()
			.flatMap((name) => {
				const inside = join(path, name);
				return name.endsWith('.json') || statSync(inside).isDirectory() ? readCases(inside) : [];
			});
	const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
	const cases = Array.isArray(found) ? found : [found];
	return cases.filter(isCase);
}

function isCase(one: unknown): one is Case {
	return typeof one === 'object' && one !== null && 'id' in one && 'kind' in one;
}
