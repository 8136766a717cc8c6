/** A receipt: a proof file that carries the entry it proves and, for whom it concerns, what opens the entry's commitment. */
import { fromHex, same, textOf, toHex, utf8 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import type { Policy } from './policy.ts';
import { type Proof, type Proven, parseProof, proofText, verifyProof } from './proof-file.ts';
import { Unproven } from './unproven.ts';

/** What the five lines of an entry say. */
export type Entry = {
	kind: string;
	/** A number; the entry of a thing of the whole installation has 0. */
	territory: number;
	thing: string;
	/** As it stands in the entry: an instant, or a day. */
	at: string;
	commitment: Uint8Array;
};

/** What opens a commitment: SHA-256(nonce ‖ content). Personal data may stand in the content, so only their owner gets it. */
export type Opening = { nonce: Uint8Array; content: string };

/** Reads the text of an entry; null when it is of a version that is not known here. */
export function readEntry(text: string): Entry | null {
	const match =
		/^veche-leaf\/1\n([a-z][a-z-]*)\n(\d{1,10})\/([0-9a-f-]{36})\n([0-9-]{10}(?:T[0-9:.]{12}Z)?)\n([0-9a-f]{64})\n$/.exec(
			text,
		);
	if (!match) return null;
	const [, kind = '', territory = '', thing = '', at = '', commitment = ''] = match;
	return { kind, territory: Number(territory), thing, at, commitment: fromHex(commitment)! };
}

export function receiptText(
	proof: Omit<Proof, 'extra'>,
	entry: string,
	opening: Opening | null = null,
): string {
	const extra = { entry, ...(opening ? { nonce: toHex(opening.nonce), content: opening.content } : {}) };
	return proofText({ ...proof, extra: utf8(JSON.stringify(extra)) });
}

export type Receipt = { proof: Proof; entry: string; opening: Opening | null };

export function parseReceipt(file: string | Uint8Array): Receipt {
	const proof = parseProof(file);
	const wrong = () => new Unproven('malformed', 'the proof carries no entry');
	if (!proof.extra) throw wrong();
	let extra: { entry?: unknown; nonce?: unknown; content?: unknown };
	try {
		extra = JSON.parse(textOf(proof.extra)) as typeof extra;
	} catch {
		throw wrong();
	}
	const { entry, nonce, content } = extra ?? {};
	if (typeof entry !== 'string') throw wrong();
	if (nonce === undefined && content === undefined) return { proof, entry, opening: null };
	const bytes = typeof nonce === 'string' ? fromHex(nonce) : null;
	if (!bytes || typeof content !== 'string') throw wrong();
	return { proof, entry, opening: { nonce: bytes, content } };
}

export type CheckedReceipt = Proven & { entry: Entry; content: string | null };

/**
 * Everything that a receipt claims: the entry is in the log, and the content, when it is there, is what was logged.
 * @throws Unproven that says what is wanting
 */
export function checkReceipt(crypto: Crypto, policy: Policy, file: string | Uint8Array): CheckedReceipt {
	const { proof, entry: text, opening } = parseReceipt(file);
	const entry = readEntry(text);
	if (!entry) throw new Unproven('malformed', 'an entry of an unknown version');
	const proven = verifyProof(crypto, policy, proof, text);
	if (opening && !same(crypto.sha256(opening.nonce, utf8(opening.content)), entry.commitment))
		throw new Unproven('content', 'the content is not what was logged');
	return { ...proven, entry, content: opening?.content ?? null };
}
