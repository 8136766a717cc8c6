-- Desks of officials: what their views tell apart, counts that nobody adds up while someone waits, views that people save.

alter table appeals.appeal
	-- Questions to the author that wait for an answer.
	add column asked smallint not null default 0 check (asked >= 0),
	-- The role whose approval the answer waits for; null: none.
	add column approval text check (length(approval) between 1 and 40),
	-- The appeal of the same owner that this one is worked on with; its author keeps this number and this page.
	add column merged_into uuid,
	-- How many appeals are worked on with this one.
	add column merged smallint not null default 0 check (merged >= 0),
	-- Bodies that take part besides the leading one: '<territory>/<id>'.
	add column with_bodies text[] not null default '{}',
	add check (merged_into is null or merged = 0);
create index appeal_merged on appeals.appeal (territory_id, merged_into) where merged_into is not null;

alter table appeals.inbox
	add column channel text not null default 'web',
	add column joined int not null default 0,
	add column merged smallint not null default 0,
	add column asked boolean not null default false,
	add column approval text,
	-- How far this body's part of joint work is; null: it leads. The executor and the day are then those of the part.
	add column part text check (part in ('asked', 'in-work', 'reported')),
	add column changed_at timestamptz not null default '2000-01-01Z',
	-- Words of the masked text and place; null: a row of an earlier release, filled again by the nightly proof.
	add column tsv tsvector;
create index inbox_executor on appeals.inbox (territory_id, body_id, executor_id, due_on, appeal_id) where state not in ('accepted', 'closed');
create index inbox_words on appeals.inbox using gin (territory_id, tsv);

alter table appeals.listed
	add column channel text not null default 'web',
	add column returns smallint not null default 0,
	add column assigned boolean not null default false,
	add column asked boolean not null default false,
	add column approval text,
	add column merged smallint not null default 0,
	-- Worked on with another appeal: stands in public lists and on no desk.
	add column is_merged boolean not null default false,
	add column changed_at timestamptz not null default '2000-01-01Z';
create index listed_by_state on appeals.listed (territory_id, state, due_on, appeal_id) where state not in ('accepted', 'closed');

-- How many open appeals lie on a desk, by what its views tell apart and by the day they are due; read and written whole.
-- A registry adds what its children have counted to its own rows.
create table appeals.desk_count (
	territory_id int not null,
	-- The nil uuid: the registry of the territory.
	body_id uuid not null,
	-- When the rows were looked at, so that an older count never overwrites a newer one.
	counted_at timestamptz not null,
	-- [{ "state", "due", "assigned", "asked", "approval", "part", "count" }]
	buckets jsonb not null,
	primary key (territory_id, body_id)
);

-- Desks that changed and are to be counted anew.
create table appeals.desk_stale (
	territory_id int not null,
	body_id uuid not null,
	since timestamptz not null,
	primary key (territory_id, body_id)
);

-- What an official put together once and opens every day: filters, order, columns.
create table appeals.saved_view (
	territory_id int not null,
	id uuid not null,
	-- Null: the registry of the territory.
	body_id uuid,
	-- Null: whoever made it has gone, the body keeps it.
	owner_id uuid,
	name text not null check (length(name) between 1 and 60),
	-- Everybody at the desk sees it.
	shared boolean not null default false,
	-- The question of its address, in canonical order.
	query text not null check (length(query) <= 2000),
	-- The owner's desk opens with it.
	opens_first boolean not null default false,
	created_at timestamptz not null,
	primary key (territory_id, id),
	check (owner_id is not null or shared)
);
create index saved_view_of_desk on appeals.saved_view (territory_id, body_id);
create index saved_view_of_owner on appeals.saved_view (territory_id, owner_id) where owner_id is not null;
