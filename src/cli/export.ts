import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { refuse } from '#platform/errors/door.ts';
import { exportCsv, exportGeoJson, resolve } from '#rooms/territories/door.server.ts';
import { Misuse, readArgs, t } from './console.ts';
import { placeOptions, withDatabase, withHouse } from './installation.ts';

/** `veche export territories|boundaries <file>`: open data, whole or of one part of the tree; `.gz` packs it. */
export async function exportData(args: string[]): Promise<number> {
	const { values, positionals } = readArgs(args, { ...placeOptions, within: { type: 'string' } });
	const [what, file] = positionals;
	if ((what !== 'territories' && what !== 'boundaries') || !file) throw new Misuse(t('cli.usage.export'));
	return withDatabase(values, (place) =>
		withHouse(place, async () => {
			const within = values.within === undefined ? null : await territoryAt(values.within);
			const text = what === 'territories' ? exportCsv(within) : exportGeoJson(within);
			// Whole or not at all: a reader may be waiting for the name.
			const part = `${file}.part`;
			try {
				const out = createWriteStream(part);
				if (file.endsWith('.gz')) await pipeline(Readable.from(text), createGzip(), out);
				else await pipeline(Readable.from(text), out);
				await rename(part, file);
			} catch (error) {
				await rm(part, { force: true });
				throw error;
			}
			console.log(t('cli.export.done', { file }));
			return 0;
		}),
	);
}

async function territoryAt(path: string) {
	const found = await resolve(path.split('/').filter(Boolean));
	if (!found || 'redirect' in found) return refuse('cli.export.no-territory', { path });
	return found.id;
}
