create schema notifications;

-- account: what a person was told
create table notifications.notice (
	account_id uuid not null,
	id uuid not null,
	kind text not null,                       -- 'appeals.answered', as a room declares it
	key text not null check (char_length(key) between 1 and 200), -- the same news twice has the same key
	about_territory int,                      -- where it happened; null: nowhere in particular
	facts jsonb not null,                     -- what its words need
	url text not null,                        -- address without the language
	shown boolean not null,                   -- in the account; else it is only on its way by mail
	mail text not null check (mail in ('never', 'at-once', 'digest', 'sent')),
	mail_after timestamptz,                   -- not before: quiet hours
	created_at timestamptz not null,
	read_at timestamptz,
	primary key (account_id, id),
	unique (account_id, key)
);
create index notice_newest on notifications.notice (account_id, created_at desc, id desc) where shown;
create index notice_unread on notifications.notice (account_id) where shown and read_at is null;
create index notice_to_mail on notifications.notice (mail_after, account_id) where mail in ('at-once', 'digest');
create index notice_by_age on notifications.notice (created_at);

-- account: how a person wants a kind of news; no row: as the room declares it
create table notifications.choice (
	account_id uuid not null,
	kind text not null,
	in_account boolean not null,
	mail text not null check (mail in ('never', 'at-once', 'digest')),
	changed_at timestamptz not null,
	primary key (account_id, kind)
);

-- account: when a person may be written to
create table notifications.rhythm (
	account_id uuid primary key,
	zone text not null,                       -- IANA
	digest_hour smallint not null check (digest_hour between 0 and 23),
	quiet_from smallint check (quiet_from between 0 and 23), -- hours of the person's clock; null: no quiet hours
	quiet_to smallint check (quiet_to between 0 and 23),
	changed_at timestamptz not null,
	check ((quiet_from is null) = (quiet_to is null))
);
