-- Consent by purpose with the version of the text (152-FZ), export and erasure of one's own data.
create table identity.consent_text (
	purpose text not null check (purpose ~ '^[a-z][a-z-]{1,40}$'),
	version int not null,
	lang text not null check (lang in ('ru', 'en')),
	title text not null,
	body text not null,
	-- SHA-256 of the body, so that one can prove which text was agreed to
	hash bytea not null,
	in_force_from timestamptz not null,
	primary key (purpose, version, lang)
);

create table identity.consent (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	purpose text not null,
	version int not null,
	lang text not null,
	given_at timestamptz not null,
	withdrawn_at timestamptz,
	-- 'registration', 'my-data', 'provider', 'invitation'
	through text not null,
	primary key (account_id, id)
);
create unique index consent_today on identity.consent (account_id, purpose) where withdrawn_at is null;

create table identity.data_export (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	asked_at timestamptz not null,
	ready_at timestamptz,
	failed_at timestamptz,
	-- zip with data.json and data.html; removed after a week
	zip bytea,
	expires_at timestamptz not null,
	primary key (account_id, id)
);

-- No foreign key: the row outlives the account, it is the proof that the erasure was done.
create table identity.erasure (
	account_id uuid not null,
	id uuid not null,
	asked_at timestamptz not null,
	-- by the link in the letter
	confirmed_at timestamptz,
	-- confirmed_at and the days of thinking it over
	due_at timestamptz,
	cancelled_at timestamptz,
	done_at timestamptz,
	-- keys of words: what the law requires to keep
	kept text[] not null default '{}',
	primary key (account_id, id)
);
create unique index erasure_open on identity.erasure (account_id) where cancelled_at is null and done_at is null;
create index erasure_due on identity.erasure (due_at) where cancelled_at is null and done_at is null and confirmed_at is not null;
