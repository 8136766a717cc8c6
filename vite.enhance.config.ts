import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, defineConfig, type Plugin } from 'vite';

const out = join(import.meta.dirname, 'static/enhance');

/** Names are hashed; the manifest tells the root layout which one is the entrance. */
function tellEntrance(): Plugin {
	return {
		name: 'veche:enhance-manifest',
		writeBundle(_, bundle) {
			const entrance = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
			mkdirSync(out, { recursive: true });
			writeFileSync(join(out, 'manifest.json'), JSON.stringify({ main: `/enhance/${entrance?.fileName}` }));
		},
	};
}

/**
 * The service worker: one file of its own, because browsers that know no modules in workers are still about, and with a name that
 * stays, by which a new one takes the place of the old.
 */
function buildWorker(): Plugin {
	return {
		name: 'veche:outbox-worker',
		async writeBundle() {
			await build({
				root: import.meta.dirname,
				configFile: false,
				publicDir: false,
				logLevel: 'warn',
				build: {
					outDir: out,
					emptyOutDir: false,
					target: 'es2022',
					lib: {
						entry: join(import.meta.dirname, 'src/ui/enhance/outbox-worker.ts'),
						formats: ['iife'],
						name: 'outbox',
						fileName: () => 'outbox-worker.js',
					},
				},
			});
		},
	};
}

/** The script of the page that checks receipts without a server: one piece, which that page carries in itself. */
function buildCheck(): Plugin {
	return {
		name: 'veche:check-receipt',
		async writeBundle() {
			await build({
				root: import.meta.dirname,
				configFile: false,
				publicDir: false,
				logLevel: 'warn',
				build: {
					outDir: out,
					emptyOutDir: false,
					target: 'es2022',
					lib: {
						entry: join(import.meta.dirname, 'src/platform/transparency/page/check-receipt.ts'),
						formats: ['iife'],
						name: 'checkReceipt',
						fileName: () => 'check-receipt.js',
					},
				},
			});
		},
	};
}

/** The scripts of src/ui/enhance: plain modules for the browser, no framework. `main` is small, the rest comes when needed. */
export default defineConfig({
	root: import.meta.dirname,
	base: '/enhance/',
	publicDir: false,
	logLevel: 'warn',
	plugins: [tellEntrance(), buildWorker(), buildCheck()],
	build: {
		outDir: out,
		emptyOutDir: true,
		target: 'es2022',
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		chunkSizeWarningLimit: 2000,
		rollupOptions: {
			input: { main: join(import.meta.dirname, 'src/ui/enhance/main.ts') },
			output: {
				entryFileNames: '[name]-[hash].js',
				chunkFileNames: '[name]-[hash].js',
				assetFileNames: '[name]-[hash][extname]',
			},
		},
	},
});
