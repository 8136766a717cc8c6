import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

/** What a width or a theme can spoil while everything else stays as it was. */
const ofTheLook = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'];

/** To send the rules to a page takes longer than to run most of them: they go over once and are there in each further document. */
const equipped = new WeakSet<Page>();

/**
 * What of WCAG 2.2 AA (and of good practice) the page as it stands does not keep, a line for each fault; empty when nothing
 * does. The page needs script. `look`: of a page that was read whole in another width and theme, only what these change.
 */
export async function faultsOf(page: Page, what: 'whole' | 'look' = 'whole'): Promise<string[]> {
	// through the protocol, so that the page's own content policy stands
	if (!equipped.has(page)) {
		equipped.add(page);
		await page.addInitScript(source);
		await page.evaluate(source);
	}
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
		// sheets and media are not fetched once more for the two rules on turned screens and sounds: there is neither
		return (await axe.run(document, { runOnly, iframes: false, preload: false, resultTypes: ['violations'] }))
			.violations;
	}, rules);
	return found.map(
		({ id, help, nodes }) =>
			`${id}: ${help}\n    ${nodes
				.slice(0, 3)
				.map((node) => `${node.html.slice(0, 300)}\n      ${node.failureSummary?.replaceAll('\n', ' ')}`)
				.join('\n    ')}`,
	);
}

/** Whether something stands wider than the screen. */
export async function isWide(page: Page): Promise<boolean> {
	return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
}

/**
 * The page on a light desk, whole, and then on a narrow dark screen, what these change; nothing may be wider than either. One
 * load serves both: the server does not know the screen.
 */
export async function faultsOnScreens(page: Page): Promise<string[]> {
	const faults: string[] = [];
	const look = async (face: string, what: 'whole' | 'look') => {
		faults.push(...(await faultsOf(page, what)).map((fault) => `on ${face}: ${fault}`));
		if (await isWide(page)) faults.push(`on ${face}: wider than the screen`);
	};
	await look('a desk', 'whole');
	await page.setViewportSize({ width: 360, height: 740 });
	await page.emulateMedia({ colorScheme: 'dark' });
	await look('a narrow dark screen', 'look');
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize({ width: 1280, height: 860 });
	return faults;
}
