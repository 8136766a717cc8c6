import { createHash, randomBytes } from 'node:crypto';
import type { Id, TerritoryId, Uuid } from '../db/door.server.ts';

/** What goes into the log for one thing. The thing keeps `nonce` and `leaf`; the log never sees the content. */
export type Leaf = { nonce: Buffer; commitment: Buffer; leaf: Buffer };

export type Sealed = {
	/** `appeal`, `vote`: what the leaf stands for. */
	kind: string;
	territory: TerritoryId;
	thing: Id<string> | Uuid;
	/** Kept to the millisecond, or a day where a finer time would tell too much (secret ballots). */
	at: Date | string;
};

function sha256(...parts: (string | Uint8Array)[]): Buffer {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
}

/**
 * The text of a leaf, byte for byte what the log publishes. A new version gets a new first line; old leaves stay as they are.
 */
export function leafText(sealed: Sealed, commitment: Uint8Array): string {
	const at = sealed.at instanceof Date ? sealed.at.toISOString() : sealed.at;
	return `veche-leaf/1\n${sealed.kind}\n${sealed.territory}/${sealed.thing}\n${at}\n${Buffer.from(commitment).toString('hex')}\n`;
}

/**
 * Commits to kind, thing, time and SHA-256(nonce ‖ content). The nonce (32 random bytes) keeps short contents from being guessed;
 * whoever holds nonce and content can show that they are what was logged. `leaf` is the leaf hash of RFC 6962.
 */
export function leafOf(sealed: Sealed & { content: string | Uint8Array; nonce?: Buffer }): Leaf {
	const nonce = sealed.nonce ?? randomBytes(32);
	const commitment = sha256(nonce, sealed.content);
	return { nonce, commitment, leaf: sha256(Uint8Array.of(0), leafText(sealed, commitment)) };
}
