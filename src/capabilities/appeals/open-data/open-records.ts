import { database } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import * as store from '../store.server.ts';
import type { OpenRecord } from './fields.ts';
import { recordsOf } from './record.ts';

/** These appeals as open records, by id; what everybody may not see is left out. */
export async function openRecordsOf(
	refs: readonly AppealRef[],
	telling: { lang: string; origin: string },
): Promise<Map<string, OpenRecord>> {
	const open = (await store.readMany(database(), refs)).filter(
		(one) => one.visibility !== 'authority' && one.state !== 'filed',
	);
	const names = await store.namesToHide(database(), open);
	const records = await recordsOf(
		open.map((one) => ({ ...one, authorName: names.get(one.id) ?? null })),
		telling,
	);
	return new Map(open.map((one, i) => [one.id, records[i] as OpenRecord]));
}
