import {
	type AccountId,
	type Cursor,
	type Db,
	inPieces,
	type TerritoryId,
	type Tx,
	type Uuid,
} from '#platform/db/door.server.ts';
import type { Kind, Openness, Space, SpaceId, SpaceRef } from './space.ts';

// Kinds

export async function kindsIn(db: Db, lang: string): Promise<Kind[]> {
	const [kinds, roles] = await Promise.all([
		db<Omit<Kind, 'roles'>[]>`
			select k.kind, k.made_by as "madeBy", k.openness, t.name, t.many, t.hint
			from spaces.kind k join spaces.kind_text t on t.kind = k.kind and t.lang = ${lang}
			order by k.position, k.kind`,
		db<{ kind: string; role: string; name: string }[]>`
			select kind, role, name from spaces.kind_role where lang = ${lang} order by kind, role`,
	]);
	return kinds.map((one) => ({
		...one,
		roles: roles.filter((role) => role.kind === one.kind).map(({ role, name }) => ({ role, name })),
	}));
}

export type KindSeed = {
	kind: string;
	madeBy: Kind['madeBy'];
	openness: readonly Openness[];
	position: number;
	texts: Record<'ru' | 'en', { name: string; many: string; hint: string }>;
	roles?: Record<string, Record<'ru' | 'en', string>>;
};

export async function putKind(tx: Tx, seed: KindSeed): Promise<void> {
	await tx`
		insert into spaces.kind (kind, made_by, openness, position)
		values (${seed.kind}, ${seed.madeBy}, ${[...seed.openness]}, ${seed.position})
		on conflict (kind) do update set made_by = excluded.made_by, openness = excluded.openness, position = excluded.position`;
	for (const lang of ['ru', 'en'] as const) {
		const text = seed.texts[lang];
		await tx`
			insert into spaces.kind_text (kind, lang, name, many, hint)
			values (${seed.kind}, ${lang}, ${text.name}, ${text.many}, ${text.hint})
			on conflict (kind, lang) do update set name = excluded.name, many = excluded.many, hint = excluded.hint`;
		for (const [role, names] of Object.entries(seed.roles ?? {}))
			await tx`
				insert into spaces.kind_role (kind, role, lang, name) values (${seed.kind}, ${role}, ${lang}, ${names[lang]})
				on conflict (kind, role, lang) do update set name = excluded.name`;
	}
}

// Spaces

const columns = `territory_id as territory, id, kind, slug, service, openness, owners, lang, name, summary, about,
	created_by as "createdBy", created_at as "createdAt", closed_at as "closedAt"`;

export async function insertSpace(tx: Tx, space: Space): Promise<boolean> {
	const made = await tx`
		insert into spaces.space (territory_id, id, kind, slug, service, openness, owners, lang, name, summary, about, created_by,
			created_at, updated_at)
		values (${space.territory}, ${space.id}, ${space.kind}, ${space.slug}, ${space.service}, ${space.openness}, ${space.owners},
			${space.lang}, ${space.name}, ${space.summary}, ${space.about}, ${space.createdBy}, ${space.createdAt}, ${space.createdAt})
		on conflict do nothing returning 1`;
	return made.length > 0;
}

export async function slugsLike(db: Db, territory: TerritoryId, slug: string): Promise<Set<string>> {
	const rows = await db<{ slug: string }[]>`
		select slug from spaces.space where territory_id = ${territory} and (slug = ${slug} or slug like ${`${slug}-%`})`;
	return new Set(rows.map((row) => row.slug));
}

export async function spaceById(db: Db, ref: SpaceRef): Promise<Space | null> {
	const [row] = await db<Space[]>`
		select ${db.unsafe(columns)} from spaces.space where territory_id = ${ref.territory} and id = ${ref.id}`;
	return row ?? null;
}
export async function lockSpace(tx: Tx, ref: SpaceRef): Promise<Space | null> {
	const [row] = await tx<Space[]>`
		select ${tx.unsafe(columns)} from spaces.space where territory_id = ${ref.territory} and id = ${ref.id} for update`;
	return row ?? null;
}
export async function spaceBySlug(db: Db, territory: TerritoryId, slug: string): Promise<Space | null> {
	const [row] = await db<Space[]>`
		select ${db.unsafe(columns)} from spaces.space where territory_id = ${territory} and slug = ${slug}`;
	return row ?? null;
}

