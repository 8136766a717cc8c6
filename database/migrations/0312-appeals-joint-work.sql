-- Joint work: the leading body asks others for their parts; each answers to it, and it alone answers the author.
create table appeals.part (
	-- The owner of the appeal.
	territory_id int not null,
	id uuid not null,
	appeal_id uuid not null,
	-- Who is asked; may sit in another territory, so no foreign key.
	body_territory_id int not null,
	body_id uuid not null,
	task text not null check (length(task) between 1 and 3000),
	-- The inner term: the day when it was set was no later than that of the answer, and the answer's holds when it comes nearer.
	due_on date not null,
	state text not null check (state in ('asked', 'in-work', 'reported', 'refused', 'withdrawn')),
	executor_id uuid,
	account_id uuid not null,
	asked_at timestamptz not null,
	taken_up_at timestamptz,
	-- What was done, or why it is not this body's work.
	report text check (length(report) between 1 and 10000),
	reported_by uuid,
	ended_at timestamptz,
	primary key (territory_id, id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade,
	check (state not in ('reported', 'refused') or report is not null)
);
create unique index part_open on appeals.part (territory_id, appeal_id, body_territory_id, body_id)
	where state in ('asked', 'in-work', 'reported');
create index part_of_appeal on appeals.part (territory_id, appeal_id, asked_at);
