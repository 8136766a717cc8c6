-- Where a person lives: declared, then confirmed. History is kept; one row is of today.
create table identity.residence (
	account_id uuid not null references identity.account on delete cascade,
	id uuid not null,
	territory_id int not null,
	-- the settlement or district below it; null: not said
	place_id int,
	declared_at timestamptz not null,
	confirmed_at timestamptz,
	how text check (how in ('desk', 'paper', 'provider')),
	confirmed_by uuid,
	provider text,
	ended_at timestamptz,
	ended_why text check (ended_why in ('moved', 'withdrawn', 'erased')),
	primary key (account_id, id),
	check ((confirmed_at is null) = (how is null))
);
create unique index residence_today on identity.residence (account_id) where ended_at is null;

-- Codes on paper: the clerk prints a batch and hands the sheets out at the addresses.
create table identity.code_batch (
	territory_id int not null,
	id uuid not null,
	title text not null check (length(title) between 1 and 200),
	size int not null check (size between 1 and 2000),
	made_by uuid not null,
	made_at timestamptz not null,
	expires_at timestamptz not null,
	revoked_at timestamptz,
	primary key (territory_id, id)
);
create table identity.paper_code (
	territory_id int not null,
	batch_id uuid not null,
	number int not null,
	-- keyed hash of the code; the code is derived from VECHE_KEYS, the batch and the number, and is stored nowhere
	hash bytea not null,
	used_by uuid,
	used_at timestamptz,
	primary key (territory_id, batch_id, number),
	foreign key (territory_id, batch_id) references identity.code_batch on delete cascade
);
create unique index paper_code_hash on identity.paper_code (territory_id, hash);
