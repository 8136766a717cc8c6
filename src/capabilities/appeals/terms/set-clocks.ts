import { z } from 'zod';
import { record } from '#platform/audit/door.server.ts';
import { transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { categories } from '../categories.server.ts';
import { forgetRulebook } from './ground.server.ts';
import {
	type ClocksOf,
	clocksOf,
	insertClocksChange,
	lockWaitReasons,
	waitReasons,
	writeClocks,
} from './waits-store.server.ts';

const said = z
	.enum(['stops', 'runs', ''], 'platform.field.choose')
	.transform((one) => (one === '' ? null : one === 'stops'));

/** Which clocks stand during a wait: they stop, they run, or nothing is said here and those above hold. */
export const clocksInput = z.object({ promise: said, reaction: said });

/**
 * Says for a territory and a category which of a category's own terms stand during a wait; those of law never do.
 * Open appeals that wait or waited for it are counted anew, with a line in the history of each term that moves.
 */
export async function setClocks(
	actor: Actor,
	of: ClocksOf,
	input: z.output<typeof clocksInput>,
	at = new Date(),
): Promise<void> {
	demand(actor, 'appeals.set-waits', { territory: of.holdsIn });
	const tree = await categories();
	if (of.category !== '' && !tree.get(of.category)) refuse('platform.not-found');
	await transaction(async (tx) => {
		await lockWaitReasons(tx);
		if (!(await waitReasons(tx)).some((one) => one.code === of.reason)) refuse('appeals.wait.unknown');
		const { revision: last, ...before } = await clocksOf(tx, of);
		if (before.promise === input.promise && before.reaction === input.reaction) return;
		const revision = last + 1;
		await writeClocks(tx, of, input);
		await insertClocksChange(tx, { ...of, revision, at, account: actor.account, before, after: input });
		await announce(tx, 'appeals.wait-stops-changed', {
			territory: of.holdsIn,
			reason: of.reason,
			category: of.category,
			revision,
		});
		await record(tx, {
			actor,
			territory: of.holdsIn,
			action: 'appeals.wait-stops-changed',
			thing: { kind: 'appeals.wait-reason', id: of.reason },
			payload: { category: of.category, before, after: input },
		});
	});
	forgetRulebook();
}
