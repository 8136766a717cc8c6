import { type AccountId, type Db, database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Absence, type AwayFrom, standInFor, standInsAt } from './absence.ts';
import * as store from './absence-store.server.ts';

/** What holds now or is still to come at a place. */
export async function absencesAt(where: AwayFrom, now = new Date()): Promise<Absence[]> {
	return store.absencesAt(database(), where, now);
}

/** Absences that hold at this moment, over several places at once. */
export async function absencesNow(territories: readonly TerritoryId[], now = new Date()): Promise<Absence[]> {
	return territories.length ? store.absencesNow(database(), territories, now) : [];
}

/** Whose work the person does at this moment at a place, through every link of a chain, with the last day of each. */
export function standsInFor(
	deputy: AccountId,
	now: readonly Absence[],
): { account: AccountId; until: string }[] {
	return now
		.filter((one) => one.account !== deputy && standInFor(one.account, now) === deputy)
		.map(({ account, until }) => ({ account, until }));
}

/** The same at many places at once, in their order: one query. */
export async function insteadOfMany(
	asked: readonly { where: AwayFrom; accounts: readonly AccountId[] }[],
	now = new Date(),
): Promise<AccountId[][]> {
	const all = await absencesNow([...new Set(asked.map(({ where }) => where.territory))], now);
	return asked.map(({ where, accounts }) => standInsAt(where, accounts, all));
}

/** Who hears of work instead of those who are away at the place. */
export async function insteadOf(
	where: AwayFrom,
	accounts: readonly AccountId[],
	now = new Date(),
	db: Db = database(),
): Promise<AccountId[]> {
	return standInsAt(where, accounts, await store.absencesNow(db, [where.territory], now));
}
