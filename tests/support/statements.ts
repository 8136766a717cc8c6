import { classes } from '#database/classes.ts';
import { watchStatements } from '#platform/db/watch.server.ts';

const tenants = Object.entries(classes)
	.filter(([, kind]) => kind === 'tenant')
	.map(([name]) => name);
const names = new RegExp(
	`\\b(?:from|join|into|update|only)\\s+(${tenants.join('|').replaceAll('.', '\\.')})\\b`,
	'gi',
);

const faults = new Set<string>();

/**
 * Listens to every statement of the house that is opened next: one that touches a tenant table must name territory_id,
 * or a cluster would ask every node for it. A query of the background that means to says so in its own text:
 * `/* background: the nightly recount *\/`.
 */
export function watchTerritories(): void {
	watchStatements((text) => {
		if (/territory_id|\/\*\s*background:/.test(text)) return;
		for (const [, table] of text.matchAll(names))
			faults.add(`${table}: ${text.replace(/\s+/g, ' ').trim().slice(0, 300)}`);
	});
}

/** @throws when a statement broke the rule; called when the house of a test file closes. */
export function judgeStatements(): void {
	if (faults.size === 0) return;
	const list = [...faults].map((fault) => `\n  ${fault}`).join('');
	throw new Error(
		`statements over tenant tables that name no territory_id (add it, or a comment /* background: why */):${list}`,
	);
}
