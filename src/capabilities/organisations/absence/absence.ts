import type { AccountId, Id, Ref, TerritoryId, Uuid } from '#platform/db/ids.ts';

export type AbsenceRef = Ref<'absence'>;

/** Where somebody is away: a body, or the work for the territory as a whole (`body` null). */
export type AwayFrom = { territory: TerritoryId; body: Id<'body'> | null };

export type Absence = AbsenceRef & {
	body: Id<'body'> | null;
	account: AccountId;
	deputy: AccountId;
	/** Days, ISO, both included. */
	from: string;
	until: string;
	startsAt: Date;
	endsAt: Date;
	declaredBy: AccountId;
	declaredAt: Date;
	begunAt: Date | null;
	endedAt: Date | null;
};

export const placeOf = (where: AwayFrom): { territory: TerritoryId; space: Uuid | null } => ({
	territory: where.territory,
	space: where.body,
});

/** The longest that one declares at once, days: whoever is away longer hands the work over. */
export const longestAway = 184;

type Span = Pick<Absence, 'from' | 'until'>;
export const overlap = (a: Span, b: Span): boolean => a.from <= b.until && b.from <= a.until;

/**
 * Whose work comes to whom: follows the chain where the deputy is away too, and ends where it would run in a circle.
 * @param now absences that hold at this moment
 */
export function standInFor(
	account: AccountId,
	now: readonly Pick<Absence, 'account' | 'deputy'>[],
): AccountId {
	const seen = new Set<AccountId>();
	let at = account;
	for (;;) {
		seen.add(at);
		const next = now.find((one) => one.account === at)?.deputy;
		if (next === undefined || seen.has(next)) return at;
		at = next;
	}
}

/**
 * Who hears of work at a place instead of those who are away from it.
 * @param now absences that hold at this moment, of any place
 */
export function standInsAt(
	where: AwayFrom,
	accounts: readonly AccountId[],
	now: readonly Absence[],
): AccountId[] {
	const away = now.filter((one) => one.territory === where.territory && one.body === where.body);
	return [...new Set(accounts.map((account) => standInFor(account, away)))];
}
