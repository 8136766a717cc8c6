/** Addresses of the enhancement scripts: made by `vite build -c vite.enhance.config.ts` before the pages are built. */
const manifests = import.meta.glob<Record<string, string>>('/static/enhance/manifest.json', {
	eager: true,
	import: 'default',
});
const manifest = Object.values(manifests)[0];

/** The script that every page loads; null when it was not built (pages work without it). */
export const enhancement: string | null = manifest?.main ?? null;
