import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { type BallotId, type BallotRef, isPublic } from './ballot.ts';
import { withheld } from './canonical.ts';
import { fileOf, resultOf } from './result-of.ts';
import { maySee } from './see.ts';
import * as store from './store.server.ts';
import { fixedText } from './view-ballot.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const files = ['votes', 'envelopes', 'replaced'] as const;

/**
 * One of the files by which a stranger recounts a vote: proofs with the texts that open its entries in the log (`opened`, `closed`), and
 * the published files. Of a vote in a closed space, which the log shows to be there, it says that outsiders get nothing.
 */
export async function shownToMonitors(
	actor: Actor,
	asked: { territory: string; ballot: string; file: string },
): Promise<Uint8Array | null> {
	if (!/^\d{1,9}$/.test(asked.territory) || !uuid.test(asked.ballot)) return null;
	const ref: BallotRef = { territory: Number(asked.territory) as TerritoryId, id: asked.ballot as BallotId };
	const ballot = await store.readBallot(database(), ref);
	if (!ballot || !isPublic(ballot)) return null;
	if (!(await maySee(actor, ballot))) return Buffer.from(withheld);
	if (asked.file === 'opened') return bytesOf((await fixedText(actor, ref))?.proof);
	if (asked.file === 'closed') return bytesOf((await resultOf(actor, ref))?.proof);
	const kind = files.find((one) => one === asked.file);
	return kind ? ((await fileOf(actor, ref, kind))?.content ?? null) : null;
}

const bytesOf = (text: string | null | undefined): Uint8Array | null => (text ? Buffer.from(text) : null);
