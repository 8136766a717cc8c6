-- One act on many appeals at once, with what each was like before, so that it can be taken back for a while.
create table appeals.bulk (
	-- Of the desk it was done at.
	territory_id int not null,
	id uuid not null,
	-- Null: the registry of the territory.
	body_id uuid,
	account_id uuid not null,
	-- { "do": "take-up" | "assign" | "route" | "classify" | "note" | "close" | "merge", and what was chosen }
	act jsonb not null,
	at timestamptz not null,
	-- When all were tried; null: under way.
	done_at timestamptz,
	-- Null: cannot be taken back.
	undo_until timestamptz,
	undone_at timestamptz,
	primary key (territory_id, id)
);
create table appeals.bulk_item (
	territory_id int not null,
	bulk_id uuid not null,
	position smallint not null,
	appeal_territory_id int not null,
	appeal_id uuid not null,
	outcome text check (outcome in ('done', 'refused', 'undone', 'kept')),
	-- Why it was refused or could not be taken back: a code of the words with its facts.
	code text check (length(code) <= 120),
	facts jsonb not null default '{}',
	-- The appeal's number, once it was reached.
	number text check (length(number) <= 40),
	-- What the act changed: as it was, and as the act left it.
	before jsonb,
	after jsonb,
	primary key (territory_id, bulk_id, position),
	foreign key (territory_id, bulk_id) references appeals.bulk (territory_id, id) on delete cascade
);

-- How a territory and those below it keep their desks; the nearest above counts.
create table appeals.desk_setting (
	territory_id int primary key,
	-- How long an act on many may be taken back, seconds.
	undo_seconds smallint not null check (undo_seconds between 30 and 900),
	set_by uuid,
	set_at timestamptz not null
);
