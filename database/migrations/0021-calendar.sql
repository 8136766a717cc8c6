create schema calendar;

-- reference: what was written about one year of a country or of a region in it. Nothing is overwritten: a correction is a
-- new edition with the next version, so that a term can be counted again by the version it was counted by.
create table calendar.edition (
	country char(2) not null,                 -- ISO 3166-1
	region text not null default '',          -- ISO 3166-2 code of a part with days of its own ('RU-TA'); '' the whole country
	version int not null check (version > 0), -- grows by one with each edition of the country or region
	year int not null check (year between 1990 and 2200),
	source text not null,
	source_on date,                           -- date of the source
	certain boolean not null,                 -- false: not published yet, the days of the law alone
	made_at timestamptz not null,
	made_by uuid,                             -- null: came with the installation
	primary key (country, region, version)
);
create index edition_by_year on calendar.edition (country, region, year, version);

-- reference: days of an edition that differ from the week
create table calendar.day (
	country char(2) not null,
	region text not null default '',
	version int not null,
	day date not null,
	kind text not null check (kind in ('holiday', 'moved', 'working', 'short')),
	primary key (country, region, version, day),
	foreign key (country, region, version) references calendar.edition on delete cascade
);
