import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { build, defineConfig, type Plugin } from 'vite';
import enhance from './vite.enhance.config.ts';

/**
 * Rooms and platform are not bundled for the server: the built pages import the very files that the
 * jobs, the operator's command and the tests import, so that there is one pool and one registry in a process.
 * Only components stay inside the bundle. For the browser nothing is external.
 */
function oneCopyOfTheHouse(): Plugin {
	const shared = /^#(platform|rooms|server|words|demo|database|numerics)\//;
	return {
		name: 'veche:one-copy',
		enforce: 'pre',
		resolveId(id) {
			if (this.environment.name !== 'ssr' || id.endsWith('.svelte') || !shared.test(id)) return null;
			return { id, external: true };
		},
	};
}

/** The scripts of src/ui/enhance are built first: the pages carry their hashed names. */
function enhancementFirst(): Plugin {
	let built: Promise<unknown> | undefined;
	return {
		name: 'veche:enhancement-first',
		async buildStart() {
			built ??= build({ ...enhance, configFile: false });
			await built;
		},
	};
}

export default defineConfig({
	plugins: [
		enhancementFirst(),
		oneCopyOfTheHouse(),
		sveltekit({
			adapter: adapter({ out: 'build', precompress: true }),
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['none'],
					'script-src': ['self'],
					'style-src': ['self'],
					'img-src': ['self', 'data:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'worker-src': ['self'],
					'form-action': ['self'],
					'frame-ancestors': ['none'],
					'base-uri': ['none'],
					'manifest-src': ['self'],
				},
			},
			paths: { relative: false },
		}),
	],
	build: { target: 'es2022', cssMinify: true, assetsInlineLimit: 0 },
});
