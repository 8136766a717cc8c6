import { createHash } from 'node:crypto';
import { nextStatement, prioritiesOf } from '#numerics/opinions/next-statement.ts';
import { Votes } from '#numerics/opinions/votes.ts';
import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { ConversationRef } from './conversation.ts';
import { goneBefore } from './reading.ts';
import { readPriorities } from './readings-store.server.ts';
import { seen } from './see.ts';
import { viewsOf } from './statement-view.ts';
import { shownNumbers, statementsBy } from './statements-store.server.ts';
import { byStatement, ownPart } from './taking-part.ts';
import type { Next } from './views.ts';

const nothingRead = goneBefore({ used: [], axes: [[], []], number: 1, of: [], size: [], x: [], y: [] });

/**
 * The statement to mark now, drawn by what the last reading says of each; the same one as long as nothing was marked since. `not`: another
 * one than this where there is any. Who has no account gets one to read.
 */
export async function nextFor(
	actor: Actor,
	ref: ConversationRef,
	{ not }: { not?: number } = {},
): Promise<Next> {
	const conversation = await seen(actor, ref);
	if (conversation.state !== 'open') return null;
	const db = database();
	const [shown, own, priorities] = await Promise.all([
		shownNumbers(db, ref),
		ownPart(actor, ref),
		readPriorities(db, ref),
	]);
	const mine = byStatement(own.marks);
	const left = shown.filter((number) => !mine.has(number));
	if (left.length === 0) return null;
	const candidates = left.length > 1 ? left.filter((number) => number !== not) : left;
	const seed = seedOf(ref, actor.account ?? '', mine.size + (not ?? 0) * 10_007);
	const number = nextStatement(prioritiesFor(candidates, priorities), new Votes(), 0, seed);
	const rows = await statementsBy(db, ref, { numbers: [number ?? candidates[0]!] });
	return { statement: viewsOf(actor, rows, { said: null })[0]!, left: left.length };
}

/** By number; what the last reading did not know is shown like all that is new. */
function prioritiesFor(candidates: readonly number[], read: readonly number[]): Float64Array {
	const unknown = candidates.filter((number) => !(read[number]! > 0));
	const priorities = prioritiesOf(nothingRead, { fresh: unknown });
	const all = new Float64Array(Math.max(...candidates) + 1);
	for (const number of candidates) all[number] = read[number] || priorities[number]!;
	return all;
}

/** The same person at the same step gets the same statement, however often the page is opened. */
function seedOf({ id }: ConversationRef, account: string, step: number): number {
	const hash = createHash('sha256').update(`${id}\n${account}\n${step}`).digest();
	return hash.readUInt32BE(0);
}
