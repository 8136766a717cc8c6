/**
 * Serves the sheets of the kit to the tests: built once by Vite, drawn on the server as the pages are, under the very
 * content policy that the pages have, so that an inline style or a foreign host fails here first.
 */
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { layerOf } from '#ui/kit/examples-map.ts';
import enhance from '../../../vite.enhance.config.ts';
import type { drawSheet } from './entry.ts';

const root = resolve(import.meta.dirname, '../../..');
const policy =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'";
const types: Record<string, string> = {
	'.css': 'text/css',
	'.js': 'text/javascript',
	'.mjs': 'text/javascript',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.woff2': 'font/woff2',
};

export type KitHouse = {
	/** `http://127.0.0.1:port` */
	address: string;
	/** What a sheet sends before any script, and the script of a reader; each packed by gzip, in bytes. */
	weigh(address: string): Promise<{ page: number; script: number }>;
	/** What was posted, and looks that were chosen. */
	posts: string[];
	close(): Promise<void>;
};

export async function kitHouse(): Promise<KitHouse> {
	const out = await mkdtemp(join(tmpdir(), 'veche-kit-'));
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		plugins: [svelte({ configFile: false })],
		ssr: { noExternal: true, external: ['svelte', 'svelte/server', 'svelte/internal/server'] },
		build: {
			ssr: join(import.meta.dirname, 'entry.ts'),
			outDir: out,
			emptyOutDir: false,
			ssrEmitAssets: true,
			cssCodeSplit: false,
			assetsInlineLimit: 0,
			copyPublicDir: false,
			rollupOptions: { output: { entryFileNames: 'entry.mjs' } },
		},
	});
	await symlink(join(root, 'node_modules'), join(out, 'node_modules'));
	const { drawSheet: draw } = (await import(pathToFileURL(join(out, 'entry.mjs')).href)) as {
		drawSheet: typeof drawSheet;
	};
	const assets = await readdir(join(out, 'assets'));
	const css = assets.filter((name) => name.endsWith('.css'));
	const scriptsOut = join(out, 'enhance');
	await build({
		...enhance,
		configFile: false,
		logLevel: 'error',
		plugins: [],
		build: { ...enhance.build, outDir: scriptsOut, emptyOutDir: false },
	});
	const main = (await readdir(scriptsOut)).find((name) => /^main-.*\.js$/.test(name));

	function page(url: URL): string {
		const words = url.searchParams;
		const theme = words.get('theme') ?? 'system';
		const sight = words.get('sight') === 'on';
		const degree = (name: string) => (Number(words.get(name) ?? 2) || 2) as 1 | 2 | 3;
		const look = {
			theme: theme as 'system',
			sight,
			size: degree('size'),
			spacing: degree('spacing'),
			scheme: (words.get('scheme') ?? 'black-on-white') as 'black-on-white',
			images: words.get('images') !== 'off',
		};
		const lang = words.get('lang') === 'en' ? 'en' : 'ru';
		const { head, body } = draw(words.get('sheet') ?? 'parts', look, lang, url.search);
		const attributes = sight
			? `data-sight="on" data-sight-size="${look.size}" data-sight-scheme="${look.scheme}" data-sight-spacing="${look.spacing}"${look.images ? '' : ' data-images="off"'}`
			: '';
		return `<!doctype html><html lang="${lang}" ${theme === 'system' ? '' : `data-theme="${theme}"`} ${attributes}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${css
			.map((name) => `<link rel="stylesheet" href="/assets/${name}">`)
			.join(
				'',
			)}<script type="module" src="/enhance/${main}"></script>${head}</head><body><div>${body}</div></body></html>`;
	}

	const posts: string[] = [];
	const server = createServer(async (request, response) => {
		const url = new URL(request.url ?? '/', 'http://kit');
		try {
			if (url.pathname === '/kit' && request.method === 'GET') {
				response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy });
				response.end(page(url));
				return;
			}
			if (request.method === 'POST' || url.pathname === '/look') {
				posts.push(url.pathname + url.search);
				response.writeHead(303, { location: '/kit?sheet=item' }).end();
				return;
			}
			if (url.pathname === '/kit/cells') {
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(JSON.stringify(layerOf(url.searchParams)));
				return;
			}
			const built = /^\/(assets|enhance)\//.test(url.pathname);
			const file = join(built ? out : join(root, 'static'), url.pathname);
			const body = await readFile(file);
			response.writeHead(200, {
				'content-type': types[extname(file)] ?? 'application/octet-stream',
				'content-security-policy': policy,
			});
			response.end(body);
		} catch (error) {
			response.writeHead(404, { 'content-type': 'text/plain' });
			response.end(String(error));
		}
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${port}`,
		posts,
		async weigh(address) {
			const sheets = await Promise.all(css.map((name) => readFile(join(out, 'assets', name))));
			const html = gzipSync(page(new URL(address, 'http://kit'))).length;
			return {
				page: html + sheets.reduce((sum, sheet) => sum + gzipSync(sheet).length, 0),
				script: gzipSync(await readFile(join(scriptsOut, main ?? ''))).length,
			};
		},
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
			await rm(out, { recursive: true, force: true });
		},
	};
}
