import { database, type Tx, transaction } from '#platform/db/door.server.ts';
import type { AccountId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { todayAt } from '#rooms/ballots/door.server.ts';
import type { ConversationRef, ConversationState, Mark } from './conversation.ts';
import * as marks from './marks-store.server.ts';
import { seen } from './see.ts';
import * as statements from './statements-store.server.ts';
import * as store from './store.server.ts';
import { demandPart } from './taking-part.ts';

/** Marks, changes or (null) takes back. The same once more is harmless. What comes after closing is refused, never lost in silence. */
export async function markStatement(
	actor: Actor,
	ref: ConversationRef,
	{ statement, mark }: { statement: number; mark: Mark | null },
	now = new Date(),
): Promise<{ marked: number; left: number }> {
	await demandPart(actor, await seen(actor, ref), now);
	const account = actor.account as AccountId;
	const [row] = await statements.statementsBy(database(), ref, { numbers: [statement] });
	// what was taken out may still be taken back
	if (!row || (row.state !== 'shown' && mark !== null)) refuse('opinions.statement-not-found');
	let known = await marks.participantOf(database(), ref, account);
	await transaction(async (tx) => {
		// one lock on the conversation, never a second stronger one: whoever closes would wait for us and we for them
		const held = await (known === null ? store.lockNumbers : store.holdState)(tx, ref);
		demandOpen(held, now);
		known ??= (await marks.participantOf(tx, ref, account)) ?? (await join(tx, ref, account, held, now));
		await marks.putMark(tx, ref, { participant: known, statement, mark, at: now });
	});
	return howFar(ref, known as number | null);
}

type Held = { state: ConversationState; closesAt: Date | null };

function demandOpen(held: Held | null, now: Date): asserts held is Held {
	if (held?.state !== 'open' || !held.closesAt || held.closesAt <= now) refuse('opinions.already-closed');
}

async function join(
	tx: Tx,
	ref: ConversationRef,
	account: AccountId,
	held: Held,
	now: Date,
): Promise<number> {
	const number = (held as store.Stored).participants + 1;
	await marks.insertParticipant(tx, ref, { number, account, day: todayAt(ref, now) });
	return number;
}

async function howFar(
	ref: ConversationRef,
	participant: number | null,
): Promise<{ marked: number; left: number }> {
	const [shown, own] = await Promise.all([
		statements.shownNumbers(database(), ref),
		participant === null ? [] : marks.marksOf(database(), ref, participant),
	]);
	return progressOf(shown, own);
}

/** Of statements that are shown: how many the person marked, how many are left. */
export function progressOf(
	shown: readonly number[],
	own: readonly { statement: number }[],
): { marked: number; left: number } {
	const done = new Set(own.map(({ statement }) => statement));
	const marked = shown.filter((number) => done.has(number)).length;
	return { marked, left: shown.length - marked };
}
