-- Hours of work by territory.

-- reference: what was written about the hours of one territory; those below it have the same unless they write their own. Nothing
-- is overwritten: a term can be counted again by the version it was counted by.
create table calendar.hours_edition (
	territory_id int not null, -- 0: the whole installation
	version int not null check (version > 0),
	inherits boolean not null, -- the own hours were taken back: those above hold again
	source text not null check (length(source) <= 500),
	made_at timestamptz not null,
	made_by uuid,
	primary key (territory_id, version)
);
-- reference: stretches of work of an edition; a day without any is a day off, also where the calendar works
create table calendar.hours (
	territory_id int not null,
	version int not null,
	weekday smallint not null check (weekday between 1 and 7), -- ISO: Monday is 1
	from_minute smallint not null check (from_minute between 0 and 1439), -- since midnight, by the clock on the wall
	to_minute smallint not null check (to_minute between 1 and 1440),
	primary key (territory_id, version, weekday, from_minute),
	foreign key (territory_id, version) references calendar.hours_edition on delete cascade,
	check (from_minute < to_minute)
);
