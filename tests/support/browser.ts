import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { unpackedChromium } from './chromium.ts';
import type { Site } from './serve.ts';

export type VisitorOptions = {
	/** 1280: a desk; 360: an old phone, with touch. */
	width?: 1280 | 360;
	script?: boolean;
	lang?: 'ru' | 'en';
	theme?: 'light' | 'dark';
	/** Another site of the test that may be opened too: `http://localhost:3100`. */
	also?: string;
};

export type Visitor = {
	page: Page;
	context: BrowserContext;
	/** Writes a picture into the folder VECHE_SCREENSHOTS, if that is set. */
	shot(name: string): Promise<void>;
};

let started: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
	const { path, env } = await unpackedChromium();
	const browser = await chromium.launch({
		executablePath: path,
		env: { ...(process.env as Record<string, string>), ...env },
		args: [
			// Tests also run as root and in containers, where Chromium cannot build its sandbox; it opens our own pages only.
			'--no-sandbox',
			'--disable-dev-shm-usage',
			// WebGL without a graphics card, for maps; pages themselves are drawn without it, which takes a third of the work.
			'--enable-unsafe-swiftshader',
			'--font-render-hinting=none',
		],
	});
	return browser;
}

// Here and not in `launch`: inside a test `after` would mean the end of that test.
after(async () => (await started)?.close());

/**
 * A person with a browser of their own: cookies, language, screen, with or without script. The test that asked for
 * them fails at its end when a page of theirs broke: an error of a script, an answer of 500, a request to another host.
 */
export async function visitor(site: Pick<Site, 'address'>, options: VisitorOptions = {}): Promise<Visitor> {
	const { width = 1280, script = true, lang = 'ru', theme = 'light' } = options;
	started ??= launch();
	const context = await (await started).newContext({
		baseURL: site.address,
		javaScriptEnabled: script,
		locale: lang === 'ru' ? 'ru-RU' : 'en-GB',
		timezoneId: 'Europe/Moscow',
		viewport: { width, height: width === 360 ? 740 : 860 },
		hasTouch: width === 360,
		isMobile: width === 360,
		colorScheme: theme,
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(30_000);
	const troubles = watch(context, site, options.also);
	const page = await context.newPage();
	after(async () => {
		await context.close();
		if (troubles.length > 0) throw new Error(`pages broke:\n${troubles.join('\n')}`);
	});
	return { page, context, shot: (name) => shoot(page, name, options) };
}

function watch(context: BrowserContext, site: Pick<Site, 'address'>, also?: string): string[] {
	const troubles: string[] = [];
	context.on('weberror', (error) => troubles.push(`script: ${error.error().message}`));
	context.on('console', (message) => {
		// what another site is refused is its own console's matter
		const refused = also && /blocked by CORS policy/.test(message.text());
		if (message.type() === 'error' && !refused && !/^Failed to load resource/.test(message.text()))
			troubles.push(`console on ${message.page()?.url()}: ${message.text()}`);
	});
	context.on('request', (request) => {
		const url = request.url();
		const known = [site.address, ...(also ? [also] : [])].some((one) => url.startsWith(`${one}/`));
		if (!known && !/^(data|blob|about):/.test(url))
			troubles.push(`${request.frame().url()} asks another host: ${url}`);
	});
	context.on('response', (response) => {
		if (response.status() >= 500) troubles.push(`${response.status()} of ${response.url()}`);
	});
	return troubles;
}

async function shoot(page: Page, name: string, options: VisitorOptions): Promise<void> {
	const folder = process.env.VECHE_SCREENSHOTS;
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	const marks = [options.width ?? 1280, options.lang ?? 'ru', options.theme ?? 'light'];
	const file = `${name}-${marks.join('-')}${options.script === false ? '-plain' : ''}.png`;
	await page.screenshot({ path: join(folder, file), fullPage: true, animations: 'disabled' });
}
