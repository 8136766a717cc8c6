-- Open data of appeals: what changed since, and a kept table for each month.

-- Programs ask for what changed since they asked last; the job of the months does too.
create index appeal_updated on appeals.appeal (territory_id, updated_at);

-- The table of a territory (of all below it, for those above) for the appeals filed in a month, as it stood when it was made last.
create table appeals.data_month (
	territory_id int not null references territories.territory (id),
	-- Its first day, in the territory's own zone.
	month date not null check (extract(day from month) = 1),
	-- The packed table (gzip).
	file_id uuid not null,
	rows int not null check (rows > 0),
	-- Bytes and SHA-256 of the table as it is read, unpacked.
	size bigint not null check (size > 0),
	sha256 bytea not null check (length(sha256) = 32),
	-- Changes after this are not in it.
	seen_to timestamptz not null,
	-- When its contents changed last.
	made_at timestamptz not null,
	-- The rules by which it was made: of an older number it is made anew.
	edition smallint not null,
	primary key (territory_id, month),
	foreign key (territory_id, file_id) references files.file (territory_id, id) on delete restrict
);
