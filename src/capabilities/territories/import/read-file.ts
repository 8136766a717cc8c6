import { gunzipSync } from 'node:zlib';
import { refuse } from '#platform/errors/door.ts';

/** What a list may weigh when unpacked; a bomb of zeros stops here. */
const most = 400 * 2 ** 20;

/** Bytes of a file as lists come: gzip or not, UTF-8 with a mark or without, or cp1251 of old office programs. */
export function readText(bytes: Uint8Array): { text: string; encoding: 'utf-8' | 'cp1251'; packed: boolean } {
	const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
	let plain: Uint8Array = bytes;
	if (packed) {
		try {
			plain = gunzipSync(bytes, { maxOutputLength: most });
		} catch (error) {
			const code = (error as { code?: string }).code;
			refuse(
				code === 'ERR_BUFFER_TOO_LARGE' ? 'territories.import.too-large' : 'territories.import.broken-gzip',
			);
		}
	}
	if (plain.length > most) refuse('territories.import.too-large');
	if (plain.includes(0)) refuse('territories.import.not-text');
	try {
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(plain), encoding: 'utf-8', packed };
	} catch {
		return { text: new TextDecoder('windows-1251').decode(plain), encoding: 'cp1251', packed };
	}
}
