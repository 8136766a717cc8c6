import type { Db, Uuid } from '#platform/db/door.server.ts';
import { leafOf } from '#platform/transparency/door.server.ts';
import type { Ballot, Channel, Marks } from './ballot.ts';
import { type FixedBallot, openSecret, readMarks, voteContent } from './canonical.ts';
import { sha256 } from './cast-vote.ts';
import * as counts from './count-store.server.ts';
import { problemsOfMarks } from './marks.ts';
import { open, type Urn } from './urn.server.ts';

/** A vote that was opened and is what the log holds. */
export type Opened = { code: string; marks: string; read: Marks; channel: Channel; voter: Uuid | null };

/** Opens every envelope. What does not open, or is not what stands in the log, is damaged: told, never counted. */
export async function openEnvelopes(
	db: Db,
	ballot: Ballot,
	fixed: FixedBallot,
	urn: Urn,
): Promise<{ votes: Opened[]; ids: Uuid[]; damaged: Uuid[] }> {
	const votes: Opened[] = [];
	const ids: Uuid[] = [];
	const damaged: Uuid[] = [];
	// opening a piece takes some hundredths of a second, in which nobody else is answered
	const step = 1_000;
	for (let after: Uuid | null = null; ; ) {
		const part: counts.Sealed[] = await counts.envelopesAfter(db, ballot, after, step);
		for (const one of part) {
			ids.push(one.id);
			const vote = openEnvelope(ballot, fixed, urn, one);
			if (vote) votes.push(vote);
			else damaged.push(one.id);
		}
		if (part.length < step) return { votes, ids, damaged };
		after = part.at(-1)!.id;
	}
}

function openEnvelope(
	{ territory, id }: Ballot,
	fixed: FixedBallot,
	urn: Urn,
	envelope: counts.Sealed,
): Opened | null {
	const inside = envelope.content && open(urn, envelope.id, envelope.content);
	if (!inside) return null;
	const { thing, nonce, code } = openSecret(sha256, inside.secret);
	const read = readMarks(inside.marks);
	if (thing !== envelope.id || !read || problemsOfMarks(fixed, read).length > 0) return null;
	const sealed = { kind: 'vote', territory, thing: envelope.id, at: envelope.day };
	const { leaf } = leafOf({
		...sealed,
		content: voteContent(id, code, inside.marks),
		nonce: Buffer.from(nonce),
	});
	if (!leaf.equals(envelope.leaf)) return null;
	const { channel, voter } = envelope;
	return { code, marks: inside.marks, read, channel, voter };
}
