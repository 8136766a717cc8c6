/**
 * npm run bench [name ...]: measures what docs/performance.md promises, each figure as a ratio against a reference that
 * runs in the same minute, and writes what it found into docs/performance/<name>.json; the page is made from these.
 */
import { classifier } from './classifier.ts';
import { filing } from './filing.ts';
import { importing } from './import.ts';
import { memory } from './memory.ts';
import { pages } from './pages.ts';
import { writeReport } from './report.ts';
import { weight } from './weight.ts';

const benches = { pages, weight, filing, memory, classifier, import: importing };
const asked = process.argv.slice(2);
const names = (Object.keys(benches) as (keyof typeof benches)[]).filter(
	(name) => asked.length === 0 || asked.includes(name),
);
if (names.length === 0) {
	console.error(`no such figure; there are: ${Object.keys(benches).join(', ')}`);
	process.exit(1);
}
let kept = true;
for (const name of names) {
	console.log(`\n${name}`);
	const findings = await benches[name]();
	for (const { what, value, least, most } of findings) {
		const good = (least === undefined || value >= least) && (most === undefined || value <= most);
		kept &&= good;
		const bound =
			least !== undefined ? `at least ${least}` : most !== undefined ? `at most ${most}` : 'for the record';
		console.log(`${good ? '✔' : '✖'} ${what}: ${value} (${bound})`);
	}
	writeReport(name, findings);
}
process.exit(kept ? 0 : 1);
