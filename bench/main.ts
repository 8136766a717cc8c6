/**
 * npm run bench [name ...]: measures what docs/performance.md promises, each figure as a ratio against a reference that
 * runs in the same minute, and writes what it found into docs/performance/<name>.json; the page is made from these. Each
 * has a process of its own: a house is opened once in a process, and what one left behind must not weigh on the next.
 */
import { spawnSync } from 'node:child_process';
import { writeReport } from './report.ts';

const benches = {
	pages: async () => (await import('./pages.ts')).pages(),
	weight: async () => (await import('./weight.ts')).weight(),
	filing: async () => (await import('./filing.ts')).filing(),
	memory: async () => (await import('./memory.ts')).memory(),
	classifier: async () => (await import('./classifier.ts')).classifier(),
	import: async () => (await import('./import.ts')).importing(),
};
type Name = keyof typeof benches;

const asked = process.argv.slice(2);
const names = (Object.keys(benches) as Name[]).filter((name) => asked.length === 0 || asked.includes(name));
if (names.length === 0) {
	console.error(`no such figure; there are: ${Object.keys(benches).join(', ')}`);
	process.exit(1);
}
if (names.length > 1) {
	const codes = names.map((name) => alone(name));
	process.exit(codes.every((code) => code === 0) ? 0 : 1);
}
process.exit((await measure(names[0] as Name)) ? 0 : 1);

function alone(name: Name): number {
	const [script] = process.argv.slice(1);
	return (
		spawnSync(process.execPath, [...process.execArgv, script as string, name], { stdio: 'inherit' }).status ??
		1
	);
}

async function measure(name: Name): Promise<boolean> {
	console.log(`\n${name}`);
	const findings = await benches[name]();
	let kept = true;
	for (const { what, value, least, most } of findings) {
		const good = (least === undefined || value >= least) && (most === undefined || value <= most);
		kept &&= good;
		const bound =
			least !== undefined ? `at least ${least}` : most !== undefined ? `at most ${most}` : 'for the record';
		console.log(`${good ? '✔' : '✖'} ${what}: ${value} (${bound})`);
	}
	writeReport(name, findings);
	return kept;
}
