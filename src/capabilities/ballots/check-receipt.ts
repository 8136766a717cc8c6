import { database, type Uuid } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { leafOf, receiptOf } from '#platform/transparency/door.server.ts';
import type { BallotRef } from './ballot.ts';
import { openSecret, readSecret, voteContent } from './canonical.ts';
import { envelopeBy, wasReplaced } from './cast-store.server.ts';
import { sha256 } from './cast-vote.ts';
import { papersBy } from './count-store.server.ts';
import { seen } from './see.ts';
import { open, urnOf } from './urn.server.ts';
import type { ReceiptCheck } from './views.ts';
import { wordsOfCode } from './words-of-codes.ts';

/**
 * What became of a vote, by its secret. While the ballot is open: that it stands in the log, and that the envelope holds what the log
 * has. After the count: the row of the published file, and whether that is what was cast. The proof can be checked without us.
 */
export async function checkReceipt(
	actor: Actor,
	input: { ballot: BallotRef; secret: string },
): Promise<ReceiptCheck> {
	const ballot = await seen(actor, input.ballot);
	const secret = readSecret(input.secret);
	if (!secret) return invalid({ field: 'secret', code: 'ballots.secret.wrong' });
	const { thing, nonce, code } = openSecret(sha256, secret);
	const known: ReceiptCheck = {
		code,
		words: wordsOfCode(code, actor.lang),
		thing: thing as Uuid,
		state: 'unknown',
		proof: null,
		row: null,
		ballot: ballot.state,
	};
	const db = database();
	const envelope = await envelopeBy(db, ballot, thing as Uuid);
	if (!envelope)
		return (await wasReplaced(db, ballot, thing as Uuid)) ? { ...known, state: 'replaced' } : known;
	const opening = (marks: string) => ({ nonce, content: voteContent(ballot.id, code, marks) });
	const matches = (marks: string) =>
		leafOf({
			kind: 'vote',
			territory: ballot.territory,
			thing: thing as Uuid,
			at: envelope.day,
			content: opening(marks).content,
			nonce: Buffer.from(nonce),
		}).leaf.equals(envelope.leaf);
	const rows = ballot.state === 'closed' ? await papersBy(db, ballot, code) : [];
	const row = rows.find(({ marks }) => matches(marks)) ?? rows[0] ?? null;
	// only whoever holds the secret may see what was cast, and the file shows it then to all
	const marks = row && matches(row.marks) ? row.marks : null;
	const proof = await receiptOf(
		{ territory: ballot.territory, kind: 'vote', thing, leaf: envelope.leaf },
		marks === null ? null : opening(marks),
	);
	if (envelope.content && !(await holds(envelope.content))) refuse('ballots.envelope-changed');
	return {
		...known,
		state: proof === null ? 'waiting' : 'in-log',
		proof,
		row: row && { marks: row.marks, matches: marks !== null },
	};

	/** Whether the sealed vote is still what the log holds of it. */
	async function holds(content: Buffer): Promise<boolean> {
		const inside = open(await urnOf(ballot), thing, content);
		return inside !== null && matches(inside.marks);
	}
}

/** Votes that stand in the published file under a code; usually one. That they are what was logged only a receipt proves. */
export async function votesUnder(actor: Actor, ref: BallotRef, code: string): Promise<{ marks: string }[]> {
	const ballot = await seen(actor, ref);
	return ballot.state === 'closed' ? papersBy(database(), ballot, code) : [];
}
