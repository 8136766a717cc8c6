import { createHash } from 'node:crypto';
import type { Tx, Uuid } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { leafOf } from '#platform/transparency/door.server.ts';
import type { Ballot, BallotRef, Channel, Lang, Marks } from './ballot.ts';
import { openSecret, type Sha256, secretText, voteContent } from './canonical.ts';
import type { VoterKey } from './cast-store.server.ts';
import { castTogether } from './cast-together.ts';
import { lacksOf } from './eligibility.ts';
import { openNow } from './known-ballots.server.ts';
import { checkedMarks } from './marks.ts';
import { momentOf, personOf, todayAt } from './person.ts';
import { maySee, placeOf } from './see.ts';
import { enclose, secretFor, type Urn, urnOf } from './urn.server.ts';
import type { Receipt } from './views.ts';
import { wordsOfCode } from './words-of-codes.ts';

export type CastInput = { ballot: BallotRef; key: string; marks: Marks };

/**
 * A vote by one's account. What is accepted is on the disk and in line for the log; the receipt holds the only copy of the secret.
 * The same form sent twice gives the same receipt.
 */
export async function castVote(actor: Actor, input: CastInput, now = new Date()): Promise<Receipt> {
	const ballot = await forVoting(actor, input.ballot);
	if (!actor.account) refuse('platform.sign-in-first');
	demand(actor, 'ballots.vote', placeOf(ballot), { visible: true });
	const { facts, keys } = await personOf(actor, ballot);
	const [lack] = lacksOf(ballot.who, facts, momentOf(ballot, 'site', now));
	if (lack) refuse(lack === 'not-open' ? 'ballots.already-closed' : `ballots.lack.${lack}`);
	return cast(ballot, { ...input, keys, channel: 'site', lang: actor.lang }, now);
}

/** The ballot that somebody wants to vote in, seen by their eyes. */
export async function forVoting(actor: Actor, ref: BallotRef): Promise<Ballot> {
	const ballot = await openNow(ref);
	if (!ballot || !(await maySee(actor, ballot))) refuse('ballots.not-found');
	return ballot;
}

const sha256: Sha256 = (...parts) => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
};

export type Cast = {
	key: string;
	marks: Marks;
	keys: readonly VoterKey[];
	channel: Channel;
	lang: Lang;
	beside?: (tx: Tx) => Promise<unknown>;
};

/** Seals a vote and writes it: whether the person may vote has been asked. */
export async function cast(ballot: Ballot, input: Cast, now: Date): Promise<Receipt> {
	const marks = checkedMarks(ballot, input.marks);
	const urn = await urnOf(ballot);
	const secret = secretFor(urn, input.keys[0]!.key, `${input.channel} ${input.key}`);
	const day = todayAt(ballot, now);
	const sealed = sealedVote(ballot, urn, secret, marks, day);
	const written = await castTogether({
		ballot: { territory: ballot.territory, id: ballot.id },
		keys: input.keys,
		channel: input.channel,
		day,
		at: now,
		...sealed,
		beside: input.beside ?? null,
	});
	if ('refused' in written) refuse(written.refused);
	return {
		...receiptFor(ballot, secret, input.lang),
		day: written.day,
		changed: written.done === 'changed',
	};
}

/** The envelope of a vote with its leaf, all out of the one secret. */
export function sealedVote(ballot: Ballot, urn: Urn, secret: Buffer, marks: string, day: string) {
	const { thing, nonce, code } = openSecret(sha256, secret);
	const sealed = { kind: 'vote', territory: ballot.territory, thing: thing as Uuid, at: day };
	const content = voteContent(ballot.id, code, marks);
	return {
		envelope: thing as Uuid,
		leaf: { ...sealed, ...leafOf({ ...sealed, content, nonce: Buffer.from(nonce) }) },
		content: enclose(urn, thing, secret, marks),
	};
}

export function receiptFor(
	{ territory, id }: BallotRef,
	secret: Uint8Array,
	lang: Lang,
): Pick<Receipt, 'ballot' | 'secret' | 'code' | 'words' | 'thing'> {
	const { thing, code } = openSecret(sha256, secret);
	return {
		ballot: { territory, id },
		secret: secretText(secret),
		code,
		words: wordsOfCode(code, lang),
		thing: thing as Uuid,
	};
}

export { sha256 };
