import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { refreshTree } from '../present.server.ts';
import { type Format, read } from './formats.ts';
import { keepBoundaries } from './keep-boundaries.ts';
import type { Matched } from './plan-boundaries.ts';
import { planBoundaries } from './plan-boundaries.ts';
import { planOktmo } from './plan-oktmo.ts';
import { planPopulation } from './plan-population.ts';
import { planSberindex } from './plan-sberindex.ts';
import { planRegions, planTowns } from './plan-towns.ts';
import { readText } from './read-file.ts';
import { carryOut, loadWorld } from './world.server.ts';
import type { Found, World } from './world.ts';

export type ImportStage = 'reading' | 'planning' | 'writing';

export type ImportInput = {
	file: { name: string; bytes: Uint8Array } | string;
	/** Found by the first line when absent. */
	format?: Format | undefined;
	/** Lists every problem and changes nothing. */
	dryRun?: boolean;
	/** Leaves wrong rows out; otherwise one wrong row stops the whole list. */
	skipWrong?: boolean;
	/** Only territories within this part of the tree are touched. */
	within?: (code: string) => boolean;
	/** Of outlines: who made them and on what terms they may be passed on. */
	source?: string | undefined;
	licence?: string | undefined;
	progress?: (done: number, total: number, note: ImportStage) => Promise<void> | void;
	/** Throws when an official stopped the work. */
	stopped?: () => void;
};

export type ImportReport = {
	format: Format;
	encoding: 'utf-8' | 'cp1251';
	/** `refused`: rows were wrong and nothing came in. */
	outcome: 'done' | 'dry-run' | 'refused' | 'nothing-new';
	/** Rows of tables that were (or, in a dry run, would be) written. */
	changes: number;
	counts: Record<string, number>;
	problems: Found[];
};

/** Brings a list in: reads, plans, and carries the plan out unless rows are wrong or it is a dry run. */
export async function importTerritories(input: ImportInput): Promise<ImportReport> {
	const file =
		typeof input.file === 'string'
			? { name: basename(input.file), bytes: await readFile(input.file) }
			: input.file;
	const progress = input.progress ?? (() => {});
	await progress(0, 0, 'reading');
	const { text, encoding } = readText(file.bytes);
	const list = read(text, input.format);
	await progress(0, 0, 'planning');
	const world = await loadWorld();
	if (list.format === 'sberindex') planSberindex(world, list.rows, input.within);
	else if (list.format === 'towns' || list.format === 'cities-hflabs')
		planTowns(world, list.format, list.rows, input.within);
	else if (list.format === 'population') planPopulation(world, list.rows, input.within);
	else if (list.format === 'regions-hflabs') planRegions(world, list.rows, input.within);
	else if (list.format === 'boundaries')
		return bringBoundaries(input, world, planBoundaries(world, list.json, input.within).matched, {
			format: list.format,
			encoding,
			name: file.name,
		});
	else planOktmo(world, list.oktmo, input.within);
	input.stopped?.();
	const problems = world.found.sort((a, b) => a.line - b.line);
	const wrong = problems.some((problem) => problem.severity === 'wrong');
	const report = { format: list.format, encoding, changes: world.changes, counts: world.counts, problems };
	if (input.dryRun) return { ...report, outcome: 'dry-run' };
	if (wrong && !input.skipWrong) return { ...report, outcome: 'refused', changes: 0 };
	if (world.changes === 0) return { ...report, outcome: 'nothing-new' };
	await carryOut(world, file.name, (done, total) => progress(done, total, 'writing'));
	await refreshTree();
	return { ...report, outcome: 'done' };
}

async function bringBoundaries(
	input: ImportInput,
	world: World,
	matched: Matched[],
	file: { format: Format; encoding: ImportReport['encoding']; name: string },
): Promise<ImportReport> {
	const problems = world.found.sort((a, b) => a.line - b.line);
	const wrong = problems.some((problem) => problem.severity === 'wrong') && !input.skipWrong;
	const kept = await keepBoundaries(world, matched, {
		source: input.source ?? 'OpenStreetMap contributors',
		licence: input.licence ?? 'ODbL-1.0',
		write: !input.dryRun && !wrong,
		progress: (done, total) => input.progress?.(done, total, 'writing'),
		stopped: input.stopped,
	});
	const report = { format: file.format, encoding: file.encoding, counts: world.counts, problems };
	if (input.dryRun) return { ...report, changes: kept, outcome: 'dry-run' };
	if (wrong) return { ...report, changes: 0, outcome: 'refused' };
	if (kept > 0) await refreshTree();
	return { ...report, changes: kept, outcome: kept === 0 ? 'nothing-new' : 'done' };
}
