import { database } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import type { AppealRef } from '../appeal.ts';
import { isOver } from '../appeal.ts';
import * as store from '../store.server.ts';

/** Which of several leads when nobody says: one that leads others already, else the one that was filed first and waits still. */
export async function leadAmong(refs: readonly AppealRef[]): Promise<AppealRef> {
	const open = (await store.readMany(database(), refs)).filter(
		(one) => !isOver(one.state) && one.state !== 'answered' && one.mergedInto === null,
	);
	const [lead] = open.sort(
		(a, b) => Number(b.merged > 0) - Number(a.merged > 0) || a.filedAt.getTime() - b.filedAt.getTime(),
	);
	if (!lead || refs.length < 2) invalid({ field: '', code: 'appeals.merge.alone' });
	return { territory: lead.territory, id: lead.id };
}
