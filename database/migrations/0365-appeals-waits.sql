-- What the work may wait for, and which clocks stand meanwhile, is edited in the office: since when, until when, by which document, each change kept.

alter table appeals.wait_reason
	add column since date not null default '2026-11-27',
	-- The first day on which it is no longer offered; null: offered. Waits of before go on and keep its words.
	add column until date,
	-- What it rests on, in words, and the day of that; empty: came with the platform.
	add column source text not null default '' check (length(source) <= 300),
	add column source_on date,
	-- Of the newest change.
	add column revision int not null default 0,
	add check (until >= since);

-- reference: who changed what in a kind of waiting, and when; `before` is null where it was made.
create table appeals.wait_reason_change (
	code text not null references appeals.wait_reason (code) on delete cascade,
	revision int not null check (revision > 0),
	at timestamptz not null,
	account_id uuid,
	kind text not null check (kind in ('made', 'changed', 'withdrawn', 'offered', 'undone')),
	before jsonb,
	after jsonb not null,
	primary key (code, revision)
);

-- A territory may say for itself, and for a category in it, what stops its promises: the nearest that says so decides.
alter table appeals.wait_stops
	add column holds_in int not null default 0; -- a territory; 0: everywhere
alter table appeals.wait_stops
	drop constraint wait_stops_pkey,
	add primary key (reason, kind, category, holds_in);

-- reference: who said what of the clocks, and when. Null: says nothing, those above hold.
create table appeals.wait_stops_change (
	holds_in int not null,
	category text not null,
	reason text not null references appeals.wait_reason (code) on delete cascade,
	revision int not null check (revision > 0),
	at timestamptz not null,
	account_id uuid,
	promise_before boolean,
	reaction_before boolean,
	promise boolean,
	reaction boolean,
	primary key (holds_in, category, reason, revision)
);
