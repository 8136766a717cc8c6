import { Readable } from 'node:stream';
import type { TerritoryId } from '../db/door.server.ts';
import { database, isUuid } from '../db/door.server.ts';
import { refuse } from '../errors/door.ts';
import type { Actor } from '../permissions/door.ts';
import { blobs } from './blobs-in-use.server.ts';
import { type FileId, type StoredFile, type VariantWidth, variantWidths } from './file.ts';
import { rangeOf } from './range.ts';
import { maySeeFile } from './see.server.ts';
import * as store from './store.server.ts';
import { variantOf } from './variants.server.ts';

/**
 * Answers GET and HEAD of /files/<territory>/<id>/<name>. The type is ours and fixed, a browser may neither guess
 * another nor run anything, and only pictures (which we wrote ourselves) open in the page; the rest is saved.
 */
export async function serveFile(
	request: Request,
	actor: Actor,
	asked: { territory: string; id: string },
	/** What an address of a room knows beyond the actor: the code of a person without an account. */
	known: { maySee?: (file: StoredFile) => boolean } = {},
): Promise<Response> {
	const file = await find(asked);
	if (!file || !(known.maySee?.(file) || (await maySeeFile(actor, file)))) refuse('files.not-found');
	const width = widthOf(new URL(request.url).searchParams.get('w'), file);
	const format = /image\/webp/.test(request.headers.get('accept') ?? '') ? 'webp' : 'jpeg';
	const part = width ? await variantOf(file, width, format) : await whole(file);
	const headers = new Headers({
		'content-type': part.type.startsWith('text/') ? `${part.type}; charset=utf-8` : part.type,
		'content-disposition': disposition(file),
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
		'cross-origin-resource-policy': 'same-origin',
		'referrer-policy': 'no-referrer',
		'accept-ranges': 'bytes',
		etag: `"${part.tag}"`,
		'cache-control':
			// Nobody on the way may compress: a part of a compressed file is no part of the file.
			file.audience === 'public'
				? 'public, max-age=31536000, immutable, no-transform'
				: 'private, no-cache, no-transform',
	});
	if (width) headers.set('vary', 'Accept');
	if (matches(request.headers.get('if-none-match'), part.tag))
		return new Response(null, { status: 304, headers });
	const stale = request.headers.get('if-range');
	const range = stale && stale !== `"${part.tag}"` ? null : rangeOf(request.headers.get('range'), part.size);
	if (range === 'unsatisfiable') {
		headers.set('content-range', `bytes */${part.size}`);
		return new Response(null, { status: 416, headers });
	}
	headers.set('content-length', String(range ? range.end - range.start + 1 : part.size));
	if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${part.size}`);
	const status = range ? 206 : 200;
	if (request.method === 'HEAD' || part.size === 0) return new Response(null, { status, headers });
	const body = await blobs().read(part.key, range ?? undefined);
	if (!body) throw new Error(`the content ${part.key} is missing from the store of files`);
	request.signal.addEventListener('abort', () => body.destroy(), { once: true });
	return new Response(Readable.toWeb(body) as ReadableStream, { status, headers });
}

async function find(asked: { territory: string; id: string }): Promise<StoredFile | undefined> {
	if (!/^\d{1,9}$/.test(asked.territory) || !isUuid(asked.id)) return undefined;
	const [file] = await store.read(database(), Number(asked.territory) as TerritoryId, [asked.id as FileId]);
	return file;
}

async function whole(file: StoredFile) {
	const key = `original/${file.sha256}`;
	return { key, type: file.type, size: file.size, tag: file.sha256.slice(0, 32) };
}

function widthOf(text: string | null, file: StoredFile): VariantWidth | null {
	if (file.width === null) return null;
	return variantWidths.find((width) => String(width) === text) ?? null;
}

function disposition(file: StoredFile): string {
	const how = file.width === null ? 'attachment' : 'inline';
	const plain = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const full = encodeURIComponent(file.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
	return `${how}; filename="${plain}"; filename*=UTF-8''${full}`;
}

function matches(header: string | null, tag: string): boolean {
	if (!header) return false;
	return header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === `"${tag}"`);
}
