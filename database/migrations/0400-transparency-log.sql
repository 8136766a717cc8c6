-- The transparency log: its tree in tiles, its entries, what was signed and by which keys. One sequencer writes it, by lease and fence.

create table transparency.head (
	one boolean primary key default true check (one),
	epoch int not null default 1 check (epoch > 0),
	origin text check (origin <> ''),
	size bigint not null default 0 check (size >= 0),
	root bytea not null default sha256('') check (octet_length(root) = 32),
	holder uuid,
	fence bigint not null default 0,
	lease_until timestamptz not null default '-infinity',
	halted text check (halted ~ '^[a-z][a-z-]*$'),
	halted_at timestamptz,
	check ((halted is null) = (halted_at is null))
);
insert into transparency.head default values;
comment on table transparency.head is 'One row. Size and root are durable here before a signature is made over them.';
comment on column transparency.head.epoch is 'Grows when a log is begun anew because the newest entries of the former one are lost.';
comment on column transparency.head.origin is 'The name of the log in its checkpoints; fixed at the first signature.';
comment on column transparency.head.fence is 'Grows with each change of the holder.';
comment on column transparency.head.halted is 'Why nothing is signed: older-database, fork, no-memory, key-lost, witness-ahead.';

create table transparency.tile (
	level smallint not null check (level between 0 and 63),
	number bigint not null check (number >= 0),
	hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
	primary key (level, number)
);
comment on table transparency.tile is 'Hashes of the tree by c2sp.org/tlog-tiles; the last tile of a level grows, no other changes.';

create table transparency.bundle (
	number bigint primary key check (number >= 0),
	entries bytea not null
);
comment on table transparency.bundle is '256 entries each, every one with its length in two bytes before it.';

create table transparency.logged (
	territory_id int not null,
	kind text not null,
	thing uuid not null,
	at timestamptz not null,
	leaf bytea not null check (octet_length(leaf) = 32),
	position bigint not null check (position >= 0),
	primary key (territory_id, kind, thing, leaf, at)
) partition by range (at);
create table transparency.logged_rest partition of transparency.logged default;
comment on table transparency.logged is 'Where the leaf of a thing stands in the log. Rows of the tree itself: tile and bundle.';
comment on column transparency.logged.at is 'The time in the leaf; a day is its beginning in UTC.';
comment on column transparency.logged.position is 'Counted from 0.';

create table transparency.checkpoint (
	epoch int not null,
	size bigint not null check (size > 0),
	root bytea not null check (octet_length(root) = 32),
	fence bigint not null,
	signed_at timestamptz not null,
	note text not null,
	primary key (epoch, size)
);
comment on table transparency.checkpoint is 'Signed states. One size has one root, for ever; the key keeps it so.';

create table transparency.cosignature (
	epoch int not null,
	size bigint not null,
	witness text not null,
	line text not null,
	primary key (epoch, size, witness),
	foreign key (epoch, size) references transparency.checkpoint on delete cascade
);
comment on column transparency.cosignature.line is 'The line of the note by which the witness cosigned.';

create table transparency.signing_key (
	epoch int not null,
	generation int not null check (generation > 0),
	key_version int not null,
	vkey text not null,
	since bigint not null check (since >= 0),
	made_at timestamptz not null,
	retired_at timestamptz,
	statement text,
	primary key (epoch, generation)
);
comment on table transparency.signing_key is 'Public halves. The secret one is derived from the file of keys, which lies outside of the database.';
comment on column transparency.signing_key.key_version is 'The version in the file of keys that it is derived from.';
comment on column transparency.signing_key.since is 'Size of the log when the key began.';
comment on column transparency.signing_key.statement is 'The key before it says that this one follows: a signed note.';
