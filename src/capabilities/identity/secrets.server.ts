import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { keyedHash } from '#platform/config/keys.server.ts';
import type { Uuid } from '#platform/db/door.server.ts';
import { isUuid } from '#platform/db/door.server.ts';

/** 256 random bits in the letters of an address. */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** How a secret is stored. It is random and long, so one plain hash is enough; passwords go elsewhere. */
export function hashOf(secret: string): Buffer {
	return createHash('sha256').update(secret).digest();
}

export function isSame(a: Buffer | null | undefined, b: Buffer): boolean {
	return a != null && a.length === b.length && timingSafeEqual(a, b);
}

/** `<owner>.<secret>`: every cookie and link begins with its owner's id (schema-rules 2). */
export function tokenOf(owner: Uuid, secret: string): string {
	return `${owner}.${secret}`;
}

/** Splits a token; null for anything that we cannot have made. */
export function readToken(token: string | undefined | null): { owner: Uuid; secret: string } | null {
	if (!token || token.length > 200) return null;
	const at = token.indexOf('.');
	const owner = token.slice(0, at);
	const secret = token.slice(at + 1);
	return at === 36 && isUuid(owner) && /^[A-Za-z0-9_-]{43}$/.test(secret) ? { owner, secret } : null;
}

/**
 * The secret that follows this one. Derived, not random: two tabs that ask at the same moment get the same cookie,
 * and neither signs the other out.
 */
export function secretAfter(secret: string, version?: number): string {
	return keyedHash('sign-in-rotation', secret, version).toString('base64url');
}

/** For counters and uniqueness without keeping the thing itself. */
export function veil(purpose: string, value: string, version?: number): string {
	return keyedHash(`identity-${purpose}`, value, version).toString('base64url');
}
