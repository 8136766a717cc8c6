-- Who did or read what. Entries never change; what they hold of persons is apart and can be erased; a chain of hashes
-- is laid over them afterwards, so that no entry can be changed, removed or slipped in unseen.

create schema audit;

create table audit.entry (
	territory_id int not null,
	at timestamptz not null check (extract(epoch from at) * 1000 % 1 = 0),
	id uuid not null,
	actor uuid,
	action text not null check (action ~ '^[a-z][a-z0-9-]*\.[a-z0-9.-]+$'),
	reading boolean not null,
	thing_kind text,
	thing_id text,
	about uuid,
	request text,
	commitment bytea check (octet_length(commitment) = 32),
	primary key (territory_id, at, id),
	check ((thing_kind is null) = (thing_id is null))
) partition by range (at);
comment on table audit.entry is 'Immutable. Monthly partitions; audit.entry_rest takes what falls outside of them.';
comment on column audit.entry.territory_id is 'The territory whose administrators may read the entry; 0 is the installation.';
comment on column audit.entry.at is 'Whole milliseconds: what is hashed must come back the same.';
comment on column audit.entry.actor is 'Account; null when the house itself acted.';
comment on column audit.entry.reading is 'Personal data were read, nothing was changed.';
comment on column audit.entry.about is 'Account whose data were read or changed, so that a person can learn of it.';
comment on column audit.entry.request is 'Id of the request, as in the log.';
comment on column audit.entry.commitment is 'SHA-256 of the nonce and the text of the payload; stays when the payload is erased.';
create table audit.entry_rest partition of audit.entry default;
create index entry_by_actor on audit.entry (territory_id, actor, at desc);
create index entry_by_thing on audit.entry (territory_id, thing_id, at desc);
create index entry_by_about on audit.entry (about, at desc) where about is not null;
create index entry_by_time on audit.entry using brin (at) with (pages_per_range = 16, autosummarize = on);

create table audit.payload (
	territory_id int not null,
	at timestamptz not null,
	entry_id uuid not null,
	about uuid,
	nonce bytea not null check (octet_length(nonce) = 16),
	body text not null,
	primary key (territory_id, at, entry_id)
) partition by range (at);
comment on table audit.payload is 'What an entry says beyond its own columns. Erased with the person it is about; the entry stays.';
comment on column audit.payload.body is 'JSON, kept as text because its hash must come out the same years later.';
create table audit.payload_rest partition of audit.payload default;
create index payload_by_about on audit.payload (about) where about is not null;

create table audit.link (
	at timestamptz not null,
	entry_id uuid not null,
	territory_id int not null,
	seq bigint not null,
	fence bigint not null,
	entry_hash bytea not null check (octet_length(entry_hash) = 32),
	hash bytea not null check (octet_length(hash) = 32),
	primary key (at, entry_id)
) partition by range (at);
comment on table audit.link is 'The chain: one row an entry, numbered without gaps.';
comment on column audit.link.fence is 'Number of the lease under which the link was laid.';
comment on column audit.link.entry_hash is 'SHA-256 of the entry in its canonical form.';
comment on column audit.link.hash is 'SHA-256 of the previous link''s hash and entry_hash; the first follows 32 zero bytes.';
create table audit.link_rest partition of audit.link default;
create index link_by_seq on audit.link (seq);

create table audit.head (
	only_row boolean primary key check (only_row),
	seq bigint not null,
	hash bytea not null check (octet_length(hash) = 32),
	holder uuid,
	fence bigint not null,
	lease_until timestamptz not null,
	reached timestamptz not null
);
comment on table audit.head is 'The end of the chain and who may lengthen it now.';
comment on column audit.head.fence is 'Grows with each new holder: one that was asleep finds its number too old.';
comment on column audit.head.reached is 'The newest entry''s time in the chain.';
insert into audit.head values (true, 0, decode(repeat('00', 32), 'hex'), null, 0, '-infinity', '-infinity');
