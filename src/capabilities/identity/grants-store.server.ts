import type { AccountId, Db, TerritoryId, Tx, Uuid } from '#platform/db/door.server.ts';
import type { GrantRow, Lang } from './account.ts';

type Row = {
	id: Uuid;
	role: string;
	territory_id: TerritoryId;
	reach: 'territory' | 'subtree';
	space_id: Uuid | null;
	granted_by: AccountId | null;
	granted_at: Date;
	expires_at: Date | null;
};
const view = (row: Row): GrantRow => ({
	id: row.id,
	role: row.role,
	territory: row.territory_id,
	reach: row.reach,
	space: row.space_id,
	grantedBy: row.granted_by,
	grantedAt: row.granted_at,
	expiresAt: row.expires_at,
});

/**
 * Inserts the grant, or finds the one that stands already. One that stands for a time only is prolonged when this one lasts longer:
 * a deputy who is appointed for good must not lose the role with the last day of standing in.
 */
export async function insertGrant(
	tx: Tx,
	account: AccountId,
	grant: GrantRow,
): Promise<{ id: Uuid; fresh: boolean }> {
	const [row] = await tx<{ id: Uuid }[]>`
		insert into identity.role_grant (account_id, id, role, territory_id, reach, space_id, granted_by, granted_at, expires_at)
		values (${account}, ${grant.id}, ${grant.role}, ${grant.territory}, ${grant.reach}, ${grant.space}, ${grant.grantedBy},
			${grant.grantedAt}, ${grant.expiresAt})
		on conflict (account_id, role, territory_id, reach, space_id) where withdrawn_at is null do update set
			expires_at = excluded.expires_at, granted_by = excluded.granted_by, granted_at = excluded.granted_at
		where role_grant.expires_at is not null
			and (excluded.expires_at is null or excluded.expires_at > role_grant.expires_at)
		returning id`;
	if (row) return { id: row.id, fresh: true };
	const [standing] = await tx<{ id: Uuid }[]>`
		select id from identity.role_grant
		where account_id = ${account} and role = ${grant.role} and territory_id = ${grant.territory}
			and reach = ${grant.reach} and space_id is not distinct from ${grant.space} and withdrawn_at is null`;
	return { id: standing?.id ?? grant.id, fresh: false };
}

export async function grantsOf(db: Db, account: AccountId, at: Date): Promise<GrantRow[]> {
	const rows = await db<Row[]>`
		select id, role, territory_id, reach, space_id, granted_by, granted_at, expires_at from identity.role_grant
		where account_id = ${account} and withdrawn_at is null and (expires_at is null or expires_at > ${at})
		order by granted_at, id`;
	return rows.map(view);
}

export async function grantById(
	db: Db,
	account: AccountId,
	id: Uuid,
): Promise<(GrantRow & { withdrawnAt: Date | null }) | null> {
	const [row] = await db<(Row & { withdrawn_at: Date | null })[]>`
		select id, role, territory_id, reach, space_id, granted_by, granted_at, expires_at, withdrawn_at
		from identity.role_grant where account_id = ${account} and id = ${id}`;
	return row ? { ...view(row), withdrawnAt: row.withdrawn_at } : null;
}

export async function withdrawGrant(
	tx: Tx,
	account: AccountId,
	id: Uuid,
	by: { account: AccountId | null; at: Date; why: string },
): Promise<GrantRow | null> {
	const [row] = await tx<Row[]>`
		update identity.role_grant set withdrawn_at = ${by.at}, withdrawn_by = ${by.account}, withdrawn_why = ${by.why}
		where account_id = ${account} and id = ${id} and withdrawn_at is null
		returning id, role, territory_id, reach, space_id, granted_by, granted_at, expires_at`;
	return row ? view(row) : null;
}

export async function putHolder(db: Db, account: AccountId, grant: GrantRow): Promise<void> {
	await db`
		insert into identity.holder (territory_id, grant_id, account_id, role, reach, space_id, granted_by, granted_at, expires_at)
		values (${grant.territory}, ${grant.id}, ${account}, ${grant.role}, ${grant.reach}, ${grant.space}, ${grant.grantedBy},
			${grant.grantedAt}, ${grant.expiresAt})
		on conflict (territory_id, grant_id) do update set expires_at = excluded.expires_at`;
}

export async function dropHolder(db: Db, territory: TerritoryId, grant: Uuid): Promise<void> {
	await db`delete from identity.holder where territory_id = ${territory} and grant_id = ${grant}`;
}

