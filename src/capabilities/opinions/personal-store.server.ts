import type { AccountId, Db, Tx } from '#platform/db/door.server.ts';

export async function marksOver(
	db: Db,
	account: AccountId,
): Promise<{ question: string; number: number; statement: string; mark: number; at: Date }[]> {
	return db`
		/* background: the export of a person looks over all territories */
		select c.question, s.number, s.text as statement, m.mark, m.at from opinions.participant p
		join opinions.conversation c on c.territory_id = p.territory_id and c.id = p.conversation_id
		join opinions.mark m on m.territory_id = p.territory_id and m.conversation_id = p.conversation_id and m.participant = p.number
		join opinions.statement s on s.territory_id = m.territory_id and s.conversation_id = m.conversation_id and s.number = m.statement
		where p.account_id = ${account} and m.mark is not null order by c.created_at, s.number`;
}

export async function statementsOver(
	db: Db,
	account: AccountId,
): Promise<{ question: string; number: number; text: string; state: string; at: Date }[]> {
	return db`
		/* background: the export of a person looks over all territories */
		select c.question, s.number, s.text, s.state, s.created_at as at from opinions.statement s
		join opinions.conversation c on c.territory_id = s.territory_id and c.id = s.conversation_id
		where s.account_id = ${account} order by s.created_at`;
}

/** Marks and statements stay, under the number of nobody. */
export async function forgetPerson(tx: Tx, account: AccountId): Promise<void> {
	await tx`
		/* background: erasing a person looks over all territories */
		update opinions.participant set account_id = null where account_id = ${account}`;
	await tx`
		/* background: erasing a person looks over all territories */
		update opinions.statement set account_id = null where account_id = ${account}`;
}
