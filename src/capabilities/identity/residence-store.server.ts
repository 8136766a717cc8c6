import type { AccountId, Db, TerritoryId, Tx, Uuid } from '#platform/db/door.server.ts';

export type How = 'desk' | 'paper' | 'provider';
export type ResidenceRow = {
	id: Uuid;
	territory: TerritoryId;
	place: TerritoryId | null;
	declaredAt: Date;
	confirmedAt: Date | null;
	how: How | null;
	confirmedBy: AccountId | null;
	provider: string | null;
	endedAt: Date | null;
	endedWhy: 'moved' | 'withdrawn' | 'erased' | null;
};

export async function residencesOf(db: Db, account: AccountId): Promise<ResidenceRow[]> {
	return db<ResidenceRow[]>`
		select id, territory_id as territory, place_id as place, declared_at as "declaredAt", confirmed_at as "confirmedAt",
			how, confirmed_by as "confirmedBy", provider, ended_at as "endedAt", ended_why as "endedWhy"
		from identity.residence where account_id = ${account} order by declared_at desc, id desc`;
}

export async function lockResidence(tx: Tx, account: AccountId): Promise<ResidenceRow | null> {
	const [row] = await tx<ResidenceRow[]>`
		select id, territory_id as territory, place_id as place, declared_at as "declaredAt", confirmed_at as "confirmedAt",
			how, confirmed_by as "confirmedBy", provider, ended_at as "endedAt", ended_why as "endedWhy"
		from identity.residence where account_id = ${account} and ended_at is null for update`;
	return row ?? null;
}

export async function insertResidence(
	tx: Tx,
	row: { account: AccountId; id: Uuid; territory: TerritoryId; place: TerritoryId | null; at: Date },
): Promise<void> {
	await tx`
		insert into identity.residence (account_id, id, territory_id, place_id, declared_at)
		values (${row.account}, ${row.id}, ${row.territory}, ${row.place}, ${row.at})`;
}

export async function endResidence(
	tx: Tx,
	account: AccountId,
	why: 'moved' | 'withdrawn',
	at: Date,
): Promise<void> {
	await tx`
		update identity.residence set ended_at = ${at}, ended_why = ${why}
		where account_id = ${account} and ended_at is null`;
}

export async function confirmResidence(
	tx: Tx,
	row: { account: AccountId; id: Uuid; how: How; by: AccountId | null; provider: string | null; at: Date },
): Promise<void> {
	await tx`
		update identity.residence
		set confirmed_at = ${row.at}, how = ${row.how}, confirmed_by = ${row.by}, provider = ${row.provider}
		where account_id = ${row.account} and id = ${row.id} and ended_at is null`;
}

export async function unconfirmResidence(tx: Tx, account: AccountId): Promise<void> {
	await tx`
		update identity.residence set confirmed_at = null, how = null, confirmed_by = null, provider = null
		where account_id = ${account} and ended_at is null`;
}

export async function residencesToday(
	db: Db,
	accounts: readonly AccountId[],
): Promise<(ResidenceRow & { account: AccountId })[]> {
	return db<(ResidenceRow & { account: AccountId })[]>`
		select account_id as account, id, territory_id as territory, place_id as place, declared_at as "declaredAt",
			confirmed_at as "confirmedAt", how, confirmed_by as "confirmedBy", provider, ended_at as "endedAt", ended_why as "endedWhy"
		from identity.residence where account_id = any(${[...accounts]}::uuid[]) and ended_at is null`;
}

export type VoterRow = {
	territory: TerritoryId | null;
	place: TerritoryId | null;
	confirmed: boolean;
	bornOn: string | null;
	email: string | null;
};

/** What a vote asks of an account, in one read: thousands ask at once. */
export async function voterToday(db: Db, account: AccountId): Promise<VoterRow | null> {
	const [row] = await db<VoterRow[]>`
		select r.territory_id as territory, r.place_id as place, r.confirmed_at is not null as confirmed,
			a.born_on::text as "bornOn", case when a.email_confirmed_at is not null then a.email end as email
		from identity.account a
		left join identity.residence r on r.account_id = ${account} and r.ended_at is null
		where a.account_id = ${account}`;
	return row ?? null;
}

// Codes on paper

export type BatchRow = {
	id: Uuid;
	territory: TerritoryId;
	title: string;
	size: number;
	used: number;
	madeBy: AccountId;
	madeAt: Date;
	expiresAt: Date;
	revokedAt: Date | null;
};

export async function insertBatch(
	tx: Tx,
	row: {
		territory: TerritoryId;
		id: Uuid;
		title: string;
		by: AccountId;
		at: Date;
		expiresAt: Date;
		hashes: readonly Buffer[];
	},
): Promise<void> {
	await tx`
		insert into identity.code_batch (territory_id, id, title, size, made_by, made_at, expires_at)
		values (${row.territory}, ${row.id}, ${row.title}, ${row.hashes.length}, ${row.by}, ${row.at}, ${row.expiresAt})`;
	const codes = row.hashes.map((hash, i) => ({
		territory_id: row.territory,
		batch_id: row.id,
		number: i + 1,
		hash,
	}));
	await tx`insert into identity.paper_code ${tx(codes, 'territory_id', 'batch_id', 'number', 'hash')}`;
}

export async function batchesIn(db: Db, territory: TerritoryId): Promise<BatchRow[]> {
	return db<BatchRow[]>`
		select b.id, b.territory_id as territory, b.title, b.size, b.made_by as "madeBy", b.made_at as "madeAt",
			b.expires_at as "expiresAt", b.revoked_at as "revokedAt",
			(select count(*)::int from identity.paper_code c
				where c.territory_id = ${territory} and c.batch_id = b.id and c.used_at is not null) as used
		from identity.code_batch b where b.territory_id = ${territory} order by b.made_at desc, b.id desc limit 100`;
}

export async function batchById(db: Db, territory: TerritoryId, id: Uuid): Promise<BatchRow | null> {
	const [row] = await db<BatchRow[]>`
		select id, territory_id as territory, title, size, made_by as "madeBy", made_at as "madeAt", expires_at as "expiresAt",
			revoked_at as "revokedAt", 0 as used
		from identity.code_batch where territory_id = ${territory} and id = ${id}`;
	return row ?? null;
}

export async function revokeBatch(tx: Tx, territory: TerritoryId, id: Uuid, at: Date): Promise<boolean> {
	const done = await tx`
		update identity.code_batch set revoked_at = ${at}
		where territory_id = ${territory} and id = ${id} and revoked_at is null returning 1`;
	return done.length > 0;
}

/** Takes a code once. */
export async function takeCode(
	tx: Tx,
	territory: TerritoryId,
	hash: Buffer,
	account: AccountId,
	at: Date,
): Promise<boolean> {
	const taken = await tx`
		update identity.paper_code c set used_by = ${account}, used_at = ${at}
		from identity.code_batch b
		where c.territory_id = ${territory} and c.hash = ${hash} and c.used_at is null
			and b.territory_id = ${territory} and b.id = c.batch_id and b.revoked_at is null and b.expires_at > ${at}
		returning 1`;
	return taken.length > 0;
}
