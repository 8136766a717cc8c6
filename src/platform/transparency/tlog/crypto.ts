/** What the checks need of cryptography: `node:crypto` gives it on the server, `@noble` in a page that has no server. */
export type Crypto = {
	sha256(...parts: Uint8Array[]): Uint8Array;
	/** Ed25519 by the strict rules of RFC 8032, section 5.1.7. Never throws. */
	verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
};
