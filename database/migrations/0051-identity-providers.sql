-- Sign-in by OpenID Connect: who is trusted, and who came from there.
create table identity.provider (
	id text primary key check (id ~ '^[a-z][a-z0-9-]{1,30}$'),
	title text not null check (length(title) between 1 and 100),
	issuer text not null check (length(issuer) <= 500),
	client_id text not null check (length(client_id) <= 300),
	-- sealed by VECHE_KEYS; null: a public client (PKCE alone)
	client_secret text,
	scopes text not null default 'openid profile email',
	-- names of the claims; dots lead inside: address.oktmo
	claim_name text not null default 'name',
	claim_email text not null default 'email',
	-- OKTMO code of the confirmed place of residence; empty: the provider says nothing about it
	claim_residence text not null default '',
	-- true when the provider has checked an identity paper
	claim_identified text not null default '',
	-- organisation on whose behalf the person signs in
	claim_organisation_code text not null default '',
	claim_organisation_name text not null default '',
	claim_organisation_role text not null default '',
	-- whether its word is enough for a confirmed e-mail, for a confirmed residence, for the second factor
	trusts_email boolean not null default false,
	trusts_residence boolean not null default false,
	trusts_factor boolean not null default false,
	enabled boolean not null default true,
	changed_by uuid,
	changed_at timestamptz not null
);

create table identity.external (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	provider text not null,
	subject text not null,
	identified boolean not null default false,
	linked_at timestamptz not null,
	used_at timestamptz not null,
	primary key (account_id, id)
);
create unique index external_once on identity.external (account_id, provider, subject);

-- A provider said that the person speaks for an organisation (legal persons of ЕСИА).
create table identity.organisation_claim (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	provider text not null,
	-- ОГРН or another registry number
	code text not null check (length(code) <= 60),
	name text not null check (length(name) <= 500),
	role text not null default '' check (length(role) <= 300),
	seen_at timestamptz not null,
	primary key (account_id, id)
);
create unique index organisation_claim_once on identity.organisation_claim (account_id, provider, code);
