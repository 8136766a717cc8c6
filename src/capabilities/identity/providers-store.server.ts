import type { AccountId, Db, Tx, Uuid } from '#platform/db/door.server.ts';
import type { Provider } from './provider.ts';

type Row = {
	id: string;
	title: string;
	issuer: string;
	client_id: string;
	client_secret: string | null;
	scopes: string;
	claim_name: string;
	claim_email: string;
	claim_residence: string;
	claim_identified: string;
	claim_organisation_code: string;
	claim_organisation_name: string;
	claim_organisation_role: string;
	trusts_email: boolean;
	trusts_residence: boolean;
	trusts_factor: boolean;
	enabled: boolean;
};
const view = (row: Row): Provider & { sealedSecret: string | null } => ({
	id: row.id,
	title: row.title,
	issuer: row.issuer,
	clientId: row.client_id,
	hasSecret: row.client_secret !== null,
	sealedSecret: row.client_secret,
	scopes: row.scopes,
	claims: {
		name: row.claim_name,
		email: row.claim_email,
		residence: row.claim_residence,
		identified: row.claim_identified,
		organisationCode: row.claim_organisation_code,
		organisationName: row.claim_organisation_name,
		organisationRole: row.claim_organisation_role,
	},
	trustsEmail: row.trusts_email,
	trustsResidence: row.trusts_residence,
	trustsFactor: row.trusts_factor,
	enabled: row.enabled,
});

export async function allProviders(db: Db): Promise<(Provider & { sealedSecret: string | null })[]> {
	return (await db<Row[]>`select * from identity.provider order by title collate "C", id`).map(view);
}
export async function providerById(
	db: Db,
	id: string,
): Promise<(Provider & { sealedSecret: string | null }) | null> {
	const [row] = await db<Row[]>`select * from identity.provider where id = ${id}`;
	return row ? view(row) : null;
}

/** `sealedSecret` undefined: the stored one stays. */
export async function putProvider(
	tx: Tx,
	provider: Omit<Provider, 'hasSecret'>,
	sealedSecret: string | null | undefined,
	by: AccountId | null,
	at: Date,
): Promise<void> {
	const { claims } = provider;
	await tx`
		insert into identity.provider (id, title, issuer, client_id, client_secret, scopes, claim_name, claim_email, claim_residence,
			claim_identified, claim_organisation_code, claim_organisation_name, claim_organisation_role, trusts_email,
			trusts_residence, trusts_factor, enabled, changed_by, changed_at)
		values (${provider.id}, ${provider.title}, ${provider.issuer}, ${provider.clientId}, ${sealedSecret ?? null}, ${provider.scopes},
			${claims.name}, ${claims.email}, ${claims.residence}, ${claims.identified}, ${claims.organisationCode},
			${claims.organisationName}, ${claims.organisationRole}, ${provider.trustsEmail}, ${provider.trustsResidence},
			${provider.trustsFactor}, ${provider.enabled}, ${by}, ${at})
		on conflict (id) do update set
			title = excluded.title, issuer = excluded.issuer, client_id = excluded.client_id, scopes = excluded.scopes,
			claim_name = excluded.claim_name, claim_email = excluded.claim_email, claim_residence = excluded.claim_residence,
			claim_identified = excluded.claim_identified, claim_organisation_code = excluded.claim_organisation_code,
			claim_organisation_name = excluded.claim_organisation_name, claim_organisation_role = excluded.claim_organisation_role,
			trusts_email = excluded.trusts_email, trusts_residence = excluded.trusts_residence,
			trusts_factor = excluded.trusts_factor, enabled = excluded.enabled, changed_by = excluded.changed_by,
			changed_at = excluded.changed_at`;
	if (sealedSecret !== undefined)
		await tx`update identity.provider set client_secret = ${sealedSecret} where id = ${provider.id}`;
}

export type External = {
	id: Uuid;
	provider: string;
	title: string | null;
	subject: string;
	linkedAt: Date;
	usedAt: Date;
	identified: boolean;
};
export async function externalsOf(db: Db, account: AccountId): Promise<External[]> {
	return db<External[]>`
		select e.id, e.provider, p.title, e.subject, e.linked_at as "linkedAt", e.used_at as "usedAt", e.identified
		from identity.external e left join identity.provider p on p.id = e.provider
		where e.account_id = ${account} order by e.linked_at, e.id`;
}
export async function putExternal(
	tx: Tx,
	row: { account: AccountId; id: Uuid; provider: string; subject: string; identified: boolean; at: Date },
): Promise<void> {
	await tx`
		insert into identity.external (account_id, id, provider, subject, identified, linked_at, used_at)
		values (${row.account}, ${row.id}, ${row.provider}, ${row.subject}, ${row.identified}, ${row.at}, ${row.at})
		on conflict (account_id, provider, subject) do update
		set used_at = excluded.used_at, identified = excluded.identified`;
}
export async function dropExternal(
	tx: Tx,
	account: AccountId,
	id: Uuid,
): Promise<{ provider: string; subject: string } | null> {
	const [row] = await tx<{ provider: string; subject: string }[]>`
		delete from identity.external where account_id = ${account} and id = ${id} returning provider, subject`;
	return row ?? null;
}

export type OrganisationClaim = { provider: string; code: string; name: string; role: string; seenAt: Date };
export async function putOrganisationClaim(
	tx: Tx,
	row: { account: AccountId; id: Uuid; provider: string; code: string; name: string; role: string; at: Date },
): Promise<void> {
	await tx`
		insert into identity.organisation_claim (account_id, id, provider, code, name, role, seen_at)
		values (${row.account}, ${row.id}, ${row.provider}, ${row.code}, ${row.name}, ${row.role}, ${row.at})
		on conflict (account_id, provider, code) do update
		set name = excluded.name, role = excluded.role, seen_at = excluded.seen_at`;
}
export async function organisationClaimsOf(db: Db, account: AccountId): Promise<OrganisationClaim[]> {
	return db<OrganisationClaim[]>`
		select provider, code, name, role, seen_at as "seenAt" from identity.organisation_claim
		where account_id = ${account} order by seen_at desc, id`;
}
