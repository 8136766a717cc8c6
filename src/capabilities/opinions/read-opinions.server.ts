import { Conversation as Counted, opinionsOf } from '#numerics/opinions/conversation.ts';
import { database, transaction } from '#platform/db/door.server.ts';
import type { ConversationRef } from './conversation.ts';
import { heardOf } from './heard.ts';
import { marksSince } from './marks-store.server.ts';
import { contentOf, emptyContent, goneBefore, type KeptState, keptOf, peopleIn } from './reading.ts';
import * as readings from './readings-store.server.ts';
import { statementsBy } from './statements-store.server.ts';
import * as store from './store.server.ts';

/** Marks of a conversation as this process has read them, so that the next reading asks for new ones only. */
type Held = { counted: Counted; newest: Date | null; builtAt: number };
const held = new Map<string, Held>();
const mostHeld = 8;
/** A mark has its time before its transaction ends; such a one may be seen only later. */
const overlap = 60_000;
/** Then all are read anew, so that nothing that came later than that stays out. */
const heldFor = 3_600_000;

/**
 * Reads what the marks of a conversation say and keeps it for pages. Goes on from the last reading, so that groups keep their names;
 * marks are read from the first one on after closing, or when this process has not read them lately.
 */
export async function readOpinions(ref: ConversationRef, now = new Date()): Promise<void> {
	const db = database();
	const conversation = await store.readConversation(db, ref);
	if (!conversation || (conversation.state !== 'open' && conversation.state !== 'closed')) return;
	const name = `${ref.territory}/${ref.id}`;
	const last = held.get(name);
	// taken out while it is worked at: a second reading at the same time begins from nothing
	held.delete(name);
	const isFit = last && conversation.state === 'open' && Date.now() - last.builtAt < heldFor;
	const one: Held = isFit ? last : { counted: new Counted(), newest: null, builtAt: Date.now() };
	const since = one.newest && new Date(one.newest.getTime() - overlap);
	for await (const rows of marksSince(db, ref, since))
		for (const { participant, statement, mark, at } of rows) {
			one.counted.put(participant, statement, mark);
			if (!one.newest || at > one.newest) one.newest = at;
		}
	const statements = await statementsBy(db, ref, {});
	const { votes } = one.counted;
	const out = statements.filter(({ state }) => state !== 'shown').map(({ number }) => number);
	const heard = await heardOf(conversation);
	const decided = statements.flatMap(({ decidedAt }) => decidedAt?.getTime() ?? []);
	const common = {
		at: now,
		newestMark: one.newest,
		statementsAt: decided.length > 0 ? new Date(Math.max(...decided)) : null,
		marks: votes.size,
		people: peopleIn(votes),
	};
	const before = await readings.readState(db, ref);
	const isOut = new Set(out);
	const isEmpty = !statements.some(
		({ number: j }) =>
			!isOut.has(j) && j < votes.statements && votes.agree[j]! + votes.disagree[j]! + votes.pass[j]! > 0,
	);
	const read = isEmpty
		? null
		: opinionsOf(one.counted, { out }, before && before.used.length > 0 ? goneBefore(before) : undefined);
	const fresh = statements
		.filter(({ number, state }) => state === 'shown' && !read?.used.includes(number))
		.map(({ number }) => number);
	await transaction(async (tx) => {
		await readings.saveReading(tx, ref, {
			...common,
			content: read ? contentOf(read, votes, fresh, heard) : emptyContent(heard),
			state: read ? keptOf(read) : none,
		});
	});
	if (conversation.state === 'open') held.set(name, one);
	for (const oldest of held.keys()) if (held.size > mostHeld) held.delete(oldest);
}

const none: KeptState = { used: [], axes: [[], []], number: 1, of: [], size: [], x: [], y: [] };

/** For tests: this process knows of no marks. */
export const forgetHeld = (): void => held.clear();
