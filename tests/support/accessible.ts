import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

/** What stands against WCAG 2.2 AA on the page as it is, in words; empty when nothing does. The page needs script. */
export async function barriers(page: Page): Promise<string[]> {
	await page.evaluate(source);
	const found = await page.evaluate(async () => {
		const { axe } = globalThis as unknown as {
			axe: { run(node: Node, options: object): Promise<{ violations: Violation[] }> };
		};
		const { violations } = await axe.run(document, {
			runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		});
		return violations;
	});
	return found.map(
		({ id, help, nodes }) =>
			`${id}: ${help}\n${nodes
				.slice(0, 3)
				.map((node) => `    ${node.html}\n      ${node.failureSummary?.replaceAll('\n', ' ')}`)
				.join('\n')}`,
	);
}

/** Whether something stands wider than the screen. */
export async function isWide(page: Page): Promise<boolean> {
	return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
}
