-- Which file of keys this database worked with, so that a lost or foreign one is told at the start and not by what breaks.
create table platform.key_print (
	version int primary key,
	print bytea not null check (octet_length(print) = 16),
	since timestamptz not null
);
comment on table platform.key_print is 'Fingerprints of the keys in VECHE_KEYS. They tell keys apart and give nothing away.';
comment on column platform.key_print.print is 'Derived from the key by HKDF, under a purpose of its own.';

-- The twin of platform.idempotency for commands that change an account (schema rules, 4).
create table platform.account_idempotency (
	account_id uuid not null,
	key text not null check (length(key) between 1 and 200),
	request_hash bytea not null check (octet_length(request_hash) = 32),
	answer jsonb,
	created_at timestamptz not null,
	primary key (account_id, key)
);
comment on table platform.account_idempotency is
	'Commands that changed an account, so that a repeated form or API call gets the first answer. Written in the transaction of the command.';
comment on column platform.account_idempotency.key is 'From the form or the call of the client.';
comment on column platform.account_idempotency.request_hash is 'SHA-256 of the request: the same key with another request is refused.';
comment on column platform.account_idempotency.answer is 'Null only inside the transaction that carries the command out.';

create index account_idempotency_by_time on platform.account_idempotency (created_at);
