import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';

export type FileResult = {
	path: string;
	passed: number;
	failed: number;
	skipped: number;
	seconds: number;
	/** What failed in it, a text for each. */
	faults?: string[];
};

/** More than cores: a journey waits half of its time for a page, a letter or a disk. */
const lanes = Math.min(4, availableParallelism() + 1);

/**
 * Runs test files, some at a time, and prints a line for each; the failures of a file are printed with it, together with
 * what it wrote, so that nothing has to be looked for. A process that is made to end may take its report along (seen: two of
 * 216): such a file is run once more without being made to, and is a failure when it says nothing again.
 */
export async function runFiles(
	files: string[],
	again = false,
): Promise<{ passed: number; failed: number; files: FileResult[] }> {
	const results: FileResult[] = [];
	const faults = new Map<string, string[]>();
	const written = new Map<string, string>();
	const stream = run({
		files: files.map((file) => resolve(file)),
		concurrency: lanes,
		timeout: 600_000,
		// A file whose tests have ended and which still holds something open is not waited for.
		execArgv: ['--disable-warning=ExperimentalWarning', ...(again ? [] : ['--test-force-exit'])],
	});
	/** The process of a file failed as a whole: before its tests, in a hook after them, or by what it said at its end. */
	const endedBadly = (path: string) => {
		const known = results.find((result) => result.path === path);
		if (known && known.failed > 0) return;
		if (known) known.failed = 1;
		const result = known ?? { path, passed: 0, failed: 1, skipped: 0, seconds: 0 };
		if (!known) results.push(result);
		tell(result, faults.get(path) ?? ['✖ the file ended badly'], written.get(path) ?? '');
	};
	const pathOf = (file: string | undefined) =>
		file ? relative(process.cwd(), file).replaceAll('\\', '/') : '';

	for await (const event of stream) {
		if (event.type === 'test:stderr' || event.type === 'test:stdout') {
			const path = pathOf(event.data.file);
			written.set(path, ((written.get(path) ?? '') + event.data.message).slice(-8000));
		}
		if (event.type === 'test:fail') {
			const { file, name, details } = event.data;
			const error = details.error as Error & { failureType?: string; cause?: unknown };
			// The suite around a failed test says nothing new.
			if (error.failureType === 'subtestsFailed') continue;
			const path = pathOf(file);
			if (file && name === file) {
				endedBadly(path);
				continue;
			}
			const why = error.cause ?? error;
			const all = typeof why === 'string' ? why : inspect(why, { depth: 4, colors: false });
			const text = all.length > 6000 ? `${all.slice(0, 6000)} …` : all;
			faults.set(path, [...(faults.get(path) ?? []), `✖ ${name}\n${text.replace(/^/gm, '      ')}`]);
		}
		if (event.type === 'test:summary' && event.data.file) {
			const { counts, duration_ms: ms } = event.data;
			const path = pathOf(event.data.file);
			const result = {
				path,
				passed: counts.passed,
				failed: counts.tests - counts.passed - counts.skipped - counts.todo,
				skipped: counts.skipped + counts.todo,
				seconds: ms / 1000,
			};
			results.push(result);
			tell(result, faults.get(path) ?? [], written.get(path) ?? '');
		}
	}

	const silent = files.filter((file) => !results.some((result) => result.path === pathOf(resolve(file))));
	if (silent.length > 0 && !again) results.push(...(await runFiles(silent, true)).files);
	else
		for (const path of silent) {
			const result = { path, passed: 0, failed: 1, skipped: 0, seconds: 0 };
			results.push(result);
			tell(result, ['✖ the file ended without a report'], written.get(path) ?? '');
		}

	const sum = (pick: (result: FileResult) => number) => results.reduce((n, result) => n + pick(result), 0);
	return { passed: sum((result) => result.passed), failed: sum((result) => result.failed), files: results };
}

function tell(result: FileResult, faults: string[], written: string): void {
	const { path, passed, failed, skipped, seconds } = result;
	result.faults = faults;
	const counts = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(
		Boolean,
	);
	console.log(`${failed === 0 ? '✔' : '✖'} ${path}: ${counts.join(', ')} (${seconds.toFixed(1)} s)`);
	for (const fault of faults) console.log(`    ${fault}`);
	if (failed > 0 && written.trim() !== '')
		console.log(`    it wrote:\n${written.trim().replace(/^/gm, '      ')}`);
}
