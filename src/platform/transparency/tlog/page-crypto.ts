import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Crypto } from './crypto.ts';

/** For the page that checks proofs without a server. `zip215: false`: the strict rules, as on the server. */
export const pageCrypto: Crypto = {
	sha256(...parts) {
		const hash = sha256.create();
		for (const part of parts) hash.update(part);
		return hash.digest();
	},
	verify(publicKey, message, signature) {
		if (publicKey.length !== 32 || signature.length !== 64) return false;
		try {
			return ed25519.verify(signature, message, publicKey, { zip215: false });
		} catch {
			return false;
		}
	},
};
