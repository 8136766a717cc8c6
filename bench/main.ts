/**
 * npm run bench [name ...]: measures what docs/performance.md promises, each figure as a ratio against a reference that
 * runs in the same minute, and writes what it found into docs/performance/<name>.json; the page is made from these. Each
 * has a process of its own: a house is opened once in a process, and what one left behind must not weigh on the next.
 * npm run bench appeals [base|reads|intake|import|thread]: appeals of a whole country, in parts.
 */
import { spawnSync } from 'node:child_process';
import { type Finding, writeReport } from './report.ts';

const benches: Record<string, () => Promise<Finding[]>> = {
	pages: async () => (await import('./pages.ts')).pages(),
	weight: async () => (await import('./weight.ts')).weight(),
	filing: async () => (await import('./filing.ts')).filing(),
	memory: async () => (await import('./memory.ts')).memory(),
	classifier: async () => (await import('./classifier.ts')).classifier(),
	opinions: async () => (await import('./opinions.ts')).opinions(),
	counting: async () => (await import('./counting.ts')).counting(),
	numerics: async () => (await import('./numerics.ts')).numerics(),
	log: async () => (await import('./log.ts')).receipts(),
	votes: async () => (await import('./votes.ts')).votes(),
	import: async () => (await import('./import.ts')).importing(),
	'appeals-base': async () => (await import('./appeals/base.ts')).base(),
	'appeals-reads': async () => (await import('./appeals/reads.ts')).reads(),
	'appeals-intake': async () => (await import('./appeals/intake.ts')).intake(),
	'appeals-thread': async () => (await import('./appeals/thread.ts')).thread(),
};
const ofAppeals = ['appeals-base', 'appeals-reads', 'appeals-intake', 'import', 'appeals-thread'];

const names = namesOf(process.argv.slice(2));
if (names.length === 0) {
	console.error(`no such figure; there are: ${Object.keys(benches).join(', ')}`);
	process.exit(1);
}
if (names.length > 1) {
	const codes = names.map((name) => alone(name));
	process.exit(codes.every((code) => code === 0) ? 0 : 1);
}
process.exit((await measure(names[0] as string)) ? 0 : 1);

/** Without a name all but those of appeals, which take an hour; `appeals` with names of its parts, or all of them. */
function namesOf([first, ...more]: string[]): string[] {
	if (first === 'appeals')
		return more.length === 0
			? ofAppeals
			: more.map((one) => (one in benches ? one : `appeals-${one}`)).filter((one) => ofAppeals.includes(one));
	const asked = first === undefined ? [] : [first, ...more];
	return Object.keys(benches).filter((name) =>
		asked.length === 0 ? !name.startsWith('appeals-') : asked.includes(name),
	);
}

function alone(name: string): number {
	const [script] = process.argv.slice(1);
	return (
		spawnSync(process.execPath, [...process.execArgv, script as string, name], { stdio: 'inherit' }).status ??
		1
	);
}

async function measure(name: string): Promise<boolean> {
	console.log(`\n${name}`);
	const findings = (await benches[name]?.()) ?? [];
	let kept = true;
	for (const { what, value, least, most } of findings) {
		const good = (least === undefined || value >= least) && (most === undefined || value <= most);
		kept &&= good;
		const bound =
			least !== undefined ? `at least ${least}` : most !== undefined ? `at most ${most}` : 'for the record';
		console.log(`${good ? '✔' : '✖'} ${what}: ${value} (${bound})`);
	}
	if (findings.length) writeReport(name, findings);
	return kept;
}
