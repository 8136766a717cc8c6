import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createSecretKey,
	hkdfSync,
	type KeyObject,
	randomBytes,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../errors/door.ts';
import { config } from './door.server.ts';

/**
 * Versioned secrets outside the database: `{ "current": 1, "keys": { "1": "<base64 of 32 bytes>" } }`.
 * What is made with a version is checked with that version, so a key can be changed without losing what stands.
 */
type KeyFile = { current: number; keys: Record<string, string> };

let opened: { path: string; file: KeyFile } | undefined;

function open(): KeyFile {
	const path = config().keys;
	if (opened?.path === path) return opened.file;
	if (!existsSync(path)) makeKeys();
	const file = JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
	if (!file.keys?.[file.current]) throw new Error(`${path} has no current key`);
	opened = { path, file };
	return file;
}

/** Writes a file of new keys unless one is there: another process may have been quicker. */
export function makeKeys(): void {
	const path = config().keys;
	mkdirSync(dirname(path), { recursive: true });
	const fresh: KeyFile = { current: 1, keys: { 1: randomBytes(32).toString('base64') } };
	try {
		writeFileSync(path, `${JSON.stringify(fresh, null, '\t')}\n`, { mode: 0o600, flag: 'wx' });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	chmodSync(path, 0o600);
}

/** What tells keys apart and gives nothing away, by version; null when there is no file yet. */
export function keyPrints(): Map<number, Buffer> | null {
	if (!existsSync(config().keys)) return null;
	const versions = Object.keys(open().keys).map(Number);
	return new Map(versions.map((version) => [version, keyedHash('print', '', version).subarray(0, 16)]));
}

/** For tests that change the file under a living process. */
export function forgetKeys(): void {
	opened = undefined;
	derived.clear();
}

/** Derived keys by version and purpose: deriving costs more than signing, and forms are signed on every page. */
const derived = new Map<string, KeyObject>();

function keyFor(purpose: string, version: number): KeyObject {
	const name = `${opened?.path}:${version}:${purpose}`;
	let key = derived.get(name);
	if (!key) {
		const secret = open().keys[version];
		if (!secret) throw new Error(`key version ${version} is missing from ${config().keys}`);
		const bytes = hkdfSync('sha256', Buffer.from(secret, 'base64'), '', `veche:${purpose}`, 32);
		key = createSecretKey(Buffer.from(bytes));
		derived.set(name, key);
	}
	return key;
}

/** The version that new things are made with. */
export function currentKey(): number {
	return open().current;
}

/** HMAC-SHA-256 under a key of its own for each purpose (HKDF, RFC 5869). */
export function keyedHash(purpose: string, data: string | Buffer, version: number = currentKey()): Buffer {
	return createHmac('sha256', keyFor(purpose, version)).update(data).digest();
}

/** Seals a secret for the database (AES-256-GCM): `version.nonce.tag.text`, base64url. */
export function seal(purpose: string, secret: string): string {
	const version = currentKey();
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', keyFor(purpose, version), nonce);
	const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
	return [version, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join(
		'.',
	);
}

/** Opens what `seal` closed. @throws platform.sealed-with-other-keys when its keys are lost or it was changed. */
export function unseal(purpose: string, sealed: string): string {
	const [version, nonce, tag, text] = sealed.split('.');
	if (!version || !nonce || !tag || text === undefined) throw new Error('not a sealed secret');
	try {
		open();
		const decipher = createDecipheriv(
			'aes-256-gcm',
			keyFor(purpose, Number(version)),
			Buffer.from(nonce, 'base64url'),
		);
		decipher.setAuthTag(Buffer.from(tag, 'base64url'));
		return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString(
			'utf8',
		);
	} catch (cause) {
		throw new Refusal('platform.sealed-with-other-keys', {}, { cause });
	}
}
