import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Case } from './case.ts';

/** The cases of files and folders; a folder is looked through, in the order of names. */
export function readCases(paths: readonly string[]): Case[] {
	const read = paths.flatMap(casesAt);
	const beside = new Map<string, Case[]>();
	return read.map(({ one, folder }) => {
		if (!lacksData(one)) return one;
		if (!beside.has(folder))
			beside.set(
				folder,
				filesOf(folder)
					.flatMap(casesAt)
					.map((found) => found.one),
			);
		return withDataOfFamily(one, [...read.map((found) => found.one), ...beside.get(folder)!]);
	});
}

type Found = { one: Case; folder: string };

function casesAt(path: string): Found[] {
	if (statSync(path).isDirectory())
		return readdirSync(path)
			.sort()
			.flatMap((name) => {
				const inside = join(path, name);
				return name.endsWith('.json') || statSync(inside).isDirectory() ? casesAt(inside) : [];
			});
	const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
	const cases = Array.isArray(found) ? found : [found];
	return cases
		.filter(isCase)
		.flatMap(ofSet)
		.map((one) => ({ one, folder: dirname(path) }));
}

/** A set of series is a case a series; what stands beside them in the file goes with each. */
function ofSet(one: Case): Case[] {
	if (!Array.isArray(one.series)) return [one];
	const { series, ...shared } = one;
	return (series as { id: string }[]).map((own) => ({ ...shared, set: one.id, ...own }));
}

function filesOf(folder: string): string[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => join(folder, name));
}

function isCase(one: unknown): one is Case {
	return typeof one === 'object' && one !== null && 'id' in one && 'kind' in one;
}

/** A system may stand without data, for another case has them. */
function lacksData(one: Case): boolean {
	return one.kind === 'system' && !one.data;
}

/** With the data of another case of its kind and family (the first word of its name), from those read with it or in its folder. */
function withDataOfFamily(one: Case, others: readonly Case[]): Case {
	const family = (of: Case) => of.id.split('-')[0];
	const other = others.find(
		(found) => found.kind === one.kind && found.data && family(found) === family(one),
	);
	return other ? { ...one, data: other.data } : one;
}
