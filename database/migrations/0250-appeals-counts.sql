-- Breaking for appeals.tally: its figures are derived and are counted anew ("veche count-appeals", or the nightly proof).
-- Roll-ups of appeals: counted by jobs from the rows, never live and never added up as things happen.
drop table appeals.tally;

create table appeals.tally (
	-- The territory with everything below it.
	territory_id int not null,
	-- day: in the territory's own zone; month: named by its first day.
	grain text not null check (grain in ('day', 'month')),
	starts_on date not null,
	-- '': all together. Days hold roots of the tree of categories, months every category with all that belongs to it.
	category text not null,
	-- By the day of filing. People: authors and those who joined.
	filed int not null,
	people int not null,
	-- Closed without any answer: not ours, anonymous, repeated, withdrawn ...; they wait for nothing.
	gone int not null,
	-- Shown to everybody with an honest point; with a point at which whoever placed them puts what it cannot place.
	placed int not null,
	misplaced int not null,
	-- By the day of the answer: first ones; those of every round.
	answered int not null,
	replies int not null,
	-- By the day of the verdict.
	returned int not null,
	accepted int not null,
	-- By the promised day: fell due; answered by that day; waits for the authority now. Due before today and not met: overdue.
	due int not null,
	met int not null,
	waiting int not null,
	-- Of those filed: how many were first answered after 0, 1, 2 ... days, first taken up after hours; bins in counts.ts, zeros
	-- at the end cut off. Days hold them for all categories together only.
	in_days int[] not null,
	in_hours int[] not null,
	primary key (territory_id, grain, starts_on, category)
);

-- The same figures of a month by the body that the work lies with: rows of the own appeals of a territory by any body, and of
-- those below by bodies of this territory or above it. A body's whole work stands at its own territory.
create table appeals.tally_of_body (
	territory_id int not null,
	starts_on date not null,
	-- The body may sit in another territory, so no foreign key.
	body_territory_id int not null,
	body_id uuid not null,
	-- Roots of the tree of categories.
	category text not null,
	filed int not null,
	people int not null,
	gone int not null,
	placed int not null,
	misplaced int not null,
	answered int not null,
	replies int not null,
	returned int not null,
	accepted int not null,
	due int not null,
	met int not null,
	waiting int not null,
	in_days int[] not null,
	in_hours int[] not null,
	primary key (territory_id, starts_on, body_territory_id, body_id, category)
);
create index on appeals.tally_of_body (territory_id, body_territory_id, body_id, starts_on);

-- Appeals by cells of the H3 grid. An owner without owners below holds cells of resolution 9, territories above coarser ones.
create table appeals.tally_of_cell (
	territory_id int not null,
	grain text not null check (grain in ('month', 'year')),
	starts_on date not null,
	-- Roots of the tree; '' (all together) for years only, where adding up would be long.
	category text not null,
	cell bigint not null,
	-- All of them, for officials; those shown to everybody.
	filed int not null,
	shown int not null,
	primary key (territory_id, grain, starts_on, category, cell)
);

-- Months that wait to be counted anew.
create table appeals.to_count (
	territory_id int not null,
	month date not null,
	kind text not null check (kind in ('figures', 'cells')),
	not_before timestamptz not null,
	-- A count has begun with it; a change that comes meanwhile takes the mark back.
	taken boolean not null default false,
	primary key (territory_id, month, kind)
);

-- What the nightly proof found: whether the roll-ups equal a recount of the rows.
create table appeals.count_proof (
	at timestamptz primary key,
	finished_at timestamptz not null,
	months int not null,
	-- Territory-months that were compared, and those that were wrong and are mended.
	compared int not null,
	wrong int not null,
	-- Up to twenty of the wrong ones: [{"territory": 1, "month": "2026-01-01", "rows": 3}]
	told jsonb not null default '[]'
);

create index appeal_due_on on appeals.appeal (territory_id, due_on);
create index answer_verdict_on on appeals.answer (territory_id, verdict_at) where verdict_at is not null;
drop index appeals.answer_returned;
