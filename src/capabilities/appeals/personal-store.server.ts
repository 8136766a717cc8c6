import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';

export type OwnAppeal = {
	territory: TerritoryId;
	number: string;
	filedAt: Date;
	category: string;
	text: string;
	place: string;
	state: string;
	name: string;
	email: string | null;
	phone: string | null;
	answers: string[];
	/** What the person added later, and answered to questions. */
	added: string[];
};

/** Where the account has filed: its own projection names the territories, so that no other is asked. */
export async function territoriesOf(db: Db, account: AccountId): Promise<TerritoryId[]> {
	const rows = await db<{ territory: TerritoryId }[]>`
		select distinct territory_id as territory from appeals.mine where account_id = ${account}`;
	return rows.map((row) => row.territory);
}

export async function ownAppeals(db: Db, account: AccountId, territory: TerritoryId): Promise<OwnAppeal[]> {
	return db<OwnAppeal[]>`
		select a.territory_id as territory, a.number, a.filed_at as "filedAt", a.category, a.text, a.place_words as place,
			a.state, p.name, p.email, p.phone,
			coalesce((select array_agg(n.text order by n.round) from appeals.answer n
				where n.territory_id = a.territory_id and n.appeal_id = a.id), '{}') as answers,
			coalesce((select array_agg(s.text order by s.at) from appeals.supplement s
				where s.territory_id = a.territory_id and s.appeal_id = a.id), '{}') as added
		from appeals.appeal a
		join appeals.applicant p on p.territory_id = a.territory_id and p.appeal_id = a.id
		where a.territory_id = ${territory} and a.author_id = ${account} order by a.filed_at`;
}

/** Takes the person out of the appeals of a territory: the appeal itself stays, by law, without them. */
export async function forget(tx: Tx, account: AccountId, territory: TerritoryId, at: Date): Promise<number> {
	const [kept] = await tx<{ count: string }[]>`
		select count(*) from appeals.appeal where territory_id = ${territory} and author_id = ${account}`;
	await tx`
		update appeals.applicant set account_id = null, name = '', email = null, phone = null, address = null, erased_at = ${at}
		where territory_id = ${territory} and account_id = ${account}`;
	await tx`
		update appeals.appeal set author_id = null, visibility = case when visibility = 'public' then 'nameless' else visibility end,
			hidden_was = case when hidden_was = 'public' then 'nameless' else hidden_was end, shown = '{}', updated_at = ${at}, version = version + 1
		where territory_id = ${territory} and author_id = ${account}`;
	await tx`
		update appeals.history set account_id = null
		where territory_id = ${territory} and account_id = ${account} and audience <> 'office'
			and kind in ('filed', 'accepted', 'returned', 'disputed', 'closed', 'replied', 'supplemented')`;
	await tx`
		update appeals.supplement set account_id = null where territory_id = ${territory} and account_id = ${account}`;
	await tx`delete from appeals.joining where territory_id = ${territory} and account_id = ${account}`;
	await tx`delete from appeals.following where territory_id = ${territory} and account_id = ${account}`;
	return Number(kept?.count ?? 0);
}

export async function forgetList(tx: Tx, account: AccountId): Promise<void> {
	await tx`delete from appeals.mine where account_id = ${account}`;
}
