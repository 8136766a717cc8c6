-- Long work with a page of its own, and the processes that run jobs. The queue itself is the schema of graphile-worker.

create schema jobs;

create table jobs.work (
	id uuid primary key,
	territory_id int not null,
	job text not null,
	title_key text not null,
	title_facts jsonb not null,
	started_by uuid,
	payload jsonb not null,
	state text not null check (state in ('waiting', 'running', 'stopping', 'stopped', 'done', 'failed')),
	done bigint not null default 0 check (done >= 0),
	total bigint check (total >= 0),
	note_key text,
	note_facts jsonb,
	cursor jsonb,
	result jsonb,
	error text,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	ended_at timestamptz,
	check ((state in ('done', 'stopped', 'failed')) = (ended_at is not null))
);
comment on table jobs.work is 'Work that takes long: how far it is, and from where it can be taken up again.';
comment on column jobs.work.territory_id is 'Whose administrators see it; 0 is the installation.';
comment on column jobs.work.title_key is 'A key of the words, shown with title_facts in the language of the reader.';
comment on column jobs.work.done is 'Pieces done, of total where that is known.';
comment on column jobs.work.cursor is 'Written by the job: what it needs to go on from here.';
comment on column jobs.work.result is 'Written by the job at its end, for the page: figures and report.';
comment on column jobs.work.error is 'What stopped it, for administrators.';
create index work_by_territory on jobs.work (territory_id, created_at desc, id desc);
create index work_by_person on jobs.work (started_by, created_at desc);

create table jobs.process (
	pool text primary key,
	host text not null,
	pid int not null,
	started_at timestamptz not null,
	seen_at timestamptz not null
);
comment on table jobs.process is
	'Processes that run jobs. One that was not seen for half a minute is dead, and the jobs it held are given to others.';
