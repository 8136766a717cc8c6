-- Intake: the ways in for machines and tables.
create schema intake;

-- Keys of programs. The key itself is shown once: veche_<territory>_<id>_<secret>; here stands the hash of its secret.
create table intake.api_key (
	territory_id int not null references territories.territory (id),
	id uuid not null,
	-- Whose program it is, in the words of whoever issued it.
	name text not null check (length(name) between 1 and 120),
	-- Whom to ask when it misbehaves.
	contact text not null default '' check (length(contact) <= 200),
	secret_hash bytea not null check (length(secret_hash) = 32),
	scopes text[] not null check (cardinality(scopes) > 0),
	-- Sites whose pages may use it in a browser: https://example.org
	origins text[] not null default '{}' check (cardinality(origins) <= 50),
	-- Calls a minute.
	per_minute int not null check (per_minute between 1 and 100000),
	created_by uuid not null,
	created_at timestamptz not null,
	-- Null: until it is taken back.
	expires_at timestamptz,
	revoked_at timestamptz,
	revoked_by uuid,
	last_used_at timestamptz,
	primary key (territory_id, id),
	check ((revoked_at is null) = (revoked_by is null))
);

-- How often it was used, by day (UTC).
create table intake.api_key_day (
	territory_id int not null,
	key_id uuid not null,
	day date not null,
	calls int not null,
	refused int not null,
	primary key (territory_id, key_id, day),
	foreign key (territory_id, key_id) references intake.api_key (territory_id, id) on delete cascade
);

-- What came in from elsewhere: which appeal a foreign number became. One number of one source is one appeal, whoever sends it again.
create table intake.arrival (
	-- The owner of the appeal.
	territory_id int not null,
	-- 'key:<id>', 'open311:<endpoint>', or the name of a source of tables.
	source text not null check (length(source) between 1 and 200),
	-- Its number there; where a table has none, 'hash:' and the SHA-256 of its text, time and place.
	external_id text not null check (length(external_id) between 1 and 200),
	appeal_id uuid not null,
	-- The thread it belongs to there (a letter answered, a chat); null: none.
	thread text check (length(thread) <= 200),
	at timestamptz not null,
	-- The import of a table that brought it, by its own territory.
	import_territory_id int,
	import_id uuid,
	-- Row of the table.
	line int,
	primary key (territory_id, source, external_id),
	check ((import_id is null) = (import_territory_id is null) and (import_id is null) = (line is null))
);
create index arrival_of_import on intake.arrival (territory_id, import_id, appeal_id) where import_id is not null;
create index arrival_of_appeal on intake.arrival (territory_id, appeal_id);
