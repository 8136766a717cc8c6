-- Imports of appeals from tables.

-- An answer that was given in another system has no account here.
alter table appeals.answer alter column account_id drop not null;
comment on column appeals.answer.account_id is 'Null: given in another system and brought in by an import';

-- Which column of a table is what. A named one is kept for further tables of the same kind; one without a name belongs to an import.
create table intake.mapping (
	territory_id int not null references territories.territory (id),
	id uuid not null,
	name text check (length(name) between 1 and 120),
	-- What the numbers of its tables are numbers of: two tables of one source may not bring one number twice.
	source text not null check (length(source) between 1 and 120),
	made_by uuid,
	made_at timestamptz not null,
	primary key (territory_id, id)
);
create unique index mapping_named on intake.mapping (territory_id, lower(name)) where name is not null;

create table intake.mapping_field (
	territory_id int not null,
	mapping_id uuid not null,
	-- A field of an appeal: text, category, filed ...
	field text not null check (field ~ '^[a-z]+(-[a-z]+)*$' and length(field) <= 40),
	-- Heading of the column; null: the same for all rows.
	"column" text check (length("column") <= 100),
	-- What holds where the column is absent or empty: a code, a day, a body as <territory>/<id>.
	otherwise text check (length(otherwise) <= 200),
	-- How a day is written: 'ymd', 'dmy', 'mdy', 'serial'; null for what is no day.
	written text check (written in ('ymd', 'dmy', 'mdy', 'serial')),
	-- Day and month are swapped wherever the day is 12 or less.
	swapped boolean not null default false,
	primary key (territory_id, mapping_id, field),
	foreign key (territory_id, mapping_id) references intake.mapping (territory_id, id) on delete cascade
);

-- Words of the table and what they are here: a category, a body, a state.
create table intake.mapping_value (
	territory_id int not null,
	mapping_id uuid not null,
	field text not null,
	value text not null check (length(value) <= 300),
	-- A code, <territory>/<id>, or '+': to be made.
	target text not null check (length(target) <= 200),
	primary key (territory_id, mapping_id, field, value),
	foreign key (territory_id, mapping_id) references intake.mapping (territory_id, id) on delete cascade
);

create table intake.import (
	territory_id int not null references territories.territory (id),
	id uuid not null,
	file_name text not null check (length(file_name) between 1 and 200),
	-- The file as it came; null: forgotten, thirty days after it came.
	content bytea,
	size int not null,
	format text not null check (format in ('csv', 'xlsx')),
	-- How it is read; null for a workbook.
	encoding text,
	delimiter text,
	headed boolean not null,
	mapping_id uuid not null,
	-- The named mapping that learns along; null: none.
	keeps_id uuid,
	state text not null check (state in ('columns', 'checking', 'checked', 'importing', 'done', 'stopped', 'failed', 'undoing', 'undone')),
	-- Rows of the table; those that cannot come in, by the last check; those with something to look at.
	rows int not null default 0,
	wrong int not null default 0,
	doubtful int not null default 0,
	-- Appeals that came, those that were here already, those taken back and those that somebody works on and that stay.
	brought int not null default 0,
	known int not null default 0,
	taken_back int not null default 0,
	kept int not null default 0,
	-- Everything up to this row is in, with what mirrors it up to that one.
	reached int not null default 0,
	mirrored int not null default 0,
	-- Seconds that the rows took.
	seconds numeric,
	work_id uuid,
	-- Null: the operator's command.
	account_id uuid,
	created_at timestamptz not null,
	ended_at timestamptz,
	-- Until when the whole of it can be taken back.
	undo_until timestamptz,
	primary key (territory_id, id),
	foreign key (territory_id, mapping_id) references intake.mapping (territory_id, id) on delete restrict
);
create index import_newest on intake.import (territory_id, created_at desc);

-- What was seen in each column at the first look.
create table intake.import_column (
	territory_id int not null,
	import_id uuid not null,
	position smallint not null,
	name text not null,
	filled int not null,
	-- The first few, cut.
	samples text[] not null,
	-- Different values; null: more than a list can show.
	different int,
	-- How days are written in it, if it holds days; whether they make sense only with day and month swapped, and in how many rows.
	written text,
	swapped int not null default 0,
	primary key (territory_id, import_id, position),
	foreign key (territory_id, import_id) references intake.import (territory_id, id) on delete cascade
);
create table intake.import_value (
	territory_id int not null,
	import_id uuid not null,
	position smallint not null,
	value text not null,
	count int not null,
	primary key (territory_id, import_id, position, value),
	foreign key (territory_id, import_id) references intake.import (territory_id, id) on delete cascade
);

-- Everything that the last check found.
create table intake.import_problem (
	territory_id int not null,
	import_id uuid not null,
	number int not null,
	line int not null,
	"column" text,
	-- wrong: the row stays out; doubtful: it comes in, changed as said.
	severity text not null check (severity in ('wrong', 'doubtful')),
	code text not null,
	facts jsonb not null default '{}',
	primary key (territory_id, import_id, number),
	foreign key (territory_id, import_id) references intake.import (territory_id, id) on delete cascade
);
create index import_problem_of_code on intake.import_problem (territory_id, import_id, code, number);
