import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Invalid, Refusal, refuse } from '../errors/door.ts';
import { blobs } from './blobs-in-use.server.ts';
import type { FileKind } from './file.ts';
import { type Found, mediaOf } from './media.ts';
import { rewritePicture } from './pictures.server.ts';
import type { Shot } from './shot.ts';

/** What `readForm` hands over: a file of the form, already on disk. */
export type Incoming = {
	readonly field: string;
	readonly name: string;
	readonly size: number;
	readonly path: string;
	readonly tooLarge: boolean;
};

/** A content that lies in the blob store; no row names it yet. */
export type Taken = {
	sha256: string;
	size: number;
	type: string;
	name: string;
	width: number | null;
	height: number | null;
	/** What the camera wrote beside the pixels; the kept picture has it no more. */
	shot: Shot | null;
};

const megabyte = 1_000_000;
/** Bytes that one file may have. */
export const sizeLimits: Record<'image' | 'document', number> = {
	image: 25 * megabyte,
	document: 25 * megabyte,
};

const taken = new WeakMap<Incoming, Promise<Taken>>();

/**
 * Looks into a file, rewrites it if it is a picture, and puts the content into the blob store. A wrong file is a mistake
 * at its field of the form. The result is remembered with the upload: a transaction that runs again takes it once.
 */
export function takeUpload(
	upload: Incoming,
	kind: FileKind,
	options: { limit?: number } = {},
): Promise<Taken> {
	let result = taken.get(upload);
	if (!result) {
		result = take(upload, kind, options.limit).catch((error: unknown) => {
			if (!(error instanceof Refusal)) throw error;
			throw new Invalid([{ field: upload.field, code: error.code, facts: error.facts }]);
		});
		taken.set(upload, result);
	}
	return result;
}

async function take(upload: Incoming, kind: FileKind, limit?: number): Promise<Taken> {
	const name = speakingName(upload.name);
	const most = limit ?? sizeLimits[kind === 'image' ? 'image' : 'document'];
	const tooLarge = () => refuse('files.too-large', { name, limit: Math.floor(most / megabyte) });
	if (upload.tooLarge || upload.size > most) tooLarge();
	const found = await mediaOf(upload.path, upload.name);
	if (found.sort === 'other') refuseContent(found, name, kind);
	if (found.sort === 'document' && kind === 'image') refuse('files.not-a-picture', { name });
	if (found.sort === 'image' && kind === 'document') refuse('files.not-a-document', { name });
	if (found.sort === 'document') {
		const { sha256, size } = await keep(upload.path);
		return {
			sha256,
			size,
			type: found.type,
			name: withExtension(name, found.ext),
			width: null,
			height: null,
			shot: null,
		};
	}
	if (limit === undefined && upload.size > sizeLimits.image)
		refuse('files.too-large', { name, limit: sizeLimits.image / megabyte });
	const folder = await mkdtemp(join(tmpdir(), 'veche-picture-'));
	try {
		const rewritten = join(folder, 'picture');
		const { width, height, type, ext, shot } = await rewritePicture(upload.path, rewritten, found.type, name);
		const { sha256, size } = await keep(rewritten);
		return { sha256, size, type, name: withExtension(name, ext), width, height, shot };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function refuseContent(found: Extract<Found, { sort: 'other' }>, name: string, kind: FileKind): never {
	const facts = { name, kind };
	if (found.word === 'empty') refuse('files.empty', facts);
	if (found.word === 'program') refuse('files.program', facts);
	if (found.word === 'markup') refuse('files.markup', facts);
	if (found.word === 'heic') refuse('files.heic', facts);
	if (found.word === 'macros') refuse('files.macros', facts);
	if (found.word === 'type') refuse('files.not-this-type', { ...facts, type: found.ext.toUpperCase() });
	refuse('files.unknown-content', facts);
}

/** Puts a content into the blob store as it is: for what the house itself has made. */
export async function keep(path: string): Promise<{ sha256: string; size: number }> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	const sha256 = hash.digest('hex');
	await blobs().put(`original/${sha256}`, path);
	return { sha256, size: (await stat(path)).size };
}

/** A name for people: no folders, no control or direction marks, at most 100 characters, never empty. */
export function speakingName(name: string): string {
	const clean = (name.split(/[\\/]/).at(-1) ?? '')
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
		.replace(/[<>:"|?*]/g, '_')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^\.+/, '');
	const ext = extname(clean).slice(0, 9);
	const stem = [...clean.slice(0, clean.length - extname(clean).length)].slice(0, 90).join('');
	return (stem || 'file') + ext;
}

/** The extension tells what the content is, whatever it was called: `photo.exe` with a picture inside becomes `photo.jpg`. */
function withExtension(name: string, ext: string): string {
	const own = extname(name).slice(1).toLowerCase();
	if (own === ext || (own === 'jpeg' && ext === 'jpg')) return name;
	return `${own ? name.slice(0, -own.length - 1) : name}.${ext}`;
}
