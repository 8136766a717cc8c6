import type { Db, Tx } from '#platform/db/door.server.ts';
import type { ClosingEdition } from './closing.ts';

const columns = (db: Db) => db`
	holds_in as "holdsIn", category, version, inherits, silent_days as "silentDays", objection_days as "objectionDays",
	disputes_enough as "disputesEnough", review_days as "reviewDays", made_at as "madeAt", made_by as "madeBy"`;

/** The newest edition of every rule. */
export async function newestClosingRules(db: Db): Promise<ClosingEdition[]> {
	return db<ClosingEdition[]>`
		select distinct on (holds_in, category) ${columns(db)} from appeals.closing_rule
		order by holds_in, category, version desc`;
}

/** The editions of one rule, the newest first. */
export async function closingHistory(
	db: Db,
	of: Pick<ClosingEdition, 'holdsIn' | 'category'>,
	limit = 30,
): Promise<ClosingEdition[]> {
	return db<ClosingEdition[]>`
		select ${columns(db)} from appeals.closing_rule
		where holds_in = ${of.holdsIn} and category = ${of.category} order by version desc limit ${limit}`;
}

export async function insertClosingRule(tx: Tx, edition: ClosingEdition): Promise<void> {
	const { holdsIn, category, version, inherits, madeAt, madeBy } = edition;
	await tx`
		insert into appeals.closing_rule (holds_in, category, version, inherits, silent_days, objection_days, disputes_enough,
			review_days, made_at, made_by)
		values (${holdsIn}, ${category}, ${version}, ${inherits}, ${edition.silentDays}, ${edition.objectionDays},
			${edition.disputesEnough}, ${edition.reviewDays}, ${madeAt}, ${madeBy})`;
}
