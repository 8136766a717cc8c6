import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import { placeOf, reach } from '../reach.ts';
import * as store from '../store.server.ts';
import { within } from '../within.ts';
import { follow } from './follow-lead.ts';
import { countLed, isPrivate, release } from './release.ts';

/** Where it may still be worked on together. */
const atWork: readonly Appeal['state'][] = ['registered', 'routed', 'in-work', 'returned'];

/**
 * Makes an appeal one work with another that leads: it keeps its number, page, code, author and terms, lies where the leading
 * one lies, and gets its answer. Both are of one territory and seen by the same people.
 */
export async function mergeAppeal(actor: Actor, ref: AppealRef, into: AppealRef, given?: Tx): Promise<void> {
	const at = new Date();
	await within(given, async (tx) => {
		if (ref.territory !== into.territory) refuse('appeals.merge.elsewhere');
		if (ref.id === into.id) refuse('appeals.merge.itself');
		const appeal = await reach(tx, { actor }, ref, 'appeals.see-whole');
		const lead = await reach(tx, { actor }, into, 'appeals.see-whole');
		check(appeal, lead);
		for (const one of [appeal, lead]) demand(actor, 'appeals.merge', placeOf(one, false), { visible: true });
		await store.change(tx, ref, { mergedInto: lead.id }, at);
		await follow(tx, appeal, lead, at);
		await countLed(tx, lead, at);
		const open = !isPrivate(lead);
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'merged',
			audience: 'public',
			account: actor.account,
			facts: open ? { known: 'yes', number: lead.number } : { known: 'no' },
		});
		await store.happened(tx, lead, at, {
			id: newId(at.getTime()),
			kind: 'took-in',
			audience: open ? 'public' : 'office',
			account: actor.account,
			facts: { number: appeal.number },
		});
		await announce(tx, 'appeals.merged', {
			territory: ref.territory,
			appeal: ref.id,
			was: appeal.body,
			round: appeal.version,
		});
		await announce(tx, 'appeals.gathered', { territory: lead.territory, appeal: lead.id });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.merged',
			thing: { kind: 'appeal', id: ref.id },
			payload: { into: lead.id },
		});
	});
}

function check(appeal: Appeal, lead: Appeal): void {
	if (lead.mergedInto) refuse('appeals.merge.lead-is-led', { number: lead.number });
	if (!atWork.includes(lead.state)) refuse('appeals.merge.lead-ended', { number: lead.number });
	if (appeal.mergedInto) refuse('appeals.merge.already');
	if (appeal.withBodies.length > 0) refuse('appeals.merge.has-parts');
	if (appeal.merged > 0) refuse('appeals.merge.leads-others');
	if (isPrivate(appeal) !== isPrivate(lead)) refuse('appeals.merge.visibility');
}

/** Takes an appeal out of the common work: it stays where it lies and is worked on by itself. */
export async function unmergeAppeal(actor: Actor, ref: AppealRef, reason: string): Promise<void> {
	const at = new Date();
	await transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.unmerge');
		await release(tx, appeal, { because: 'office', actor, reason }, at);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.unmerged',
			thing: { kind: 'appeal', id: ref.id },
			payload: { reason },
		});
	});
}
