import { type Id, type Tx, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import type { AppealRef } from '../appeal.ts';
import { reach } from '../reach.ts';
import { leave, partIn, tellAll } from './ask-part.ts';
import * as joint from './joint-store.server.ts';
import { type Part, worksAt } from './part.ts';

/** "I do our part": it gets its executor. */
export async function takeUpPart(
	actor: Actor,
	ref: AppealRef,
	id: Id<'part'>,
	at = new Date(),
): Promise<void> {
	await doing(actor, ref, id, ['asked'], async (tx, part) => {
		await joint.changePart(tx, ref, id, { state: 'in-work', executor: actor.account, takenUpAt: at });
		await tellAll(tx, ref, { kind: 'part-taken-up', part, actor, text: null }, at);
	});
}

/** The body's own answer, to the leading one: the author gets a single answer from that. */
export async function reportPart(
	actor: Actor,
	ref: AppealRef,
	id: Id<'part'>,
	report: string,
	at = new Date(),
): Promise<void> {
	await doing(actor, ref, id, ['asked', 'in-work'], async (tx, part) => {
		await joint.changePart(tx, ref, id, {
			state: 'reported',
			executor: part.executor ?? actor.account,
			report,
			reportedBy: actor.account,
			endedAt: at,
		});
		await tellAll(tx, ref, { kind: 'part-reported', part, actor, text: report }, at);
	});
}

/** "Not ours": back to the leading body, with the reason. @returns the body, whose desk it leaves */
export async function refusePart(
	actor: Actor,
	ref: AppealRef,
	id: Id<'part'>,
	reason: string,
	at = new Date(),
): Promise<BodyRef> {
	return doing(actor, ref, id, ['asked', 'in-work'], async (tx, part) => {
		await joint.changePart(tx, ref, id, {
			state: 'refused',
			report: reason,
			reportedBy: actor.account,
			endedAt: at,
		});
		await leave(tx, ref, part, { kind: 'part-refused', actor, text: reason }, at);
		return part.body;
	});
}

async function doing<T>(
	actor: Actor,
	ref: AppealRef,
	id: Id<'part'>,
	states: readonly Part['state'][],
	work: (tx: Tx, part: Part) => Promise<T>,
): Promise<T> {
	return transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.do-part');
		const part = await partIn(tx, ref, id, (one) => states.includes(one.state));
		if (!worksAt(actor, part.body)) refuse('appeals.joint.not-found');
		return work(tx, part);
	});
}