export type Card = Pick<
	Space,
	'territory' | 'id' | 'kind' | 'slug' | 'openness' | 'name' | 'summary' | 'createdAt'
> & { members: number };

/** Spaces of a territory that are no secret, or in which the reader takes part. */
export async function spacesIn(
	db: Db,
	territory: TerritoryId,
	options: { kind: string | null; own: readonly Uuid[]; after: Cursor | null; limit: number },
): Promise<Card[]> {
	const { after } = options;
	return db<Card[]>`
		select territory_id as territory, id, kind, slug, openness, name, summary, created_at as "createdAt",
			(select count(distinct m.account_id)::int from spaces.membership m
				where m.territory_id = ${territory} and m.space_id = s.id) as members
		from spaces.space s
		where s.territory_id = ${territory} and s.closed_at is null
			and (s.openness <> 'secret' or s.id = any(${[...options.own]}::uuid[]))
			and (${options.kind}::text is null or s.kind = ${options.kind})
			and (${after?.at ?? null}::timestamptz is null or (s.created_at, s.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
		order by s.created_at desc, s.id desc limit ${options.limit}`;
}

export async function updateSpace(
	tx: Tx,
	ref: SpaceRef,
	change: Pick<Space, 'name' | 'summary' | 'about' | 'openness'>,
	at: Date,
): Promise<void> {
	await tx`
		update spaces.space set name = ${change.name}, summary = ${change.summary}, about = ${change.about},
			openness = ${change.openness}, updated_at = ${at}
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function putText(
	tx: Tx,
	ref: SpaceRef,
	lang: 'ru' | 'en',
	text: { name: string; summary: string; about: string } | null,
): Promise<void> {
	if (text === null)
		await tx`
			delete from spaces.space_text
			where territory_id = ${ref.territory} and space_id = ${ref.id} and lang = ${lang}`;
	else
		await tx`
			insert into spaces.space_text (territory_id, space_id, lang, name, summary, about)
			values (${ref.territory}, ${ref.id}, ${lang}, ${text.name}, ${text.summary}, ${text.about})
			on conflict (territory_id, space_id, lang) do update
			set name = excluded.name, summary = excluded.summary, about = excluded.about`;
}
export async function textOf(
	db: Db,
	ref: SpaceRef,
	lang: 'ru' | 'en',
): Promise<{ name: string; summary: string; about: string } | null> {
	const [row] = await db<{ name: string; summary: string; about: string }[]>`
		select name, summary, about from spaces.space_text
		where territory_id = ${ref.territory} and space_id = ${ref.id} and lang = ${lang}`;
	return row ?? null;
}

export async function closeSpace(tx: Tx, ref: SpaceRef, at: Date): Promise<void> {
	await tx`
		update spaces.space set closed_at = ${at}, updated_at = ${at}
		where territory_id = ${ref.territory} and id = ${ref.id} and closed_at is null`;
}

/** One owner more or fewer; false when the last one would go. The row is the guard of "at least one owner". */
export async function countOwners(tx: Tx, ref: SpaceRef, change: 1 | -1): Promise<boolean> {
	const changed = await tx`
		update spaces.space set owners = owners + ${change}
		where territory_id = ${ref.territory} and id = ${ref.id} and owners + ${change} >= 1 returning 1`;
	return changed.length > 0;
}

// Members: a projection of grants

export type MembershipRow = { account: AccountId; role: string; since: Date };

export async function membersOf(db: Db, ref: SpaceRef, limit: number): Promise<MembershipRow[]> {
	return db<MembershipRow[]>`
		select account_id as account, role, since from spaces.membership
		where territory_id = ${ref.territory} and space_id = ${ref.id}
		order by since, account_id limit ${limit}`;
}
export async function countMembers(db: Db, ref: SpaceRef): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count(distinct account_id)::int as count from spaces.membership
		where territory_id = ${ref.territory} and space_id = ${ref.id}`;
	return row?.count ?? 0;
}

