import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef, Closing } from './appeal.ts';
import { dropReview } from './closing/open-review.ts';
import { endInquiries } from './inquiry/end-inquiries.ts';
import { reach, type Viewer } from './reach.ts';
import * as store from './store.server.ts';
import { resumeTerms } from './terms/pause-terms.ts';
import { termKinds } from './terms/term.ts';
import { within } from './within.ts';

/** Ends the appeal without an answer, for a reason that law knows, with words for the author (59-FZ, art. 11). */
export async function closeAppeal(
	actor: Actor,
	ref: AppealRef,
	input: { because: Closing; text: string },
	given?: Tx,
): Promise<void> {
	await close({ actor }, ref, 'appeals.close', input, given);
}

/** The author takes the appeal back. */
export async function withdrawAppeal(viewer: Viewer, ref: AppealRef): Promise<void> {
	await close(viewer, ref, 'appeals.withdraw', { because: 'withdrawn', text: null });
}

async function close(
	viewer: Viewer,
	ref: AppealRef,
	right: string,
	input: { because: Closing; text: string | null },
	given?: Tx,
): Promise<void> {
	const at = new Date();
	await within(given, async (tx) => {
		const appeal = await reach(tx, viewer, ref, right);
		await store.change(
			tx,
			ref,
			{
				state: 'closed',
				closedBecause: input.because,
				closedAt: at,
				inReview: false,
				...(appeal.registeredAt ? {} : { registeredAt: at }),
			},
			at,
		);
		await dropReview(tx, ref, at);
		await endInquiries(tx, appeal, 'withdrawn', at);
		await resumeTerms(tx, ref, { by: viewer.actor.account, at, quiet: true });
		await store.meet(tx, ref, termKinds, at);
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'closed',
			audience: 'public',
			account: viewer.actor.account,
			text: input.text,
			facts: { because: input.because },
		});
		await announce(tx, 'appeals.closed', {
			territory: ref.territory,
			appeal: ref.id,
			because: input.because,
		});
		await record(tx, {
			actor: viewer.actor,
			territory: ref.territory,
			action: input.because === 'withdrawn' ? 'appeals.withdrawn' : 'appeals.closed',
			thing: { kind: 'appeal', id: ref.id },
			payload: { because: input.because, text: input.text },
		});
	});
}
