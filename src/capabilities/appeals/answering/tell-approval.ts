import { type AccountId, database } from '#platform/db/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import { holders } from '#rooms/identity/door.server.ts';
import { type BodyRef, insteadOf, staffOf } from '#rooms/organisations/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import * as appeals from '../store.server.ts';
import * as store from './draft-store.server.ts';
import { roleOf } from './step.ts';
import { approverOf } from './who-approves.ts';

/** Those whose approval an answer waits for hear of it; who is away does not, who stands in does. Runs as a job. */
export async function tellApprovers(ref: AppealRef): Promise<void> {
	const appeal = await appeals.read(database(), ref);
	const draft = await store.readDraft(database(), ref);
	if (!appeal?.approval || !appeal.body || !draft) return;
	const { body, approval } = appeal;
	for (const account of await askedFor(appeal, approval, body))
		if (account !== draft.askedBy)
			await notify(database(), {
				kind: 'appeals.to-approve',
				account,
				territory: body.territory,
				facts: { number: appeal.number, due: appeal.dueOn },
				url: `/office/appeals/${appeal.territory}/${appeal.id}`,
				key: `appeals.to-approve ${ref.id} ${appeal.returns} ${draft.turn} ${approval}`,
			});
}

async function askedFor(appeal: Appeal, step: string, body: BodyRef): Promise<AccountId[]> {
	const named = await approverOf(step, appeal);
	if (named) return [named];
	const role = roleOf(step);
	const inBody = (await staffOf(body)).filter((one) => one.role === role).map((one) => one.account);
	const people = inBody.length ? inBody : await nearest(appeal, role);
	return insteadOf({ territory: body.territory, body: body.id }, [...new Set(people)]);
}

/** Where nobody in the body has the role: who holds it in the territory as a whole, else those above who hold it for all below. */
async function nearest({ territory }: Appeal, role: string): Promise<AccountId[]> {
	const now = new Date();
	for (const area of [territory, ...tree.ancestors(territory)]) {
		const found = (await holders([area], { space: null, role })).filter(
			(one) =>
				(area === territory || one.reach === 'subtree') && (one.expiresAt === null || one.expiresAt > now),
		);
		if (found.length) return found.map((one) => one.account);
	}
	return [];
}

/** Whoever put it to approval hears that it came back. */
export async function tellSentBack(ref: AppealRef): Promise<void> {
	const appeal = await appeals.read(database(), ref);
	const draft = await store.readDraft(database(), ref);
	if (!appeal?.body || !draft?.askedBy || appeal.approval) return;
	const { body } = appeal;
	for (const account of await insteadOf({ territory: body.territory, body: body.id }, [draft.askedBy]))
		await notify(database(), {
			kind: 'appeals.sent-back',
			account,
			territory: body.territory,
			facts: { number: appeal.number, due: appeal.dueOn },
			url: `/office/appeals/${appeal.territory}/${appeal.id}`,
			key: `appeals.sent-back ${ref.id} ${appeal.returns} ${draft.turn}`,
		});
}