export async function putMemberships(
	tx: Tx,
	ref: SpaceRef,
	account: AccountId,
	roles: readonly { role: string; since: Date; by: AccountId | null }[],
): Promise<void> {
	await tx`
		delete from spaces.membership
		where territory_id = ${ref.territory} and space_id = ${ref.id} and account_id = ${account}
			and not (role = any(${roles.map((one) => one.role)}::text[]))`;
	for (const one of roles)
		await tx`
			insert into spaces.membership (territory_id, space_id, account_id, role, since, granted_by)
			values (${ref.territory}, ${ref.id}, ${account}, ${one.role}, ${one.since}, ${one.by})
			on conflict (territory_id, space_id, account_id, role) do nothing`;
}
export async function putMySpaces(
	tx: Tx,
	ref: SpaceRef,
	account: AccountId,
	roles: readonly { role: string; since: Date }[],
): Promise<void> {
	await tx`
		delete from spaces.my_space
		where account_id = ${account} and space_id = ${ref.id} and not (role = any(${roles.map((one) => one.role)}::text[]))`;
	for (const one of roles)
		await tx`
			insert into spaces.my_space (account_id, territory_id, space_id, role, since)
			values (${account}, ${ref.territory}, ${ref.id}, ${one.role}, ${one.since})
			on conflict (account_id, space_id, role) do nothing`;
}

export async function mySpaces(
	db: Db,
	account: AccountId,
): Promise<{ territory: TerritoryId; space: SpaceId; role: string; since: Date }[]> {
	return db<{ territory: TerritoryId; space: SpaceId; role: string; since: Date }[]>`
		select territory_id as territory, space_id as space, role, since from spaces.my_space
		where account_id = ${account} order by since desc`;
}
/** A handful of spaces of one person, territory by territory. */
export async function spacesByRefs(db: Db, refs: readonly SpaceRef[]): Promise<Space[]> {
	const byTerritory = Map.groupBy(refs, (ref) => ref.territory);
	const found: Space[] = [];
	for (const [territory, here] of byTerritory)
		found.push(
			...(await db<Space[]>`
				select ${db.unsafe(columns)} from spaces.space
				where territory_id = ${territory} and id = any(${here.map((ref) => ref.id)}::uuid[])`),
		);
	return found;
}

// Invitations

export type InvitationRow = {
	id: Uuid;
	territory: TerritoryId;
	space: SpaceId;
	email: string | null;
	role: string;
	invitedBy: AccountId;
	createdAt: Date;
	expiresAt: Date;
	places: number | null;
	used: number;
};
const invitationColumns = `id, territory_id as territory, space_id as space, email, role, invited_by as "invitedBy",
	created_at as "createdAt", expires_at as "expiresAt", places, used`;

export async function insertInvitation(
	tx: Tx,
	row: Omit<InvitationRow, 'used'>,
	secretHash: Buffer,
): Promise<void> {
	await tx`
		insert into spaces.invitation (territory_id, id, space_id, email, role, secret_hash, invited_by, created_at, expires_at, places)
		values (${row.territory}, ${row.id}, ${row.space}, ${row.email}, ${row.role}, ${secretHash}, ${row.invitedBy},
			${row.createdAt}, ${row.expiresAt}, ${row.places})`;
}
export async function openInvitation(
	db: Db,
	territory: TerritoryId,
	id: Uuid,
	hash: Buffer,
	at: Date,
): Promise<InvitationRow | null> {
	const [row] = await db<InvitationRow[]>`
		select ${db.unsafe(invitationColumns)} from spaces.invitation
		where territory_id = ${territory} and id = ${id} and secret_hash = ${hash} and revoked_at is null and expires_at > ${at}
			and (places is null or used < places)`;
	return row ?? null;
}
export async function invitationsOf(db: Db, ref: SpaceRef, at: Date): Promise<InvitationRow[]> {
	return db<InvitationRow[]>`
		select ${db.unsafe(invitationColumns)} from spaces.invitation
		where territory_id = ${ref.territory} and space_id = ${ref.id} and revoked_at is null and expires_at > ${at}
			and (places is null or used < places)
		order by created_at desc limit 100`;
}
export async function useInvitation(tx: Tx, territory: TerritoryId, id: Uuid, at: Date): Promise<boolean> {
	const used = await tx`
		update spaces.invitation set used = used + 1
		where territory_id = ${territory} and id = ${id} and revoked_at is null and expires_at > ${at}
			and (places is null or used < places) returning 1`;
	return used.length > 0;
}
export async function revokeInvitation(tx: Tx, ref: SpaceRef, id: Uuid, at: Date): Promise<boolean> {
	const done = await tx`
		update spaces.invitation set revoked_at = ${at}
		where territory_id = ${ref.territory} and id = ${id} and space_id = ${ref.id} and revoked_at is null returning 1`;
	return done.length > 0;
}

