create schema files;

-- tenant: a file that somebody sent. The content lies in the blob store under its SHA-256; equal contents lie there once.
create table files.file (
	territory_id int not null,
	id uuid not null,
	sha256 bytea not null check (octet_length(sha256) = 32),
	size bigint not null check (size >= 0),              -- bytes, of what is kept (pictures are re-encoded)
	type text not null check (type ~ '^[a-z]+/[a-z0-9.+-]+$'), -- media type found in the content, never the sender's word
	name text not null check (char_length(name) between 1 and 120),
	width int,                                           -- pixels, pictures only
	height int,
	audience text not null check (audience in ('public', 'thing', 'own')),
	thing_kind text,                                     -- whom to ask who may see it: 'appeals.appeal'
	thing_id uuid,
	by_account uuid,                                     -- null: sent without an account
	created_at timestamptz not null,
	unused_since timestamptz,                            -- null: in use; else swept a day later
	primary key (territory_id, id),
	check ((width is null) = (height is null)),
	check ((thing_kind is null) = (thing_id is null)),
	check (audience <> 'thing' or thing_kind is not null),
	check (audience <> 'own' or by_account is not null)
);
create index file_by_content on files.file (sha256); -- the sweep asks over all territories
create index file_of_thing on files.file (territory_id, thing_kind, thing_id) where thing_kind is not null;
create index file_unused on files.file (territory_id, unused_since) where unused_since is not null;
create index file_by_account on files.file (territory_id, by_account) where by_account is not null;
