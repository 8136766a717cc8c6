-- Votes of any kind: what is asked, who voted, what was cast. Who and what are apart, and after closing nothing joins them.
create schema ballots;

create table ballots.ballot (
	territory_id int not null,
	id uuid not null,
	-- The space whose ballot it is; null: the territory's own.
	space_id uuid,
	state text not null check (state in ('draft', 'announced', 'open', 'counting', 'closed', 'cancelled')),
	lang text not null check (lang in ('ru', 'en')),
	question text not null check (length(question) <= 300),
	explanation text not null check (length(explanation) <= 20000),
	-- The same in the other language.
	other_question text check (length(other_question) <= 300),
	other_explanation text check (length(other_explanation) <= 20000),
	-- Each is one thing with its own shape by kind, read and written whole; fixed in the log when the ballot opens.
	marks jsonb not null,
	rule jsonb not null,
	quorum jsonb,
	ties jsonb not null,
	who jsonb not null,
	secrecy text not null check (secrecy in ('secret', 'open')),
	-- Of open ballots: names stand beside the votes.
	names boolean not null,
	may_change boolean not null,
	results text not null check (results in ('live', 'after')),
	channels text[] not null check (channels <@ array['site', 'code', 'desk', 'paper']),
	may_close_early boolean not null,
	-- Null: opened by hand.
	opens_at timestamptz,
	closes_at timestamptz,
	-- How many may vote, and who says so.
	eligible int check (eligible >= 0),
	eligible_source text not null default '' check (length(eligible_source) <= 300),
	version int not null default 1,
	created_by uuid,
	created_at timestamptz not null,
	opened_at timestamptz,
	closed_at timestamptz,
	counted_at timestamptz,
	cancelled_at timestamptz,
	cancelled_why text not null default '' check (length(cancelled_why) <= 2000),
	-- The text that was fixed at opening, byte for byte, and the leaf by which it stands in the log. Votes are counted by this text.
	fixed text,
	nonce bytea check (octet_length(nonce) = 32),
	leaf bytea check (octet_length(leaf) = 32),
	primary key (territory_id, id),
	check ((fixed is null) = (leaf is null)),
	check (not names or secrecy = 'open'),
	check ((nonce is null) = (leaf is null)),
	check (state in ('draft', 'announced', 'cancelled') or (opened_at is not null and closes_at is not null and leaf is not null)),
	check ((state = 'closed') = (counted_at is not null)),
	check ((state = 'cancelled') = (cancelled_at is not null))
);
create index ballot_newest on ballots.ballot (territory_id, created_at desc, id desc);
create index ballot_under_way on ballots.ballot (state, closes_at) where state in ('announced', 'open', 'counting');

create table ballots.option_group (
	territory_id int not null,
	ballot_id uuid not null,
	code text not null check (code ~ '^[a-z0-9]{1,12}$'),
	position smallint not null,
	title text not null check (length(title) <= 200),
	other_title text check (length(other_title) <= 200),
	-- kopecks
	budget bigint check (budget >= 0),
	most int check (most >= 0),
	least int check (least >= 0),
	primary key (territory_id, ballot_id, code),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id) on delete cascade
);
create table ballots.option (
	territory_id int not null,
	ballot_id uuid not null,
	-- Stands in votes and files for ever.
	code text not null check (code ~ '^[a-z0-9]{1,12}$'),
	position smallint not null,
	title text not null check (length(title) <= 200),
	note text not null check (length(note) <= 2000),
	other_title text check (length(other_title) <= 200),
	other_note text check (length(other_note) <= 2000),
	-- kopecks
	cost bigint check (cost >= 0),
	-- Codes of option groups.
	groups text[] not null default '{}',
	primary key (territory_id, ballot_id, code),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id) on delete cascade
);

-- What happened to a ballot; with a leaf: it stands in the log.
create table ballots.event (
	territory_id int not null,
	id uuid not null,
	ballot_id uuid not null,
	at timestamptz not null,
	kind text not null check (kind in
		('announced', 'taken-back', 'opened', 'prolonged', 'corrected', 'eligible-set', 'closed', 'cancelled', 'counted')),
	-- Null: the house itself, at its time.
	account_id uuid,
	reason text not null default '' check (length(reason) <= 2000),
	before text,
	after text,
	nonce bytea check (octet_length(nonce) = 32),
	leaf bytea check (octet_length(leaf) = 32),
	primary key (territory_id, id),
	check ((nonce is null) = (leaf is null)),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id) on delete cascade
);
create index event_of_ballot on ballots.event (territory_id, ballot_id, at, id);

-- Who may vote, where a list says so.
create table ballots.allowed (
	territory_id int not null,
	ballot_id uuid not null,
	id uuid not null,
	account_id uuid,
	-- keyed hash of the address, and the address veiled
	email_hash bytea,
	email_shown text,
	at timestamptz not null,
	primary key (territory_id, id),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id) on delete cascade,
	check ((account_id is null) <> (email_hash is null)),
	check ((email_hash is null) = (email_shown is null))
);
create unique index allowed_account on ballots.allowed (territory_id, ballot_id, account_id) where account_id is not null;
create unique index allowed_email on ballots.allowed (territory_id, ballot_id, email_hash) where email_hash is not null;