// Requests to join

export type RequestRow = { id: Uuid; account: AccountId; message: string; createdAt: Date };

export async function insertRequest(tx: Tx, ref: SpaceRef, row: RequestRow): Promise<boolean> {
	const made = await tx`
		insert into spaces.request (territory_id, id, space_id, account_id, message, created_at, state)
		values (${ref.territory}, ${row.id}, ${ref.id}, ${row.account}, ${row.message}, ${row.createdAt}, 'open')
		on conflict (territory_id, space_id, account_id) where state = 'open' do nothing returning 1`;
	return made.length > 0;
}
export async function requestsOf(db: Db, ref: SpaceRef): Promise<RequestRow[]> {
	return db<RequestRow[]>`
		select id, account_id as account, message, created_at as "createdAt" from spaces.request
		where territory_id = ${ref.territory} and space_id = ${ref.id} and state = 'open' order by created_at limit 200`;
}
export async function ownRequest(db: Db, ref: SpaceRef, account: AccountId): Promise<boolean> {
	const rows = await db`
		select 1 from spaces.request
		where territory_id = ${ref.territory} and space_id = ${ref.id} and account_id = ${account} and state = 'open'`;
	return rows.length > 0;
}
export async function decideRequest(
	tx: Tx,
	ref: SpaceRef,
	id: Uuid,
	decision: { state: 'accepted' | 'declined'; by: AccountId | null; at: Date },
): Promise<AccountId | null> {
	const [row] = await tx<{ account: AccountId }[]>`
		update spaces.request set state = ${decision.state}, decided_by = ${decision.by}, decided_at = ${decision.at}
		where territory_id = ${ref.territory} and id = ${id} and space_id = ${ref.id} and state = 'open'
		returning account_id as account`;
	return row?.account ?? null;
}
export async function withdrawRequest(tx: Tx, ref: SpaceRef, account: AccountId, at: Date): Promise<void> {
	await tx`
		update spaces.request set state = 'withdrawn', decided_at = ${at}
		where territory_id = ${ref.territory} and space_id = ${ref.id} and account_id = ${account} and state = 'open'`;
}

export async function seniorMember(db: Db, ref: SpaceRef, but: AccountId): Promise<AccountId | null> {
	const [row] = await db<{ account: AccountId }[]>`
		select account_id as account from spaces.membership
		where territory_id = ${ref.territory} and space_id = ${ref.id} and account_id <> ${but}
			and role in ('owner', 'admin', 'moderator', 'member')
		order by array_position(array['owner', 'admin', 'moderator', 'member'], role), since limit 1`;
	return row?.account ?? null;
}

/** Background: all spaces that anyone may find, a thousand at a time, over all territories. */
export const allPublic = (db: Db): AsyncIterable<Space[]> =>
	inPieces(
		(after) => db<Space[]>`
			/* background: the nightly proof of the index */
			select ${db.unsafe(columns)} from spaces.space
			where (territory_id, id) > (${after.territory}, ${after.id}::uuid) and openness <> 'secret' and closed_at is null
			order by territory_id, id limit 1000`,
	);
