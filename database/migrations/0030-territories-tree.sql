create schema territories;

-- What a node of the tree can be. Rows are written by the room's seed.
create table territories.kind (
	code text primary key,
	-- 0 union, 1 country, 2 region, 3 upper municipality, 4 lower municipality, 5 place; the depth of the tree is not fixed
	rank smallint not null check (rank between 0 and 5),
	-- a municipality in the sense of law; places and land between settlements are none
	municipal boolean not null,
	-- may own records (appeals, polls, documents ...)
	owns boolean not null
);

-- Counters of this installation; a number taken is never given again.
create table territories.counter (
	name text primary key,
	next int not null check (next > 0)
);

create table territories.territory (
	id int primary key,
	-- the parent of today; a dissolved territory keeps the last parent it had
	parent_id int references territories.territory (id) on delete restrict,
	kind text not null references territories.kind (code) on delete restrict,
	-- code of the state's classifier: OKTMO, 8 digits for municipalities, 11 for places, without the check digit
	code text,
	-- stands in public numbers (46-017-2026-000123); null for places, which own no records
	short_code text,
	-- type of a place: г, пгт, с, д ...
	place_type text,
	slug text not null,
	-- the whole address without the leading slash; '' is the root of the installation
	path text not null,
	-- IANA zone; null: the parent's
	zone text,
	centre_name text,
	-- WGS 84, degrees
	latitude double precision check (latitude between -90 and 90),
	longitude double precision check (longitude between -180 and 180),
	population int check (population >= 0),
	population_on date,
	population_source text,
	-- a legal peculiarity: capital (of its parent), closed (ЗАТО), federal
	status text check (status in ('capital', 'closed', 'federal')),
	valid_from date,
	-- the first day on which it no longer exists; null: in force
	valid_to date,
	demonstration boolean not null default false,
	-- where the row came from: a person, or the name of an imported list
	source text not null,
	made_at timestamptz not null,
	changed_at timestamptz not null,
	check (valid_to is null or valid_from is null or valid_to >= valid_from),
	check (parent_id <> id)
);
create unique index territory_code_in_force on territories.territory (code) where valid_to is null and not demonstration;
create index territory_code on territories.territory (code);
create unique index territory_short_code on territories.territory (short_code);
create unique index territory_path on territories.territory (path);
create index territory_parent on territories.territory (parent_id);

-- The name by language. Russian has case forms; other languages use nominative and full.
create table territories.name (
	territory_id int not null references territories.territory (id) on delete cascade,
	lang text not null check (lang ~ '^[a-z]{2,3}$'),
	-- short: «Кунгур», «Кунгурский округ»
	nominative text not null check (length(nominative) between 1 and 300),
	-- «Кунгура»
	genitive text not null,
	-- with its preposition: «в Кунгуре», «на Камчатке»
	locative text not null,
	-- official: «городской округ город Кунгур»
	"full" text not null check (length("full") between 1 and 500),
	-- corrected by a person: an import keeps these forms
	by_hand boolean not null default false,
	primary key (territory_id, lang)
);

-- The tree of today; dissolved territories stand under their successors, so that these read what was theirs.
create table territories.closure (
	ancestor_id int not null references territories.territory (id) on delete cascade,
	descendant_id int not null references territories.territory (id) on delete cascade,
	depth smallint not null,
	primary key (ancestor_id, descendant_id)
);
create index closure_descendant on territories.closure (descendant_id, depth);

-- Outlines. Points are kept as differences of 1e-5 degree (about a metre) in variable-length numbers: shape.ts.
create table territories.boundary (
	territory_id int not null references territories.territory (id) on delete cascade,
	-- the outline holds from this day; -infinity: not known since when
	valid_from date not null default '-infinity',
	valid_to date,
	shape bytea not null,
	points int not null,
	west double precision not null,
	south double precision not null,
	east double precision not null,
	north double precision not null,
	-- square kilometres
	area double precision not null,
	source text not null,
	-- SPDX or the licence's own short name, shown on maps and in exports
	licence text not null,
	-- of the encoded shape: an equal outline is not written twice
	hash bytea not null,
	primary key (territory_id, valid_from)
);

-- What a territory that lives on was called, was, and stood under before.
create table territories.past (
	territory_id int not null references territories.territory (id) on delete cascade,
	valid_to date not null,
	valid_from date,
	kind text not null references territories.kind (code) on delete restrict,
	code text,
	parent_id int references territories.territory (id) on delete restrict,
	"full" text not null,
	source text not null,
	primary key (territory_id, valid_to)
);
create index past_code on territories.past (code);

-- Codes by which other registers know a territory; lists of figures name territories by them.
create table territories.other_code (
	-- the register: sberindex
	system text not null,
	code text not null,
	territory_id int not null references territories.territory (id) on delete cascade,
	primary key (system, code)
);
create index other_code_territory on territories.other_code (territory_id);

-- Who came after whom. `share` is the part of the predecessor that went to the successor.
create table territories.succession (
	predecessor_id int not null references territories.territory (id) on delete restrict,
	successor_id int not null references territories.territory (id) on delete restrict,
	on_day date not null,
	kind text not null check (kind in ('merge', 'split', 'kind-change', 'transfer', 'rename')),
	-- null: it is known that a part went over, not how large it is
	share numeric(9, 8) check (share > 0 and share <= 1),
	-- what the share is measured by
	basis text not null check (basis in ('whole', 'population', 'area', 'given', 'unknown')),
	note text,
	source text not null,
	primary key (predecessor_id, successor_id, on_day, kind),
	check ((share is null) = (basis = 'unknown'))
);
create index succession_successor on territories.succession (successor_id);

-- What is unique in the whole installation: addresses (old ones stay claimed and lead on), hosts, codes of numbers.
create table territories.claim (
	value text not null,
	kind text not null check (kind in ('path', 'host', 'short-code')),
	territory_id int not null,
	-- false: an old address that is redirected
	current boolean not null default true,
	claimed_at timestamptz not null,
	primary key (value, kind)
);
create index claim_territory on territories.claim (territory_id, kind);
