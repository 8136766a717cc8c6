import { registerHooks } from 'node:module';

/** What stands in a file of a library, and what stands there as we load it. */
export type Mend = readonly [fault: string, mended: string];

/**
 * Imports a library with lines of it mended as it is loaded; `mends` by the end of a file's address. Its version is pinned, and a
 * test of the one who asks fails when a new one no longer has these lines. Whoever loads the library first decides for the process.
 */
export async function importMended<Library>(
	library: string,
	mends: Record<string, readonly Mend[]>,
): Promise<Library> {
	const hooks = registerHooks({
		load(url, context, next) {
			const loaded = next(url, context);
			const name = Object.keys(mends).find((end) => url.endsWith(end));
			if (name === undefined || loaded.source === undefined) return loaded;
			const source =
				typeof loaded.source === 'string'
					? loaded.source
					: Buffer.from(loaded.source as Uint8Array).toString();
			const mended = (mends[name] as readonly Mend[]).reduce(
				(text, [fault, better]) => text.replace(fault, () => better),
				source,
			);
			return { ...loaded, source: mended };
		},
	});
	try {
		return (await import(library)) as Library;
	} finally {
		hooks.deregister();
	}
}
