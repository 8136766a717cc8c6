-- The page of a territory: what its administrators arrange and write. Tenant tables.

create table territories.page (
	territory_id int primary key references territories.territory (id) on delete cascade,
	-- whether the operator's basemap, where there is one, lies under the maps of this territory
	basemap boolean not null,
	changed_at timestamptz not null
);

-- The arrangement of the front: which block stands where. No rows: the arrangement that rooms propose.
create table territories.block (
	territory_id int not null references territories.territory (id) on delete cascade,
	block text not null,
	position smallint not null,
	shown boolean not null,
	primary key (territory_id, block)
);

create table territories.text (
	territory_id int not null references territories.territory (id) on delete cascade,
	place text not null check (place in ('lead', 'about')),
	lang text not null,
	body text not null check (length(body) between 1 and 20000),
	changed_at timestamptz not null,
	primary key (territory_id, place, lang)
);

create table territories.contact (
	territory_id int not null references territories.territory (id) on delete cascade,
	id uuid not null,
	kind text not null check (kind in ('phone', 'email', 'address', 'site', 'hours')),
	position smallint not null,
	primary key (territory_id, id)
);
create table territories.contact_text (
	territory_id int not null,
	contact_id uuid not null,
	lang text not null,
	-- whose or what for: «Приёмная главы»
	label text not null check (length(label) <= 200),
	value text not null check (length(value) between 1 and 500),
	primary key (territory_id, contact_id, lang),
	foreign key (territory_id, contact_id) references territories.contact (territory_id, id) on delete cascade
);

-- People in charge, as the territory names them to the public.
create table territories.official (
	territory_id int not null references territories.territory (id) on delete cascade,
	id uuid not null,
	position smallint not null,
	-- address of a picture in the files room
	photo text,
	phone text,
	email text,
	primary key (territory_id, id)
);
create table territories.official_text (
	territory_id int not null,
	official_id uuid not null,
	lang text not null,
	name text not null check (length(name) between 1 and 200),
	post text not null check (length(post) between 1 and 300),
	-- when and where they receive people
	reception text not null default '' check (length(reception) <= 1000),
	primary key (territory_id, official_id, lang),
	foreign key (territory_id, official_id) references territories.official (territory_id, id) on delete cascade
);

-- A run of the importer and all that it found.
create table territories.import (
	territory_id int not null references territories.territory (id) on delete cascade,
	id uuid not null,
	file_name text not null,
	format text not null,
	dry_run boolean not null,
	state text not null check (state in ('waiting', 'running', 'done', 'refused', 'failed', 'stopped')),
	-- the file itself until the work is over, so that any process can do it
	content bytea,
	-- what came in, by name of the count
	counts jsonb not null default '{}',
	problems int not null default 0,
	account_id uuid,
	work_id uuid,
	started_at timestamptz not null,
	ended_at timestamptz,
	primary key (territory_id, id)
);
create table territories.import_problem (
	territory_id int not null,
	import_id uuid not null,
	number int not null,
	-- line of the file; 0: the file as a whole
	line int not null,
	severity text not null check (severity in ('wrong', 'warning', 'notice')),
	-- key of the room's words
	code text not null,
	facts jsonb not null,
	primary key (territory_id, import_id, number),
	foreign key (territory_id, import_id) references territories.import (territory_id, id) on delete cascade
);
