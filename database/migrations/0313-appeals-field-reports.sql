-- Reports from the field: what a worker found and did at the place, with photographs; a matter of the office until an answer.
create table appeals.field_report (
	territory_id int not null,
	id uuid not null,
	appeal_id uuid not null,
	account_id uuid not null,
	outcome text not null check (outcome in ('done', 'not-done')),
	text text not null check (length(text) <= 10000),
	-- Where the worker stood, degrees, WGS 84.
	lat double precision check (lat between -90 and 90),
	lon double precision check (lon between -180 and 180),
	-- When it was written, by the clock of the phone; and when it came.
	written_at timestamptz not null,
	at timestamptz not null,
	-- Its photographs go to everybody who sees the appeal together with the answer.
	show_photographs boolean not null,
	shown_at timestamptz,
	primary key (territory_id, id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade,
	check ((lat is null) = (lon is null))
);
create index field_report_of_appeal on appeals.field_report (territory_id, appeal_id, at);
create table appeals.field_photograph (
	territory_id int not null,
	report_id uuid not null,
	file_id uuid not null,
	moment text not null check (moment in ('before', 'after')),
	position smallint not null,
	name text not null,
	primary key (territory_id, report_id, file_id),
	foreign key (territory_id, report_id) references appeals.field_report (territory_id, id) on delete cascade,
	foreign key (territory_id, file_id) references files.file (territory_id, id) on delete restrict
);
