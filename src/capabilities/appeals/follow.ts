import { database } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { byShortCode } from '#rooms/territories/door.server.ts';
import type { Appeal } from './appeal.ts';
import { isFollowCode } from './follow-code.ts';
import { readNumber } from './number.ts';
import * as store from './store.server.ts';

/** Finds an appeal by what stands on the receipt. A wrong number and a wrong code are one answer. */
export async function followAppeal(number: string, code: string): Promise<Appeal> {
	const found = await appealByNumber(number);
	if (!found || !isFollowCode(code, await store.followHash(database(), found)))
		refuse('appeals.follow.wrong');
	return found;
}

/** The territory stands in the number: no search over all. */
export async function appealByNumber(number: string): Promise<Appeal | undefined> {
	const read = readNumber(number);
	if (!read) return undefined;
	const territory = await byShortCode(read.code);
	return territory === null ? undefined : store.readByNumber(database(), territory, read.number);
}
