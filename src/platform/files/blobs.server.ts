import { randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, opendir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';

/**
 * Where contents lie, by key. Keys are made by us only (`original/<sha256>`, `variant/<sha256>/320.webp`).
 * A put of an existing key renews its age, so that the sweep never takes what is just being stored again.
 */
export interface BlobStore {
	put(key: string, path: string): Promise<void>;
	/** Null where there is no such key. `end` is the last byte wanted, as in a Range header. */
	read(key: string, range?: { start: number; end: number }): Promise<Readable | null>;
	size(key: string): Promise<number | null>;
	/** Removes unless the key was put again after `before`; tells whether it is gone. `keep` is asked last, after the key is out of reach. */
	remove(key: string, before: Date, keep?: () => Promise<boolean>): Promise<boolean>;
	list(prefix: string): AsyncIterable<{ key: string; at: Date }>;
}

/** A folder or a shared mount: `<root>/original/ab/cd/<sha256>`. Files appear whole or not at all. */
export function folderStore(root: string): BlobStore {
	const place = (key: string) => {
		const [sort = '', name = '', ...rest] = key.split('/');
		return join(root, sort, name.slice(0, 2), name.slice(2, 4), [name, ...rest].join('-'));
	};
	const keyOf = (path: string) => {
		const [sort, , , name = ''] = relative(root, path).split(sep);
		return `${sort}/${name.replace('-', '/')}`;
	};
	return {
		async put(key, path) {
			const to = place(key);
			try {
				const now = new Date();
				await utimes(to, now, now);
				return;
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
			}
			await mkdir(dirname(to), { recursive: true });
			const part = `${to}.${randomBytes(6).toString('hex')}.part`;
			try {
				await copyFile(path, part, constants.COPYFILE_FICLONE);
				await syncFile(part);
				await rename(part, to);
			} catch (error) {
				await rm(part, { force: true });
				throw error;
			}
		},
		async read(key, range) {
			const path = place(key);
			if (!(await exists(path))) return null;
			return createReadStream(path, range);
		},
		async size(key) {
			return (await exists(place(key)))?.size ?? null;
		},
		async remove(key, before, keep) {
			const path = place(key);
			const out = `${path}.${randomBytes(6).toString('hex')}.part`;
			if (!(await exists(path))) return true;
			await rename(path, out);
			// Whoever stores the same content from here on writes it anew; whoever touched it before is seen by its age.
			const stays = ((await exists(out))?.mtime ?? before) >= before || (await keep?.());
			if (!stays) await rm(out, { force: true });
			else if (await exists(path)) await rm(out, { force: true });
			else await rename(out, path);
			return !stays;
		},
		async *list(prefix) {
			const top = join(root, prefix);
			if (!(await exists(top))) return;
			for await (const entry of await opendir(top, { recursive: true })) {
				if (!entry.isFile()) continue;
				const path = join(entry.parentPath, entry.name);
				const at = (await exists(path))?.mtime;
				// What a killed process left half written is nobody's after a day.
				if (at && entry.name.endsWith('.part')) {
					if (at.getTime() < Date.now() - 86_400_000) await rm(path, { force: true });
				} else if (at) yield { key: keyOf(path), at };
			}
		},
	};
}

async function exists(path: string) {
	try {
		return await stat(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

async function syncFile(path: string): Promise<void> {
	await using file = await open(path, 'r+');
	await file.sync();
}

/** Whether a folder can be written; the doctor and the start ask. */
export async function tryFolder(root: string): Promise<void> {
	await mkdir(root, { recursive: true });
	const probe = join(root, `.probe-${randomBytes(4).toString('hex')}`);
	await mkdir(probe);
	await rm(probe, { recursive: true });
}
