import { same } from '../tlog/bytes.ts';
import { type OpenedCheckpoint, openCheckpoint, parseCheckpoint } from '../tlog/checkpoint.ts';
import type { Crypto } from '../tlog/crypto.ts';
import { verifyConsistency } from '../tlog/merkle.ts';
import { cosignatureLine, parseNote, type VerifierKey } from '../tlog/note.ts';
import { Unproven } from '../tlog/unproven.ts';
import { parseRequest } from './request.ts';

/** What a witness has cosigned last of one log. */
export type Seen = { size: bigint; root: Uint8Array };

export type Witness = {
	name: string;
	key: { publicKey: Uint8Array; sign(message: Uint8Array): Uint8Array };
	/** Keys of the logs it watches. */
	logs: readonly VerifierKey[];
	/** Reads and keeps what was cosigned. `keep` is durable when it returns; nothing else may come in between the two. */
	recall(origin: string): Seen | null;
	keep(origin: string, seen: Seen & { note: string }): void;
	now(): Date;
};

export type Answer = { status: number; type?: string; body: string };

/** Cosigns a checkpoint only if it continues what was cosigned before; the statuses are those of c2sp.org/tlog-witness. */
export function addCheckpoint(crypto: Crypto, witness: Witness, body: string): Answer {
	let request: ReturnType<typeof parseRequest>;
	let origin: string;
	try {
		request = parseRequest(body);
		origin = parseCheckpoint(parseNote(request.checkpoint).text).origin;
	} catch (error) {
		if (error instanceof Unproven) return { status: 400, body: `${error.message}\n` };
		throw error;
	}
	const logs = witness.logs.filter((key) => key.name === origin);
	if (logs.length === 0) return { status: 404, body: 'this log is not known here\n' };
	let checkpoint: OpenedCheckpoint;
	try {
		checkpoint = openCheckpoint(crypto, request.checkpoint, { logs });
	} catch (error) {
		if (error instanceof Unproven) return { status: 403, body: `${error.message}\n` };
		throw error;
	}
	if (request.old > checkpoint.size)
		return { status: 400, body: 'the old size is greater than the new one\n' };
	const seen = witness.recall(origin);
	const known = seen?.size ?? 0n;
	if (request.old !== known) return { status: 409, type: 'text/x.tlog.size', body: `${known}\n` };
	if (known === checkpoint.size && seen && !same(seen.root, checkpoint.root))
		return { status: 409, type: 'text/x.tlog.size', body: `${known}\n` };
	if (!continuesSeen(crypto, seen, checkpoint, request.proof))
		return { status: 422, body: 'the tree does not continue what was cosigned before\n' };
	witness.keep(origin, { size: checkpoint.size, root: checkpoint.root, note: request.checkpoint });
	return {
		status: 200,
		body: cosignatureLine(crypto, witness.name, witness.key, checkpoint.text, witness.now()),
	};
}

function continuesSeen(
	crypto: Crypto,
	seen: Seen | null,
	{ size, root }: OpenedCheckpoint,
	proof: readonly Uint8Array[],
): boolean {
	// from nothing every tree grows
	if (!seen || seen.size === 0n) return proof.length === 0;
	return verifyConsistency(crypto.sha256, {
		from: seen.size,
		to: size,
		fromRoot: seen.root,
		toRoot: root,
		proof,
	});
}
