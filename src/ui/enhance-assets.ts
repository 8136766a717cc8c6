/**
 * The address of the script that makes pages quicker, as built by vite.enhance.config.ts just before the pages.
 * Absent when it was never built: every page works without it.
 */
const found = import.meta.glob<{ main: string }>('/static/enhance/manifest.json', {
	eager: true,
	import: 'default',
});

export const enhancement: string | undefined = Object.values(found)[0]?.main;
