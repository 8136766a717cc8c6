import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Milliseconds for one file, and the most bytes one has: the list of envelopes of a vote of a million and more. */
const patience = 30_000;
const most = 100_000_000;

/** Of a site; else it is a folder. */
export const isAddress = (from: string): boolean => /^https?:\/\//.test(from);

/** Reads the files of a log by their paths, from its address or from a folder that holds a copy. */
export function logFiles(from: string): (path: string) => Promise<Uint8Array | null> {
	if (!isAddress(from))
		return async (path) => {
			try {
				return new Uint8Array(await readFile(join(from, path)));
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
				throw error;
			}
		};
	const prefix = from.replace(/\/+$/, '');
	return async (path) => {
		for (let attempt = 1; ; attempt++) {
			const response = await fetch(`${prefix}/${path}`, { signal: AbortSignal.timeout(patience) });
			if (response.status === 404) return null;
			if (response.ok && Number(response.headers.get('content-length') ?? 0) <= most)
				return new Uint8Array(await response.arrayBuffer());
			// limits of rate and short absences
			if ((response.status !== 429 && response.status < 500) || attempt === 5)
				throw new Error(`${prefix}/${path}: ${response.status}`);
			await new Promise((resume) => setTimeout(resume, 1000 * 2 ** attempt));
		}
	};
}
