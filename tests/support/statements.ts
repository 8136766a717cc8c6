import { readFileSync } from 'node:fs';
import { classes } from '#database/classes.ts';
import { watchStatements } from '#platform/db/watch.server.ts';

const tenants = Object.entries(classes)
	.filter(([, kind]) => kind === 'tenant')
	.map(([name]) => name.replace('.', '\\.'));
const names = new RegExp(`\\b(?:from|join|into|update|only)\\s+(${tenants.join('|')})\\b`, 'gi');

const faults = new Set<string>();
const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
/** A test may look where it likes; the rule is for the house. */
const ofTheTest = plain(readFileSync(process.argv[1] as string, 'utf8'));

/**
 * Listens to every statement of the house that is opened next: one that touches a tenant table must name territory_id,
 * or a cluster would ask every node for it. A query of the background that means to says so in its own text:
 * a comment that begins with `background:` and says why.
 */
export function watchTerritories(): void {
	watchStatements((text) => {
		if (/territory_id|\/\*\s*background:/.test(text)) return;
		const begin = plain(text.split('$1')[0] as string);
		if (ofTheTest.includes(begin)) return;
		for (const [, table] of text.matchAll(names)) faults.add(`${table}: ${plain(text).slice(0, 300)}`);
	});
}

/** Said at the very end, so that hooks of the file that close its servers are not cut off; the file then counts as failed. */
process.on('exit', () => {
	if (faults.size === 0) return;
	process.exitCode = 1;
	console.error(
		'statements over tenant tables without territory_id (add it, or a comment /* background: why */):',
	);
	for (const fault of faults) console.error(`  ${fault}`);
});
