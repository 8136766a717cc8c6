import { database, type Id } from '#platform/db/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import { insteadOf, staffOf } from '#rooms/organisations/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import * as store from '../store.server.ts';
import { tellBody, workersAmong } from '../tell.ts';
import * as joint from './joint-store.server.ts';
import { effectiveDue } from './part.ts';

/** Of a step of a part hears whoever must act next: the body that was asked, or the one that leads. */
export async function tellOfPart(ref: AppealRef, id: Id<'part'>, news: string, round: number): Promise<void> {
	if (news === 'part-reported' || news === 'part-refused') {
		await tellBody(ref, news, { round });
		return;
	}
	if (news !== 'part-asked' && news !== 'part-sent-back') return;
	const appeal = await store.read(database(), ref);
	const part = (await joint.partsOf(database(), ref)).find((one) => one.id === id);
	if (!appeal || !part) return;
	const { body } = part;
	const told = workersAmong({ executor: part.executor, unit: null }, await staffOf(body));
	for (const account of await insteadOf({ territory: body.territory, body: body.id }, told))
		await notify(database(), {
			kind: 'appeals.work-part-came',
			account,
			territory: body.territory,
			facts: { number: appeal.number, due: effectiveDue(part, appeal.dueOn) },
			url: `/office/appeals/${appeal.territory}/${appeal.id}`,
			key: `appeals.work-part-came ${id} ${round}`,
		});
}
