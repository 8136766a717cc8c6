import type { AccountId, Db, Tx } from '#platform/db/door.server.ts';

/** Where a person voted: the day, never what. */
export async function votedOver(
	db: Db,
	account: AccountId,
): Promise<{ question: string; day: string; channel: string }[]> {
	return db`
		/* background: the export of a person looks over all territories */
		select b.question, v.day::text as day, v.channel from ballots.voter v
		join ballots.ballot b on b.territory_id = v.territory_id and b.id = v.ballot_id
		where v.account_id = ${account} order by v.day, b.question`;
}

/** Votes that stand with the person's name, in ballots that are open by their rule. */
export async function namedVotes(
	db: Db,
	account: AccountId,
): Promise<{ question: string; marks: string; name: string | null }[]> {
	return db`
		/* background: the export of a person looks over all territories */
		select b.question, p.marks, p.name from ballots.paper p
		join ballots.ballot b on b.territory_id = p.territory_id and b.id = p.ballot_id
		where p.account_id = ${account} order by b.created_at`;
}

/** The voter is nobody any more; the vote stays counted. */
export async function forgetVoter(tx: Tx, account: AccountId): Promise<void> {
	const rows = await tx<{ territory: number; ballot: string; key: string }[]>`
		/* background: erasing a person looks over all territories */
		select territory_id as territory, ballot_id as ballot, key from ballots.voter where account_id = ${account} for update`;
	for (const { territory, ballot, key } of rows) {
		const other = crypto.randomUUID();
		await tx`
			update ballots.envelope set voter = ${other}
			where territory_id = ${territory} and ballot_id = ${ballot} and voter = ${key}`;
		await tx`
			update ballots.voter set further_of = ${other}
			where territory_id = ${territory} and ballot_id = ${ballot} and further_of = ${key}`;
		await tx`
			update ballots.voter set key = ${other}, account_id = null
			where territory_id = ${territory} and ballot_id = ${ballot} and key = ${key}`;
	}
	await tx`
		/* background: erasing a person looks over all territories */
		update ballots.paper set name = null, account_id = null where account_id = ${account}`;
	await tx`
		/* background: erasing a person looks over all territories */
		delete from ballots.allowed where account_id = ${account}`;
	await tx`
		/* background: erasing a person looks over all territories */
		update ballots.code_batch set made_by = null where made_by = ${account}`;
	await tx`
		/* background: erasing a person looks over all territories */
		update ballots.pack set made_by = null where made_by = ${account}`;
}
