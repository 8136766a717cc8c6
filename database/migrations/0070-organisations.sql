-- Bodies: organisations of the kind authority, their units and the people who work there, and who answers for what.
create schema organisations;

-- Kinds of bodies: a dictionary written by the installation (administration, department, enterprise ...).
create table organisations.kind (
	code text primary key check (code ~ '^[a-z][a-z-]{1,39}$'),
	position smallint not null,
	-- Takes part in the work on appeals as an executor.
	executes boolean not null default true
);
create table organisations.kind_text (
	kind text not null references organisations.kind (code) on delete cascade,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	name text not null check (length(name) between 1 and 200),
	primary key (kind, lang)
);

create table organisations.body (
	territory_id int not null references territories.territory (id),
	id uuid not null,
	kind text not null references organisations.kind (code),
	-- The body above this one in the same territory.
	parent_id uuid,
	-- Last part of the address /<territory>/bodies/<slug>; never changed once given.
	slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
	position int not null default 0,
	phone text check (length(phone) <= 200),
	email text check (length(email) <= 254),
	site text check (site ~ '^https?://' and length(site) <= 500),
	address text check (length(address) <= 500),
	-- Reception hours in words.
	hours text check (length(hours) <= 500),
	lat double precision check (lat between -90 and 90),
	lon double precision check (lon between -180 and 180),
	opened_on date,
	-- Null: works. A closed body keeps its page and its past.
	closed_on date,
	-- Who takes over what the closed body had.
	successor_id uuid,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	primary key (territory_id, id),
	unique (territory_id, slug),
	foreign key (territory_id, parent_id) references organisations.body (territory_id, id) on delete restrict,
	foreign key (territory_id, successor_id) references organisations.body (territory_id, id) on delete restrict,
	check (parent_id <> id),
	check ((lat is null) = (lon is null))
);
create index on organisations.body (territory_id, position);
create index on organisations.body (territory_id, parent_id);

create table organisations.body_text (
	territory_id int not null,
	body_id uuid not null,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	name text not null check (length(name) between 1 and 300),
	short_name text check (length(short_name) between 1 and 80),
	-- What the body does, in plain words.
	about text not null default '' check (length(about) <= 5000),
	primary key (territory_id, body_id, lang),
	foreign key (territory_id, body_id) references organisations.body (territory_id, id) on delete cascade
);

create table organisations.unit (
	territory_id int not null,
	id uuid not null,
	body_id uuid not null,
	parent_id uuid,
	position int not null default 0,
	phone text check (length(phone) <= 200),
	closed_on date,
	primary key (territory_id, id),
	unique (territory_id, body_id, id),
	foreign key (territory_id, body_id) references organisations.body (territory_id, id) on delete cascade,
	foreign key (territory_id, body_id, parent_id) references organisations.unit (territory_id, body_id, id) on delete restrict,
	check (parent_id <> id)
);
create table organisations.unit_text (
	territory_id int not null,
	unit_id uuid not null,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	name text not null check (length(name) between 1 and 300),
	primary key (territory_id, unit_id, lang),
	foreign key (territory_id, unit_id) references organisations.unit (territory_id, id) on delete cascade
);

-- Who works in a body. The right itself is a grant of the account; this is the body's own list (schema-rules 1).
create table organisations.staff (
	territory_id int not null,
	id uuid not null,
	body_id uuid not null,
	-- Null: the body as a whole.
	unit_id uuid,
	account_id uuid not null,
	role text not null check (role in ('head', 'controller', 'executor', 'official')),
	-- The post in words: "Главный специалист".
	post text not null default '' check (length(post) <= 200),
	-- Shown on the public page of the body.
	public boolean not null default false,
	-- The name to show there, as the body writes it.
	public_name text check (length(public_name) between 1 and 200),
	since date not null,
	-- Null: works here now.
	until date,
	primary key (territory_id, id),
	foreign key (territory_id, body_id) references organisations.body (territory_id, id) on delete cascade,
	foreign key (territory_id, body_id, unit_id) references organisations.unit (territory_id, body_id, id) on delete restrict,
	check (until >= since),
	check (not public or public_name is not null)
);
create unique index staff_once on organisations.staff (territory_id, body_id, account_id, role) where until is null;
create index on organisations.staff (territory_id, account_id) where until is null;

-- Territories that a body serves, besides its own.
create table organisations.service_area (
	territory_id int not null,
	body_id uuid not null,
	area_id int not null references territories.territory (id),
	primary key (territory_id, body_id, area_id),
	foreign key (territory_id, body_id) references organisations.body (territory_id, id) on delete cascade
);

-- Who answers: category of appeals × subtree of territories × kind of place → body or its unit.
-- The most particular rule wins: nearest category, then deepest area, then a named kind of place, then position.
create table organisations.responsibility (
	-- Whose rule it is; it holds in this territory and below.
	territory_id int not null references territories.territory (id),
	id uuid not null,
	-- Code of a category of appeals; null: any. Belongs to a room further down, so no foreign key.
	category text check (length(category) <= 80),
	-- The subtree the rule is for.
	area_id int not null references territories.territory (id),
	-- Kind of place (a word of the rooms that have places: 'yard', 'road', 'school'); null: any.
	place_kind text check (length(place_kind) <= 40),
	-- The body may sit in another territory, so no foreign key (schema-rules 1).
	body_territory_id int not null references territories.territory (id),
	body_id uuid not null,
	unit_id uuid,
	position int not null default 0,
	created_by uuid not null,
	created_at timestamptz not null,
	primary key (territory_id, id)
);
create unique index responsibility_once on organisations.responsibility
	(territory_id, coalesce(category, ''), area_id, coalesce(place_kind, ''), position);
create index on organisations.responsibility (territory_id, body_territory_id, body_id);
