import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

/** What a width or a theme can spoil while everything else stays as it was. */
const ofTheLook = [
	'color-contrast',
	'target-size',
	'link-in-text-block',
	'scrollable-region-focusable',
	'css-orientation-lock',
];

/**
 * What of WCAG 2.2 AA (and of good practice) the page as it stands does not keep, a line for each fault.
 * `look`: of a page that was read whole in another width and theme, only what these change.
 */
export async function faultsOf(page: Page, what: 'whole' | 'look' = 'whole'): Promise<string[]> {
	// through the protocol, so that the page's own content policy stands
	await page.evaluate(source);
	const rules =
		what === 'look'
			? { type: 'rule', values: ofTheLook }
			: {
					type: 'tag',
					values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
				};
	const found = await page.evaluate(async (runOnly) => {
		const { axe } = globalThis as unknown as {
			axe: { run(node: Node, options: object): Promise<{ violations: Violation[] }> };
		};
		return (await axe.run(document, { runOnly })).violations;
	}, rules);
	return found.map(
		({ id, help, nodes }) =>
			`${id}: ${help}\n    ${nodes
				.slice(0, 3)
				.map((node) => `${node.html.slice(0, 300)}\n      ${node.failureSummary?.replaceAll('\n', ' ')}`)
				.join('\n    ')}`,
	);
}
