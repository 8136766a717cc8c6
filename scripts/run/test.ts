/**
 * npm test: every check, then every test file, each room's time, and at the end the line that counts.
 *   npm test -- appeals          the tests of one room (a folder, or part of the name of a journey)
 *   npm test -- --only-checks    format, lint, types, words, borders, unused code
 */
import { theServer } from '#tests/support/database.ts';
import { type Check, checks, runCheck } from './test-checks.ts';
import { findTests, roomOf } from './test-files.ts';
import { runFiles } from './test-report.ts';

const args = process.argv.slice(2);
const asked = args.filter((arg) => !arg.startsWith('--'));
const onlyChecks = args.includes('--only-checks');

const started = performance.now();
// the files of this run need not look whether the pages are built one after another
process.env.VECHE_TESTS_SINCE = String(Date.now());
let passed = 0;
let failed = 0;

if (asked.length === 0) await lookAtChecks();
if (!onlyChecks) await runTests();

console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Two at a time, told in their order. */
async function lookAtChecks(): Promise<void> {
	const waiting: Check[] = [...checks];
	const running = new Map<Check, ReturnType<typeof runCheck>>();
	const begin = () => {
		const next = waiting.shift();
		if (next) running.set(next, runCheck(next).finally(begin));
	};
	begin();
	begin();
	for (const check of checks) {
		while (!running.has(check)) await new Promise((soon) => setTimeout(soon, 20));
		const result = await running.get(check);
		if (!result) continue;
		if (result.ok) passed++;
		else failed++;
		console.log(`${result.ok ? '✔' : '✖'} ${check.name} (${result.seconds.toFixed(1)} s)`);
		if (!result.ok) console.log(indent(result.said));
	}
}

async function runTests(): Promise<void> {
	const files = findTests(asked);
	if (files.length === 0) {
		console.log(`no tests: ${asked.join(', ')}`);
		failed++;
		return;
	}
	// Held for the whole run, so that files that follow one another share one server.
	await theServer();
	const result = await runFiles(files);
	passed += result.passed;
	failed += result.failed;
	console.log();
	for (const [room, one] of Map.groupBy(result.files, (file) => roomOf(file.path))) {
		const sum = (pick: (file: (typeof one)[number]) => number) => one.reduce((n, file) => n + pick(file), 0);
		const bad = sum((file) => file.failed);
		const skipped = sum((file) => file.skipped);
		console.log(
			`${bad === 0 ? '✔' : '✖'} ${room}: ${sum((file) => file.passed)} passed${bad ? `, ${bad} failed` : ''}${
				skipped ? `, ${skipped} skipped` : ''
			} (${sum((file) => file.seconds).toFixed(1)} s)`,
		);
	}
	// once more at the end, for whoever sees only the last lines
	for (const { path, faults = [] } of result.files.filter((file) => file.failed > 0))
		console.log(`\n✖ ${path}\n${indent(faults.join('\n'))}`);
}

function indent(text: string): string {
	return text.trimEnd().replace(/^/gm, '    ');
}
