-- People: who they are, how they sign in, what they may do. Account-class tables begin with account_id.
create schema identity;

-- Whatever is unique in the whole installation is claimed here first, in a transaction of its own (schema-rules 2).
create table identity.claim (
	-- 'email': the address in lower case; 'external': issuer and subject of a provider; 'passkey': id of the credential;
	-- 'paper': keyed hash of the number of an identity paper, the number itself is never stored
	kind text not null check (kind in ('email', 'external', 'passkey', 'paper')),
	value text not null check (length(value) between 1 and 1500),
	account_id uuid not null,
	claimed_at timestamptz not null,
	primary key (value, kind)
);
create index claim_account on identity.claim (account_id);

-- How often something was tried: by the address of the network or by the login. Counts, never contents.
create table identity.attempt (
	kind text not null,
	-- a keyed hash, so that the table tells nobody's address
	value text not null,
	since timestamptz not null,
	count int not null,
	primary key (value, kind)
);
create index attempt_since on identity.attempt (since);

create table identity.account (
	account_id uuid primary key,
	name text not null check (length(name) between 1 and 200),
	-- null only after erasure and for accounts that came from a provider without an address
	email text check (length(email) <= 254),
	email_confirmed_at timestamptz,
	lang text not null default 'ru' check (lang in ('ru', 'en')),
	-- PHC string of argon2id; null: signs in by a provider or a passkey only
	password text,
	password_changed_at timestamptz,
	state text not null default 'active' check (state in ('active', 'suspended', 'erased')),
	-- invented people of the demonstration territory
	demonstration boolean not null default false,
	-- the day only, written at most once a day
	last_seen_on date,
	created_at timestamptz not null,
	updated_at timestamptz not null
);
create index account_name on identity.account using gin (lower(name) gin_trgm_ops);

-- What a cookie stands for.
create table identity.sign_in (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	-- SHA-256 of the cookie's secret
	secret_hash bytea not null,
	-- the secret that follows (derived, see secrets.server.ts); becomes secret_hash when it is first used
	next_hash bytea,
	-- the secret before; good for a minute more, used later it ends the sign-in
	previous_hash bytea,
	rotated_at timestamptz not null,
	way text not null check (way in ('password', 'passkey', 'provider', 'letter', 'host')),
	-- when the second factor was shown in this sign-in
	factor_at timestamptz,
	-- when the person last proved who they are (password, passkey): asked again before weighty changes
	proved_at timestamptz not null,
	-- the host name it is good for; null: the main host
	host text,
	-- the sign-in of the main host from which this one was made; ends with it
	parent_id uuid,
	provider text,
	ip inet,
	agent text not null default '' check (length(agent) <= 300),
	remembered boolean not null default false,
	created_at timestamptz not null,
	seen_at timestamptz not null,
	expires_at timestamptz not null,
	ended_at timestamptz,
	ended_why text check (ended_why in ('signed-out', 'revoked', 'password', 'stolen', 'erased', 'suspended', 'parent')),
	primary key (account_id, id)
);
create index sign_in_secret on identity.sign_in (account_id, secret_hash);

-- The truth about rights: read with every request, so that a right ends at the next one.
create table identity.role_grant (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	role text not null check (role ~ '^[a-z][a-z-]{1,40}$'),
	territory_id int not null,
	reach text not null check (reach in ('territory', 'subtree')),
	-- the space or the body in which the role is held; null: the territory itself
	space_id uuid,
	granted_by uuid,
	granted_at timestamptz not null,
	expires_at timestamptz,
	withdrawn_by uuid,
	withdrawn_at timestamptz,
	withdrawn_why text not null default '' check (length(withdrawn_why) <= 1000),
	primary key (account_id, id)
);
create unique index role_grant_once on identity.role_grant (account_id, role, territory_id, reach, space_id) nulls not distinct
	where withdrawn_at is null;

-- Projection of role_grant for lists by place: "who holds rights here". Filled after the grant, proved by the outbox.
create table identity.holder (
	territory_id int not null,
	grant_id uuid not null,
	account_id uuid not null,
	role text not null,
	reach text not null,
	space_id uuid,
	granted_by uuid,
	granted_at timestamptz not null,
	expires_at timestamptz,
	primary key (territory_id, grant_id)
);
create index holder_space on identity.holder (territory_id, space_id);
create index holder_account on identity.holder (territory_id, account_id);

create table identity.second_factor (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	kind text not null check (kind in ('totp', 'passkey')),
	name text not null check (length(name) <= 100),
	-- totp: the secret, sealed by VECHE_KEYS
	sealed text,
	-- totp: the last step that was accepted, so that one code is good once
	last_step bigint,
	-- passkey: id of the credential (base64url), public key (COSE), signature counter
	credential text,
	public_key bytea,
	counter bigint,
	transports text[] not null default '{}',
	-- null: being set up
	confirmed_at timestamptz,
	used_at timestamptz,
	created_at timestamptz not null,
	primary key (account_id, id),
	check ((kind = 'totp') = (sealed is not null)),
	check ((kind = 'passkey') = (public_key is not null))
);
create unique index second_factor_totp on identity.second_factor (account_id) where kind = 'totp' and confirmed_at is not null;

create table identity.recovery_code (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	hash bytea not null,
	created_at timestamptz not null,
	used_at timestamptz,
	primary key (account_id, id)
);

-- A letter with a link: the link begins with the account's id, the rest is a secret stored hashed.
create table identity.letter (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	purpose text not null check (purpose in ('confirm-email', 'change-email', 'reset', 'erase', 'unlock')),
	secret_hash bytea not null,
	-- change-email: the address to change to; confirm-email: the address that is confirmed
	email text,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	used_at timestamptz,
	primary key (account_id, id)
);

-- What happened to the account, for its owner to read.
create table identity.happening (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	at timestamptz not null,
	-- key of words: identity.happening.<what>
	what text not null,
	ip inet,
	agent text not null default '' check (length(agent) <= 300),
	primary key (account_id, id)
);

-- A one-time code that another host of the installation gives for a cookie of its own; 60 seconds.
create table identity.host_code (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	secret_hash bytea not null,
	host text not null,
	-- SHA-256 of the secret that the other host has put into the browser's cookie
	browser_hash bytea not null,
	sign_in_id uuid not null,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	used_at timestamptz,
	primary key (account_id, id)
);

-- What a territory demands of those who hold rights in it and below it.
create table identity.demand (
	territory_id int primary key,
	second_factor boolean not null default false,
	set_by uuid,
	set_at timestamptz not null
);

create table identity.invitation (
	territory_id int not null,
	id uuid not null,
	email text not null check (length(email) <= 254),
	name text not null default '' check (length(name) <= 200),
	role text not null,
	reach text not null check (reach in ('territory', 'subtree')),
	space_id uuid,
	secret_hash bytea not null,
	lang text not null check (lang in ('ru', 'en')),
	invited_by uuid not null,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	accepted_by uuid,
	accepted_at timestamptz,
	revoked_at timestamptz,
	primary key (territory_id, id)
);
create index invitation_newest on identity.invitation (territory_id, created_at desc, id desc);

-- Steps of the first day that a new official has ticked off by hand.
create table identity.first_step (
	account_id uuid not null references identity.account on delete cascade,
	step text not null check (length(step) <= 60),
	done_at timestamptz not null,
	primary key (account_id, step)
);
