import { open } from 'node:fs/promises';
import { officeKindOf } from './compound.ts';

/** What the content turned out to be. `other` is never kept. */
export type Found =
	| { sort: 'image'; type: string; ext: string }
	| { sort: 'document'; type: string; ext: string }
	| {
			sort: 'other';
			word: 'program' | 'markup' | 'heic' | 'macros' | 'unknown' | 'empty' | 'type';
			ext: string;
	  };

/** Pictures that are decoded and encoded anew; the type they are kept in. */
const images = new Map([
	['image/jpeg', 'jpg'],
	['image/png', 'png'],
	['image/webp', 'webp'],
	['image/gif', 'gif'],
	['image/avif', 'avif'],
]);

const documents = new Map([
	['application/pdf', 'pdf'],
	['application/rtf', 'rtf'],
	['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
	['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
	['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
	['application/vnd.oasis.opendocument.text', 'odt'],
	['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
	['application/vnd.oasis.opendocument.presentation', 'odp'],
]);

const programs = new Set([
	'exe',
	'elf',
	'macho',
	'msi',
	'deb',
	'rpm',
	'apk',
	'jar',
	'class',
	'wasm',
	'lnk',
	'swf',
	'crx',
	'xpi',
	'dex',
	'bat',
	'sh',
	'cab',
	'dmg',
]);
const texts = new Map([
	['txt', 'text/plain'],
	['csv', 'text/csv'],
	['md', 'text/plain'],
]);

/**
 * Finds what a file is from its bytes. The name is asked only where bytes cannot tell (plain text), and then it can only
 * choose among texts, which are served so that no browser runs them.
 */
export async function mediaOf(path: string, name: string): Promise<Found> {
	const head = await headOf(path);
	if (head.length === 0) return { sort: 'other', word: 'empty', ext: '' };
	// Loaded with the first file: it knows hundreds of formats, and takes 10 MB.
	const { fileTypeFromFile } = await import('file-type');
	const found = await fileTypeFromFile(path).catch(() => undefined);
	if (!found) return textOf(head, name);
	const { mime, ext } = found;
	const image = images.get(mime);
	if (image) return { sort: 'image', type: mime, ext: image };
	const document = documents.get(mime);
	if (document) return { sort: 'document', type: mime, ext: document };
	if (mime === 'application/x-cfb') {
		const office = await officeKindOf(path);
		return office ? { sort: 'document', ...office } : { sort: 'other', word: 'program', ext: 'msi' };
	}
	if (mime.startsWith('image/hei')) return { sort: 'other', word: 'heic', ext };
	if (/^(doc|dot|xls|xlt|ppt|pot)m$/.test(ext)) return { sort: 'other', word: 'macros', ext };
	if (programs.has(ext)) return { sort: 'other', word: 'program', ext };
	if (ext === 'xml' || ext === 'svg' || ext === 'html') return { sort: 'other', word: 'markup', ext };
	return { sort: 'other', word: 'type', ext };
}

async function headOf(path: string): Promise<Buffer> {
	await using file = await open(path, 'r');
	const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
	return buffer.subarray(0, bytesRead);
}

function textOf(head: Buffer, name: string): Found {
	const ext = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
	if (head.subarray(0, 2).equals(Buffer.from('#!'))) return { sort: 'other', word: 'program', ext: 'sh' };
	if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)))
		return { sort: 'other', word: 'unknown', ext };
	const start = head.toString('latin1', 0, 4096).replace(/^\xef\xbb\xbf/, '');
	if (/^\s*<(\?xml|\?php|!doctype|!--|html|svg|script|body|head|iframe)/i.test(start))
		return { sort: 'other', word: 'markup', ext: /<svg/i.test(start) ? 'svg' : 'html' };
	const type = texts.get(ext);
	return type ? { sort: 'document', type, ext } : { sort: 'other', word: 'unknown', ext };
}
