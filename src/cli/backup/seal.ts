import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { refuse } from '#platform/errors/door.ts';

/** Keys under a passphrase: scrypt makes guessing slow (128 MiB for each guess), AES-256-GCM tells a wrong one from a right one. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 ** 2 };

type Sealed = {
	kdf: 'scrypt';
	N: number;
	r: number;
	p: number;
	salt: string;
	nonce: string;
	tag: string;
	data: string;
};

export async function sealKeys(keys: Buffer, passphrase: string): Promise<string> {
	const salt = randomBytes(16);
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, cost), nonce);
	const data = Buffer.concat([cipher.update(keys), cipher.final()]);
	const { N, r, p } = cost;
	const text = (part: Buffer) => part.toString('base64');
	const sealed: Sealed = {
		kdf: 'scrypt',
		N,
		r,
		p,
		salt: text(salt),
		nonce: text(nonce),
		tag: text(cipher.getAuthTag()),
		data: text(data),
	};
	return `${JSON.stringify(sealed, null, '\t')}\n`;
}

export async function unsealKeys(sealed: string, passphrase: string): Promise<Buffer> {
	const { N, r, p, salt, nonce, tag, data } = JSON.parse(sealed) as Sealed;
	const bytes = (part: string) => Buffer.from(part, 'base64');
	const key = await derive(passphrase, bytes(salt), { N, r, p, maxmem: 256 * N * r });
	const decipher = createDecipheriv('aes-256-gcm', key, bytes(nonce));
	decipher.setAuthTag(bytes(tag));
	try {
		return Buffer.concat([decipher.update(bytes(data)), decipher.final()]);
	} catch {
		return refuse('cli.restore.wrong-passphrase');
	}
}

function derive(passphrase: string, salt: Buffer, options: typeof cost): Promise<Buffer> {
	return new Promise((done, failed) =>
		scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) =>
			error ? failed(error) : done(key),
		),
	);
}
