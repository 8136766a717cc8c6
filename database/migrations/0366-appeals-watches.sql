-- A resident asks to be told of new public appeals of a place, of a topic, of a part of the map.

-- account
create table appeals.watch (
	account_id uuid not null,
	id uuid not null,
	territory_id int not null,
	-- What is watched, as the filters of the public list; null: any.
	category text,
	place text check (length(place) between 1 and 100),
	body_territory_id int,
	body_id uuid,
	-- name of an H3 cell
	cell text check (cell ~ '^8[0-9a-f]{14}$'),
	-- What the person called it, or was offered, in their language.
	title text not null check (length(title) between 1 and 200),
	made_at timestamptz not null,
	-- Switched off; null: it is told of.
	stopped_at timestamptz,
	-- Appeals registered up to here have been told of, or there were none.
	seen_to timestamptz not null,
	-- The round that is being told now goes up to here: if it is broken off, the next tells the same.
	till timestamptz,
	next_at timestamptz not null,
	primary key (account_id, id),
	check ((body_territory_id is null) = (body_id is null))
);
create unique index watch_once on appeals.watch (account_id, territory_id, coalesce(category, ''), coalesce(place, ''),
	coalesce(body_id, '00000000-0000-0000-0000-000000000000'), coalesce(cell, '')) where stopped_at is null;
create index watch_due on appeals.watch (next_at) where stopped_at is null;

alter table appeals.listed
	-- When it appeared in the list; null: written by an earlier release, or brought in from an archive long after its day.
	add column registered_at timestamptz;
create index listed_registered on appeals.listed (territory_id, registered_at) where registered_at is not null;
