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
 * A script in one file under a name that stays: a service worker, by which a new one takes the place of the old (and some browsers know no
 * modules there), and the script that the offline page of receipts carries in itself.
 */
function buildAlone(script: { entry: string; name: string; file: string }): Plugin {
	return {
		name: `veche:${script.name}`,
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
						entry: join(import.meta.dirname, script.entry),
						formats: ['iife'],
						name: script.name,
						fileName: () => script.file,
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
	plugins: [
		tellEntrance(),
		buildAlone({ entry: 'src/ui/enhance/outbox-worker.ts', name: 'outbox', file: 'outbox-worker.js' }),
		buildAlone({
			entry: 'src/platform/transparency/page/check-receipt.ts',
			name: 'checkReceipt',
			file: 'check-receipt.js',
		}),
	],
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
