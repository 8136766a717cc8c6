/** Signed notes (c2sp.org/signed-note) with keys of two kinds: plain Ed25519 and the cosignatures of witnesses (c2sp.org/tlog-cosignature). */
import { fromBase64, fromHex, joined, same, textOf, toBase64, toHex, utf8 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { Unproven } from './unproven.ts';

export const ed25519Kind = 1;
export const cosignatureKind = 4;

export type VerifierKey = {
	name: string;
	kind: typeof ed25519Kind | typeof cosignatureKind;
	id: Uint8Array;
	publicKey: Uint8Array;
};

export type Signature = { name: string; id: Uint8Array; bytes: Uint8Array };
export type Note = { text: string; signatures: Signature[] };
export type Verified = { key: VerifierKey; signature: Signature };

/** More signatures than any honest note has; a verifier must take at least 16. */
const mostSignatures = 100;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a note may not contain
const control = /[\u0000-\u0009\u000b-\u001f]/;
const goodName = (name: string): boolean => name !== '' && !/[\s+\u0085]/u.test(name);

export function keyId(crypto: Crypto, name: string, kind: number, publicKey: Uint8Array): Uint8Array {
	return crypto.sha256(utf8(`${name}\n`), Uint8Array.of(kind), publicKey).subarray(0, 4);
}

export function makeKey(
	crypto: Crypto,
	name: string,
	publicKey: Uint8Array,
	kind: VerifierKey['kind'] = ed25519Kind,
): VerifierKey {
	if (!goodName(name)) throw new Unproven('malformed', `no name of a key: ${name}`);
	return { name, kind, publicKey, id: keyId(crypto, name, kind, publicKey) };
}

/** `name+number+base64`: how keys are handed from person to person. */
export const keyText = (key: VerifierKey): string =>
	`${key.name}+${toHex(key.id)}+${toBase64(joined(Uint8Array.of(key.kind), key.publicKey))}`;

export function parseKey(crypto: Crypto, text: string): VerifierKey {
	const wrong = () => new Unproven('malformed', 'not a verifier key');
	const [, name = '', number = '', encoded = ''] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(text) ?? [];
	const id = number.length === 8 ? fromHex(number) : null;
	const bytes = fromBase64(encoded);
	if (!id || !bytes || !goodName(name) || bytes.length !== 33) throw wrong();
	const kind = bytes[0];
	if (kind !== ed25519Kind && kind !== cosignatureKind) throw wrong();
	const key = makeKey(crypto, name, bytes.subarray(1), kind);
	if (!same(key.id, id)) throw wrong();
	return key;
}

/** Takes a note apart; nothing of it is proven yet. */
export function parseNote(note: string | Uint8Array): Note {
	const whole = typeof note === 'string' ? note : textOf(note);
	const wrong = (why: string) => new Unproven('malformed', why);
	if (control.test(whole) || !whole.isWellFormed()) throw wrong('characters that no note has');
	const end = whole.lastIndexOf('\n\n');
	if (end < 0 || !whole.endsWith('\n')) throw wrong('no text with signatures');
	const lines = whole.slice(end + 2, -1).split('\n');
	if (lines.length > mostSignatures) throw wrong('too many signatures');
	const signatures = lines.map((line) => {
		const [, name = '', encoded = ''] = /^\u2014 (\S+) (\S+)$/u.exec(line) ?? [];
		const bytes = fromBase64(encoded);
		if (!goodName(name) || !bytes || bytes.length < 5) throw wrong('a line that is no signature');
		return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
	});
	return { text: whole.slice(0, end + 1), signatures };
}

/**
 * The signatures of trusted keys; others are passed over.
 * @throws Unproven when a trusted key's signature is wrong, or none of them has signed
 */
export function openNote(
	crypto: Crypto,
	note: string | Uint8Array | Note,
	keys: readonly VerifierKey[],
): { text: string; verified: Verified[] } {
	const { text, signatures } =
		typeof note === 'string' || note instanceof Uint8Array ? parseNote(note) : note;
	const verified: Verified[] = [];
	for (const signature of signatures) {
		const mine = keys.filter((key) => key.name === signature.name && same(key.id, signature.id));
		if (mine.length > 1) throw new Unproven('ambiguous', `two keys are ${signature.name}`);
		const key = mine[0];
		if (!key || verified.some((one) => one.key === key)) continue;
		if (!isSignedBy(crypto, key, text, signature.bytes))
			throw new Unproven('invalid-signature', `not the signature of ${key.name}`);
		verified.push({ key, signature });
	}
	if (verified.length === 0) throw new Unproven('unverified', 'no trusted key has signed it');
	return { text, verified };
}

function isSignedBy(crypto: Crypto, key: VerifierKey, text: string, signature: Uint8Array): boolean {
	if (key.kind === ed25519Kind) return crypto.verify(key.publicKey, utf8(text), signature);
	const seconds = cosignedAt(signature);
	if (seconds === null) return false;
	return crypto.verify(key.publicKey, cosignedMessage(text, seconds), signature.subarray(8));
}

/** What a witness signs: that at this second the checkpoint was the newest consistent one it had seen. */
export const cosignedMessage = (text: string, seconds: bigint): Uint8Array =>
	utf8(`cosignature/v1\ntime ${seconds}\n${text}`);

/** When a cosignature was made, in seconds since 1970; null when it is none. */
export function cosignedAt(signature: Uint8Array): bigint | null {
	if (signature.length !== 8 + 64) return null;
	const seconds = BigInt(`0x${toHex(signature.subarray(0, 8))}`);
	return seconds < 1n << 63n ? seconds : null;
}

type Signer = { publicKey: Uint8Array; sign(message: Uint8Array): Uint8Array };

const lineOf = (key: VerifierKey, signature: Uint8Array): string =>
	`\u2014 ${key.name} ${toBase64(joined(key.id, signature))}\n`;

/** The line of a signature under a text. */
export function signatureLine(crypto: Crypto, name: string, signer: Signer, text: string): string {
	return lineOf(makeKey(crypto, name, signer.publicKey), signer.sign(utf8(text)));
}

export function cosignatureLine(
	crypto: Crypto,
	name: string,
	signer: Signer,
	text: string,
	at: Date,
): string {
	const seconds = BigInt(Math.floor(at.getTime() / 1000));
	const time = new Uint8Array(8);
	new DataView(time.buffer).setBigUint64(0, seconds);
	const key = makeKey(crypto, name, signer.publicKey, cosignatureKind);
	return lineOf(key, joined(time, signer.sign(cosignedMessage(text, seconds))));
}

/** A note of a text and the lines under it. */
export function noteOf(text: string, lines: readonly string[]): string {
	if (!text.endsWith('\n')) throw new Unproven('malformed', 'the text of a note ends with a line end');
	return `${text}\n${lines.join('')}`;
}

/** The lines of signatures of a note, as they stand in it. */
export const signatureLines = (note: string): string[] =>
	note
		.slice(note.lastIndexOf('\n\n') + 2, -1)
		.split('\n')
		.map((line) => `${line}\n`);

/** `PRIVATE+KEY+name+number+base64`: the secret of an Ed25519 key. */
export function parseSecret(text: string): { name: string; id: Uint8Array; seed: Uint8Array } {
	const [, name = '', number = '', encoded = ''] =
		/^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
	const bytes = fromBase64(encoded);
	const id = fromHex(number);
	if (!goodName(name) || !id || !bytes || bytes.length !== 33 || bytes[0] !== ed25519Kind)
		throw new Unproven('malformed', 'not a secret key');
	return { name, id, seed: bytes.subarray(1) };
}
