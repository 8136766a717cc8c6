-- The ground that every room stands on. The books of migrations (platform.migration) are made by the runner itself.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create extension if not exists btree_gist;

create table platform.idempotency (
	territory_id int not null,
	key text not null check (length(key) between 1 and 200),
	request_hash bytea not null check (octet_length(request_hash) = 32),
	answer jsonb,
	created_at timestamptz not null,
	primary key (territory_id, key)
);
comment on table platform.idempotency is
	'Commands that were carried out, so that a repeated form or API call gets the first answer. Written in the transaction of the command.';
comment on column platform.idempotency.key is 'From the form or the call of the client.';
comment on column platform.idempotency.request_hash is 'SHA-256 of the request: the same key with another request is refused.';
comment on column platform.idempotency.answer is 'Null only inside the transaction that carries the command out.';

create index idempotency_by_time on platform.idempotency (created_at);
