import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

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

/** The scripts of src/ui/enhance: plain modules for the browser, no framework. `main` is small, the rest comes when needed. */
export default defineConfig({
	root: import.meta.dirname,
	base: '/enhance/',
	publicDir: false,
	logLevel: 'warn',
	plugins: [tellEntrance()],
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
