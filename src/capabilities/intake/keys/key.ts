import { createHash, randomBytes } from 'node:crypto';
import type { Scope } from '#platform/api/door.server.ts';
import type { AccountId, Id, TerritoryId } from '#platform/db/door.server.ts';

export type KeyId = Id<'api-key'>;

export type ApiKey = {
	territory: TerritoryId;
	id: KeyId;
	name: string;
	contact: string;
	scopes: readonly Scope[];
	origins: readonly string[];
	perMinute: number;
	createdBy: AccountId;
	createdAt: Date;
	expiresAt: Date | null;
	revokedAt: Date | null;
	lastUsedAt: Date | null;
};

/**
 * `veche_<territory>_<id>_<secret>`: begins with its owner, so that no search over all is needed; 256 random bits at the end.
 * Whoever finds one in a public place sees by the first word what it is.
 */
export function newKey(territory: TerritoryId, id: KeyId): { key: string; hash: Buffer } {
	const secret = randomBytes(32).toString('base64url');
	return { key: `veche_${territory}_${id.replaceAll('-', '')}_${secret}`, hash: hashOfSecret(secret) };
}

/** The parts of a key; null for anything that we cannot have made. */
export function readKey(key: string): { territory: TerritoryId; id: KeyId; hash: Buffer } | null {
	const parts = /^veche_(\d{1,9})_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/.exec(key);
	if (!parts?.[1] || !parts[2] || !parts[3]) return null;
	const id = parts[2].replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as KeyId;
	return { territory: Number(parts[1]) as TerritoryId, id, hash: hashOfSecret(parts[3]) };
}

/** The secret is long and random: one plain hash is enough. */
function hashOfSecret(secret: string): Buffer {
	return createHash('sha256').update(`veche-api-key/1\n${secret}`).digest();
}

/** Whether it opens anything at this moment. */
export function isGood(key: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date): boolean {
	return key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);
}

/** `https://example.org`, as browsers name a site; null when it is none. A path or a final slash is cut off. */
export function originOf(typed: string): string | null {
	const text = typed.trim();
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : null;
}
