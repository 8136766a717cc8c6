/**
 * npm run drill: the long trials, one after another; each writes its own report into docs/drills.
 *   npm run drill -- kills    only those whose name contains the word
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename } from 'node:path';

const asked = process.argv.slice(2);
const drills = globSync('tests/drills/*.drill.ts')
	.filter((path) => asked.length === 0 || asked.some((word) => basename(path).includes(word)))
	.sort();
let failed = 0;
for (const drill of drills) {
	const started = performance.now();
	console.log(`\n${basename(drill, '.drill.ts')}`);
	const { status } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', drill], {
		stdio: 'inherit',
	});
	if (status !== 0) failed++;
	console.log(
		`${status === 0 ? '✔' : '✖'} ${basename(drill, '.drill.ts')} (${((performance.now() - started) / 1000).toFixed(0)} s)`,
	);
}
console.log(`\n${drills.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 && drills.length > 0 ? 0 : 1);
