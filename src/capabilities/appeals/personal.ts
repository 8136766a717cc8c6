import { type AccountId, database, transaction } from '#platform/db/door.server.ts';
import { unlearn } from './classifier/lessons.server.ts';
import { forgetDissents, ownDissents } from './closing/store.server.ts';
import { deleteDraftsOf, draftsOf as draftsOfAccount } from './filing/draft-store.server.ts';
import * as store from './personal-store.server.ts';
import { deleteWatches, watchesOf } from './watches/watches-store.server.ts';

/** Everything the room holds on the account. */
export async function exportOf(account: AccountId): Promise<Record<string, unknown>> {
	const db = database();
	const appeals: store.OwnAppeal[] = [];
	const disagreed: Awaited<ReturnType<typeof ownDissents>> = [];
	for (const territory of await store.territoriesOf(db, account)) {
		appeals.push(...(await store.ownAppeals(db, account, territory)));
		disagreed.push(...(await ownDissents(db, account, territory)));
	}
	return {
		appeals,
		disagreed,
		drafts: await draftsOfAccount(db, account),
		watches: await watchesOf(db, account),
	};
}

/** The law keeps appeals and answers for five years; the person goes out of them. */
export async function erase(account: AccountId): Promise<{ kept: string[] }> {
	let kept = 0;
	for (const territory of await store.territoriesOf(database(), account)) {
		await unlearn(account, territory);
		kept += await transaction(async (tx) => {
			await forgetDissents(tx, account, territory);
			return store.forget(tx, account, territory, new Date());
		});
	}
	await transaction((tx) => store.forgetList(tx, account));
	await deleteDraftsOf(database(), account);
	await deleteWatches(database(), account);
	return { kept: kept > 0 ? ['appeals.kept-by-law'] : [] };
}