export type Holder = GrantRow & { account: AccountId };
type HolderRow = Omit<Row, 'id'> & { grant_id: Uuid; account_id: AccountId };
const holder = (row: HolderRow): Holder => ({
	...view({ ...row, id: row.grant_id }),
	account: row.account_id,
});

/** Who holds rights in these territories, newest first; `space` undefined: anywhere in them. */
export async function holdersIn(
	db: Db,
	territories: readonly TerritoryId[],
	options: { space?: Uuid | null; role?: string; limit: number },
): Promise<Holder[]> {
	const { space, role } = options;
	const rows = await db<HolderRow[]>`
		select grant_id, account_id, role, territory_id, reach, space_id, granted_by, granted_at, expires_at
		from identity.holder
		where territory_id = any(${[...territories]}::int[])
			and (${space === undefined} or space_id is not distinct from ${space ?? null}::uuid)
			and (${role ?? null}::text is null or role = ${role ?? null})
		order by granted_at desc, grant_id desc limit ${options.limit}`;
	return rows.map(holder);
}

// What a territory demands

export type Demand = { territory: TerritoryId; secondFactor: boolean };
/** Background, held in memory for seconds: the few territories that demand something. */
export async function allDemands(db: Db): Promise<Demand[]> {
	return (
		await db<{ territory_id: TerritoryId; second_factor: boolean }[]>`
			select territory_id, second_factor from identity.demand where second_factor`
	).map((row) => ({ territory: row.territory_id, secondFactor: row.second_factor }));
}
export async function putDemand(
	tx: Tx,
	row: { territory: TerritoryId; secondFactor: boolean; by: AccountId | null; at: Date },
): Promise<void> {
	await tx`
		insert into identity.demand (territory_id, second_factor, set_by, set_at)
		values (${row.territory}, ${row.secondFactor}, ${row.by}, ${row.at})
		on conflict (territory_id) do update
		set second_factor = excluded.second_factor, set_by = excluded.set_by, set_at = excluded.set_at`;
}

// Invitations of officials

export type InvitationRow = {
	id: Uuid;
	territory: TerritoryId;
	email: string;
	name: string;
	role: string;
	reach: 'territory' | 'subtree';
	space: Uuid | null;
	lang: Lang;
	invitedBy: AccountId;
	createdAt: Date;
	expiresAt: Date;
	acceptedAt: Date | null;
	revokedAt: Date | null;
};
type InvitationSql = {
	id: Uuid;
	territory_id: TerritoryId;
	email: string;
	name: string;
	role: string;
	reach: 'territory' | 'subtree';
	space_id: Uuid | null;
	lang: Lang;
	invited_by: AccountId;
	created_at: Date;
	expires_at: Date;
	accepted_at: Date | null;
	revoked_at: Date | null;
};
const invitation = (row: InvitationSql): InvitationRow => ({
	id: row.id,
	territory: row.territory_id,
	email: row.email,
	name: row.name,
	role: row.role,
	reach: row.reach,
	space: row.space_id,
	lang: row.lang,
	invitedBy: row.invited_by,
	createdAt: row.created_at,
	expiresAt: row.expires_at,
	acceptedAt: row.accepted_at,
	revokedAt: row.revoked_at,
});

export async function insertInvitation(
	tx: Tx,
	row: Omit<InvitationRow, 'acceptedAt' | 'revokedAt'>,
	secretHash: Buffer,
): Promise<void> {
	await tx`
		insert into identity.invitation (territory_id, id, email, name, role, reach, space_id, secret_hash, lang, invited_by,
			created_at, expires_at)
		values (${row.territory}, ${row.id}, ${row.email}, ${row.name}, ${row.role}, ${row.reach}, ${row.space}, ${secretHash},
			${row.lang}, ${row.invitedBy}, ${row.createdAt}, ${row.expiresAt})`;
}

export async function openInvitation(
	db: Db,
	territory: TerritoryId,
	id: Uuid,
	hash: Buffer,
	at: Date,
): Promise<InvitationRow | null> {
	const [row] = await db<InvitationSql[]>`
		select id, territory_id, email, name, role, reach, space_id, lang, invited_by, created_at, expires_at, accepted_at, revoked_at
		from identity.invitation
		where territory_id = ${territory} and id = ${id} and secret_hash = ${hash}
			and accepted_at is null and revoked_at is null and expires_at > ${at}`;
	return row ? invitation(row) : null;
}

