import { database, transaction } from '#platform/db/door.server.ts';
import type { JobContext } from '#platform/room.ts';
import type { AppealRef } from '../appeal.ts';
import { isOver } from '../appeal.ts';
import { classify } from '../classify-appeal.ts';
import { lock } from '../store.server.ts';
import { house } from '../take-in.ts';
import { countOpen, openUnder } from './open-store.server.ts';

const atOnce = 200;

/**
 * Gives the open appeals of a closed category the one that stands in its place, each in a transaction of its own: terms are
 * counted anew, the timeline says so. Runs again from where it was stopped; what went over is not found a second time.
 */
export async function moveOpen(
	{ from, to }: { from: string; to: string },
	{ work }: Pick<JobContext, 'work'>,
): Promise<void> {
	const total = await countOpen(database(), from);
	let done = 0;
	for (let after: AppealRef | null = null; ; ) {
		const refs: AppealRef[] = await openUnder(database(), from, after, atOnce);
		for (const ref of refs) {
			if (await work?.stopped()) return;
			await transaction(async (tx) => {
				const appeal = await lock(tx, ref);
				if (appeal?.category === from && !isOver(appeal.state)) await classify(tx, appeal, to, { by: house });
			});
			await work?.progress(++done, Math.max(total, done));
		}
		after = refs.at(-1) ?? null;
		if (refs.length < atOnce) break;
	}
	work?.finish({ says: [{ key: 'appeals.category.work.moved', facts: { count: done } }] });
}
