/** Bytes as text and back, the same in Node and in a browser, strict where a second spelling would let two files say one thing. */
import { Unproven } from './unproven.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** @throws Unproven when the bytes are no UTF-8 */
export function textOf(bytes: Uint8Array): string {
	try {
		return decoder.decode(bytes);
	} catch {
		throw new Unproven('malformed', 'not UTF-8');
	}
}

export function toBase64(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return btoa(text);
}

/** Standard alphabet, padded, canonical: what does not encode back to itself is none. */
export function fromBase64(text: string): Uint8Array | null {
	let raw: string;
	try {
		raw = atob(text);
	} catch {
		return null;
	}
	if (btoa(raw) !== text) return null;
	return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

export const toHex = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export function fromHex(text: string): Uint8Array | null {
	if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return null;
	return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
		Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
	);
}

export function joined(...parts: Uint8Array[]): Uint8Array {
	const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

export const same = (one: Uint8Array, other: Uint8Array): boolean =>
	one.length === other.length && one.every((byte, i) => byte === other[i]);

/** An unsigned decimal of at most 64 bits without leading zeros, as sizes and indexes are written; null when it is none. */
export function decimal(text: string): bigint | null {
	if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) return null;
	const value = BigInt(text);
	return value < 1n << 64n ? value : null;
}
