-- Leaves that wait for the transparency log. Written in the transaction of the vote or appeal they stand for.

create schema transparency;

create table transparency.leaf_queue (
	territory_id int not null,
	id uuid not null,
	kind text not null check (kind ~ '^[a-z][a-z-]*$'),
	thing uuid not null,
	at timestamptz not null,
	commitment bytea not null check (octet_length(commitment) = 32),
	leaf bytea not null check (octet_length(leaf) = 32),
	primary key (territory_id, id),
	unique (territory_id, kind, thing, leaf)
);
comment on table transparency.leaf_queue is 'Removed by the sequencer once the leaf is in the log and durable.';
comment on column transparency.leaf_queue.thing is 'Id of the thing in its territory.';
comment on column transparency.leaf_queue.commitment is 'SHA-256 of nonce and content; the content itself never enters.';
comment on column transparency.leaf_queue.leaf is 'RFC 6962 leaf hash: SHA-256 of a zero byte and the text of the leaf.';