export async function acceptInvitation(
	tx: Tx,
	territory: TerritoryId,
	id: Uuid,
	account: AccountId,
	at: Date,
): Promise<boolean> {
	const done = await tx`
		update identity.invitation set accepted_at = ${at}, accepted_by = ${account}
		where territory_id = ${territory} and id = ${id} and accepted_at is null and revoked_at is null and expires_at > ${at}
		returning 1`;
	return done.length > 0;
}

export async function revokeInvitation(
	tx: Tx,
	territory: TerritoryId,
	id: Uuid,
	at: Date,
): Promise<InvitationRow | null> {
	const [row] = await tx<InvitationSql[]>`
		update identity.invitation set revoked_at = ${at}
		where territory_id = ${territory} and id = ${id} and accepted_at is null and revoked_at is null
		returning id, territory_id, email, name, role, reach, space_id, lang, invited_by, created_at, expires_at, accepted_at, revoked_at`;
	return row ? invitation(row) : null;
}

export async function invitationsIn(
	db: Db,
	territories: readonly TerritoryId[],
	at: Date,
	limit: number,
): Promise<InvitationRow[]> {
	const rows = await db<InvitationSql[]>`
		select id, territory_id, email, name, role, reach, space_id, lang, invited_by, created_at, expires_at, accepted_at, revoked_at
		from identity.invitation
		where territory_id = any(${[...territories]}::int[]) and accepted_at is null and revoked_at is null
			and expires_at > ${at}
		order by created_at desc, id desc limit ${limit}`;
	return rows.map(invitation);
}

export async function stepsOf(db: Db, account: AccountId): Promise<string[]> {
	return (
		await db<{ step: string }[]>`select step from identity.first_step where account_id = ${account}`
	).map((row) => row.step);
}
export async function putStep(tx: Tx, account: AccountId, step: string, at: Date): Promise<void> {
	await tx`
		insert into identity.first_step (account_id, step, done_at) values (${account}, ${step}, ${at})
		on conflict (account_id, step) do nothing`;
}
export async function dropStep(tx: Tx, account: AccountId, step: string): Promise<void> {
	await tx`delete from identity.first_step where account_id = ${account} and step = ${step}`;
}

/** Whether the account ever held a role of an official: their decisions stand in the audit trail. */
export async function everHeld(db: Db, account: AccountId): Promise<boolean> {
	const [row] = await db<{ held: boolean }[]>`
		select exists (select from identity.role_grant where account_id = ${account} and space_id is null) as held`;
	return row?.held ?? false;
}

// The nightly proof

type Line = { account: AccountId; id: Uuid; territory: TerritoryId };
const batch = 1_000;
const none = '00000000-0000-0000-0000-000000000000';

/** Background: over all accounts, a thousand at a time. */
export async function* standingGrants(db: Db): AsyncIterable<Line[]> {
	for (let [account, id]: [string, string] = [none, none]; ; ) {
		const rows = await db<Line[]>`
			select account_id as account, id, territory_id as territory from identity.role_grant
			where (account_id, id) > (${account}::uuid, ${id}::uuid) and withdrawn_at is null
			order by account_id, id limit ${batch}`;
		const last = rows.at(-1);
		if (!last) return;
		yield rows;
		[account, id] = [last.account, last.id];
	}
}

export async function listed(db: Db, lines: readonly Line[]): Promise<Set<Uuid>> {
	const rows = await db<{ id: Uuid }[]>`
		select grant_id as id from identity.holder
		where territory_id = any(${lines.map((one) => one.territory)}::int[]) and grant_id = any(${lines.map((one) => one.id)}::uuid[])`;
	return new Set(rows.map((row) => row.id));
}

/** Background: over all territories, a thousand at a time. */
export async function* allHolders(db: Db): AsyncIterable<Line[]> {
	for (let [territory, id]: [number, string] = [-1, none]; ; ) {
		const rows = await db<Line[]>`
			/* background: the nightly proof of the lists by place */
			select account_id as account, grant_id as id, territory_id as territory from identity.holder
			where (territory_id, grant_id) > (${territory}, ${id}::uuid)
			order by territory_id, grant_id limit ${batch}`;
		const last = rows.at(-1);
		if (!last) return;
		yield rows;
		[territory, id] = [last.territory, last.id];
	}
}

export async function stillStanding(db: Db, lines: readonly Line[]): Promise<Set<Uuid>> {
	const rows = await db<{ id: Uuid }[]>`
		select id from identity.role_grant
		where account_id = any(${lines.map((one) => one.account)}::uuid[]) and id = any(${lines.map((one) => one.id)}::uuid[])
			and withdrawn_at is null`;
	return new Set(rows.map((row) => row.id));
}
