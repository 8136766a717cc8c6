import { z } from 'zod';
import { record } from '#platform/audit/door.server.ts';
import { transaction } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from '../appeal.ts';
import { reach } from '../reach.ts';
import { groundOf } from './ground.server.ts';
import { pauseTerms, resumeTerms } from './pause-terms.ts';

export const waitInput = z.object({
	reason: z.string().min(1, 'platform.field.choose').max(40),
	note: z.string().max(3000, 'appeals.form.text.long').default(''),
});
export const prolongInput = z.object({
	until: z.iso.date('platform.field.not-a-date'),
	reason: z.string().min(5, 'appeals.return.missing').max(3000, 'appeals.form.text.long'),
});

/** An official says what the work waits for; the rules say whether a clock stands. */
export async function waitFor(actor: Actor, ref: AppealRef, input: z.infer<typeof waitInput>): Promise<void> {
	await groundOf(ref.territory);
	await transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.wait');
		const note = input.note || null;
		const { stopped } = await pauseTerms(tx, ref, { reason: input.reason, by: actor.account, note });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.waits',
			thing: { kind: 'appeal', id: ref.id },
			payload: { reason: input.reason, note, stopped },
		});
	});
}

/** Nothing is waited for any more. */
export async function goOn(actor: Actor, ref: AppealRef): Promise<void> {
	await groundOf(ref.territory);
	await transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.wait');
		await resumeTerms(tx, ref, { by: actor.account });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.goes-on',
			thing: { kind: 'appeal', id: ref.id },
		});
	});
}
