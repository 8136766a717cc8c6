import { createHash, timingSafeEqual } from 'node:crypto';

/** Letters and digits that are not mistaken for one another on paper or by telephone. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const length = 12;

/**
 * A code by which a person without an account follows an appeal: about 59 bits, said on the receipt, kept hashed.
 * Made from a keyed hash of the form's key, so that the same form sent twice gets the same receipt.
 */
export function followCodeFrom(bytes: Uint8Array): string {
	let code = '';
	for (let i = 0; i < length; i++) {
		// two bytes a letter: the bias of the remainder is below one in two thousand
		const number = ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0);
		code += (i > 0 && i % 4 === 0 ? '-' : '') + alphabet[number % alphabet.length];
	}
	return code;
}

/** As typed: any case, with or without the dashes. */
export function hashOfFollowCode(code: string): Buffer {
	const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
	return createHash('sha256').update(`veche-follow/1\n${plain}`).digest();
}

export function isFollowCode(code: string, hash: Buffer | null): boolean {
	return hash !== null && code.length < 100 && timingSafeEqual(hashOfFollowCode(code), hash);
}
