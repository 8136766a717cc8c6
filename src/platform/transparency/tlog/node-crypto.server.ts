import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Crypto } from './crypto.ts';

/** The fixed heads of DER by which RFC 8410 wraps 32 bytes of a key. */
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');

export const nodeCrypto: Crypto = {
	sha256(...parts) {
		const hash = createHash('sha256');
		for (const part of parts) hash.update(part);
		return new Uint8Array(hash.digest());
	},
	verify(publicKey, message, signature) {
		if (publicKey.length !== 32 || signature.length !== 64) return false;
		try {
			const der = Buffer.concat([publicHead, publicKey]);
			return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
		} catch {
			return false;
		}
	},
};

export type SigningKey = { publicKey: Uint8Array; sign(message: Uint8Array): Uint8Array };

/** An Ed25519 key from its 32 secret bytes. */
export function signingKey(seed: Uint8Array): SigningKey {
	const der = Buffer.concat([privateHead, seed]);
	const key: KeyObject = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
	const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
	return {
		publicKey: new Uint8Array(spki.subarray(publicHead.length)),
		sign: (message) => new Uint8Array(sign(null, message, key)),
	};
}
