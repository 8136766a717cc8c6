import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { refuse } from '#platform/errors/door.ts';

/**
 * argon2id (RFC 9106) with the first recommendation of OWASP: 19 MiB, two passes. A stored hash carries its own
 * parameters, so that they can be raised here; the next sign-in then writes the hash anew.
 */
type Parameters = { memory: number; passes: number; parallelism: number };
const now: Parameters = { memory: 19_456, passes: 2, parallelism: 1 };

/** Hashing runs in libuv's threads, which files and names share: never more than two at once, and a short queue. */
const atOnce = 2;
const longestQueue = 200;
let running = 0;
const waiting: (() => void)[] = [];

async function derive(
	password: string,
	salt: Buffer,
	parameters: Parameters,
	bytes: number,
): Promise<Buffer> {
	if (running >= atOnce) {
		if (waiting.length >= longestQueue) refuse('identity.too-many');
		await new Promise<void>((turn) => waiting.push(turn));
	} else running++;
	try {
		return await new Promise<Buffer>((resolve, reject) =>
			argon2(
				'argon2id',
				{ message: Buffer.from(password.normalize('NFKC')), nonce: salt, tagLength: bytes, ...parameters },
				(error, key) => (error ? reject(error) : resolve(key)),
			),
		);
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** A PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string, parameters: Parameters = now): Promise<string> {
	const salt = randomBytes(16);
	const key = await derive(password, salt, parameters, 32);
	return `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${base64(salt)}$${base64(key)}`;
}

const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** An account that does not exist is checked against this, so that the answer takes as long. */
const nobody = `$argon2id$v=19$m=${now.memory},t=${now.passes},p=${now.parallelism}$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(32))}`;

/** Checks a password; `stored` null means that there is nothing to check against, and takes the same time. */
export async function isPassword(
	password: string,
	stored: string | null,
): Promise<{ right: boolean; outdated: boolean }> {
	const parts = form.exec(stored ?? nobody);
	if (!parts) throw new Error('a stored password is not an argon2id string');
	const parameters = { memory: Number(parts[1]), passes: Number(parts[2]), parallelism: Number(parts[3]) };
	const key = Buffer.from(parts[5] ?? '', 'base64');
	const made = await derive(password, Buffer.from(parts[4] ?? '', 'base64'), parameters, key.length);
	return {
		right: timingSafeEqual(made, key) && stored !== null,
		outdated: parameters.memory < now.memory || parameters.passes < now.passes,
	};
}