-- One person, one vote: whoever is known by several keys (an account, the hash of an identity paper) holds a row for each.
create table ballots.voter (
	territory_id int not null,
	ballot_id uuid not null,
	-- the account, a uuid made of the keyed hash of a paper, or the id of a code; by chance after erasure
	key uuid not null,
	-- The first key of the same person; null: this is it.
	further_of uuid,
	account_id uuid,
	-- 'paper': took a paper ballot and votes in no other way.
	channel text not null check (channel in ('site', 'code', 'desk', 'paper')),
	-- no time finer than the day
	day date not null,
	primary key (territory_id, ballot_id, key),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id)
);
create index voter_account on ballots.voter (account_id) where account_id is not null;

-- A vote while it is sealed. After closing only id and leaf stay, so that the log can be held against it.
create table ballots.envelope (
	territory_id int not null,
	-- Follows from the secret that the voter alone keeps; the log calls the vote so.
	id uuid not null,
	ballot_id uuid not null,
	-- The first key of the voter; null after closing, and of papers.
	voter uuid,
	channel text not null check (channel in ('site', 'code', 'desk', 'paper')),
	day date not null,
	leaf bytea not null check (octet_length(leaf) = 32),
	-- First byte 1: sealed under the key of the urn; 0: an open ballot. Then the secret and the marks. Null after closing.
	content bytea,
	primary key (territory_id, id),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id)
);
create unique index envelope_of_voter on ballots.envelope (territory_id, ballot_id, voter) where voter is not null;
create index envelope_of_ballot on ballots.envelope (territory_id, ballot_id, id);

-- Votes whose place a later vote of the same person took. Nothing says whose or which.
create table ballots.replaced (
	territory_id int not null,
	id uuid not null,
	ballot_id uuid not null,
	primary key (territory_id, id),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id)
);
create index replaced_of_ballot on ballots.replaced (territory_id, ballot_id, id);

-- The key under which the votes of an open secret ballot are sealed, itself sealed with the file of keys. Never in a backup; gone at closing.
create table ballots.urn_key (
	territory_id int not null,
	ballot_id uuid not null,
	sealed text not null,
	made_at timestamptz not null,
	primary key (territory_id, ballot_id),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id)
);

-- Opened votes, written in the order of their codes.
create table ballots.paper (
	territory_id int not null,
	ballot_id uuid not null,
	-- 48 bits that follow from the secret of the voter
	code bytea not null check (octet_length(code) = 6),
	-- Above 0 where chance gave two votes one code.
	nth smallint not null default 0,
	marks text not null,
	-- Of open ballots with names.
	name text,
	account_id uuid,
	primary key (territory_id, ballot_id, code, nth),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id)
);

create table ballots.result (
	territory_id int not null,
	ballot_id uuid not null,
	counted_at timestamptz not null,
	-- What the rule made of the votes, and the same told in each language; never counted again to show it.
	outcome jsonb not null,
	-- What the log holds of it.
	content text not null,
	nonce bytea not null check (octet_length(nonce) = 32),
	leaf bytea not null check (octet_length(leaf) = 32),
	primary key (territory_id, ballot_id),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id)
);
create table ballots.published (
	territory_id int not null,
	ballot_id uuid not null,
	kind text not null check (kind in ('votes', 'envelopes', 'replaced')),
	name text not null,
	content bytea not null,
	sha256 bytea not null check (octet_length(sha256) = 32),
	primary key (territory_id, ballot_id, kind),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id)
);

-- How it stands while it is open, where that is shown; of secret ballots in steps of several votes.
create table ballots.live (
	territory_id int not null,
	ballot_id uuid not null,
	at timestamptz not null,
	votes int not null,
	tally jsonb not null,
	primary key (territory_id, ballot_id),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id)
);

-- Sheets with codes, a batch for a district.
create table ballots.code_batch (
	territory_id int not null,
	id uuid not null,
	ballot_id uuid not null,
	title text not null check (length(title) between 1 and 200),
	size int not null check (size between 1 and 5000),
	made_by uuid,
	made_at timestamptz not null,
	revoked_at timestamptz,
	primary key (territory_id, id),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id) on delete cascade
);
create table ballots.code (
	territory_id int not null,
	ballot_id uuid not null,
	-- keyed hash of the code; the code follows from the file of keys, the batch and the number, and is stored nowhere
	hash bytea not null,
	batch_id uuid not null,
	number int not null,
	-- by chance: the voter's key
	id uuid not null,
	primary key (territory_id, ballot_id, hash),
	unique (territory_id, batch_id, number),
	foreign key (territory_id, batch_id) references ballots.code_batch (territory_id, id) on delete cascade
);

-- Paper ballots, entered by two people apart.
create table ballots.pack (
	territory_id int not null,
	id uuid not null,
	ballot_id uuid not null,
	title text not null check (length(title) between 1 and 200),
	size int not null check (size between 1 and 2000),
	made_by uuid,
	made_at timestamptz not null,
	first_by uuid,
	second_by uuid,
	accepted_by uuid,
	accepted_at timestamptz,
	primary key (territory_id, id),
	check (first_by <> second_by),
	foreign key (territory_id, ballot_id) references ballots.ballot (territory_id, id)
);
create index pack_of_ballot on ballots.pack (territory_id, ballot_id, made_at);
create table ballots.pack_entry (
	territory_id int not null,
	pack_id uuid not null,
	turn smallint not null check (turn in (1, 2)),
	number int not null check (number > 0),
	-- Null: spoiled.
	marks text,
	primary key (territory_id, pack_id, turn, number),
	foreign key (territory_id, pack_id) references ballots.pack (territory_id, id) on delete cascade
);
