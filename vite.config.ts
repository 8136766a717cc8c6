import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { build, defineConfig, type Plugin } from 'vite';
import enhance from './vite.enhance.config.ts';
import { pagesInPieces } from './vite.pages.ts';
import { youngPages } from './vite.young.ts';

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

/**
 * No page hydrates (`csr` is off in src/routes/+layout.ts), so nobody reads the comments that Svelte leaves for that: a
 * seventh of a long list, which is written, hashed, compressed and sent with each page.
 */
function withoutHydrationMarks(): Plugin {
	const marks = /<!--(?:\[(?:!|-?\d+)?|\])?-->/g;
	return {
		name: 'veche:without-hydration-marks',
		apply: 'build',
		transform(code, id) {
			if (this.environment.name !== 'ssr' || !id.endsWith('svelte/src/internal/server/hydration.js'))
				return null;
			return code.replace(/`<!--[^`]*-->`/g, "''");
		},
		renderChunk(code) {
			if (this.environment.name !== 'ssr' || !marks.test(code)) return null;
			marks.lastIndex = 0;
			return code.replace(marks, '').replace(/\$\$renderer\.push\((?:``|''|"")\)/g, '0');
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
		withoutHydrationMarks(),
		pagesInPieces(),
		youngPages(),
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
					// a look at a form that is made for other sites
					'frame-src': ['self'],
					'form-action': ['self'],
					'frame-ancestors': ['none'],
					'base-uri': ['none'],
					'manifest-src': ['self'],
				},
			},
			// checked by src/hooks.server.ts, with the page of the house and in the reader's language
			csrf: { trustedOrigins: ['*'] },
			paths: { relative: false },
			// six signs are enough to tell our components apart, and every element carries them
			compilerOptions: { cssHash: ({ hash, css }) => `v${hash(css).slice(0, 5)}` },
		}),
	],
	build: {
		target: 'es2022',
		cssMinify: true,
		assetsInlineLimit: 0,
		rolldownOptions: {
			output: {
				// One sheet of style for the whole kit: fetched once, kept, instead of fifteen small ones for each page.
				codeSplitting: { groups: [{ name: 'kit', test: /[\\/]src[\\/]ui[\\/](?!kit[\\/])/ }] },
			},
		},
	},
});
