-- Officials who are away, and who stands in for them: work and rights pass over for these days only and come back by themselves.
create table organisations.absence (
	territory_id int not null,
	id uuid not null,
	-- Null: the work for the territory as a whole.
	body_id uuid,
	account_id uuid not null,
	deputy_id uuid not null,
	-- Days in the zone of the territory, both included.
	from_on date not null,
	until_on date not null,
	-- The same as instants, [starts_at, ends_at): whoever asks who stands in needs no zone.
	starts_at timestamptz not null,
	ends_at timestamptz not null,
	declared_by uuid not null,
	declared_at timestamptz not null,
	-- When the deputy was given the rights; null: not yet.
	begun_at timestamptz,
	-- When it was ended before its time.
	ended_at timestamptz,
	ended_by uuid,
	primary key (territory_id, id),
	check (account_id <> deputy_id),
	check (until_on >= from_on),
	check (ends_at > starts_at)
);
create index absence_of_deputy on organisations.absence (territory_id, deputy_id, ends_at);
create index absence_of_account on organisations.absence (territory_id, account_id, ends_at);
create index absence_of_body on organisations.absence (territory_id, body_id, ends_at);

-- Rights that the deputy holds by an absence alone; what they held before is none of them.
create table organisations.absence_grant (
	territory_id int not null,
	absence_id uuid not null,
	grant_id uuid not null,
	primary key (territory_id, absence_id, grant_id),
	foreign key (territory_id, absence_id) references organisations.absence (territory_id, id) on delete cascade
);
