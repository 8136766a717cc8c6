import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { blobs } from './blobs-in-use.server.ts';
import type { StoredFile, VariantWidth } from './file.ts';
import { makeVariant } from './pictures.server.ts';

export type Part = { key: string; type: string; size: number; tag: string };

const making = new Map<string, Promise<void>>();

/** A smaller copy of a picture, made when it is first asked for and then kept. */
export async function variantOf(
	file: StoredFile,
	width: VariantWidth,
	format: 'webp' | 'jpeg',
): Promise<Part> {
	const key = `variant/${file.sha256}/${width}.${format}`;
	let size = await blobs().size(key);
	if (size === null) {
		let work = making.get(key);
		if (!work) {
			work = make(file, key, width, format).finally(() => making.delete(key));
			making.set(key, work);
		}
		await work;
		size = await blobs().size(key);
	}
	if (size === null) throw new Error(`the variant ${key} did not stay in the store of files`);
	return { key, type: `image/${format}`, size, tag: `${file.sha256.slice(0, 24)}-${width}-${format}` };
}

async function make(
	file: StoredFile,
	key: string,
	width: VariantWidth,
	format: 'webp' | 'jpeg',
): Promise<void> {
	const original = await blobs().read(`original/${file.sha256}`);
	if (!original) throw new Error(`the content ${file.sha256} is missing from the store of files`);
	const folder = await mkdtemp(join(tmpdir(), 'veche-variant-'));
	try {
		const path = join(folder, 'picture');
		await makeVariant(await buffer(original), path, width, format);
		await blobs().put(key, path);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
