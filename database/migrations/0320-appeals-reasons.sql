-- What one may choose as "not done" is edited in the office: since when, until when, by which document, each change kept.

alter table appeals.dissent_reason
	add column since date not null default '2026-11-27',
	-- The first day on which it is no longer offered; null: offered. What was chosen before keeps its words.
	add column until date,
	-- What it rests on, in words, and the day of that; empty: came with the platform.
	add column source text not null default '' check (length(source) <= 300),
	add column source_on date,
	-- Of the newest change.
	add column revision int not null default 0,
	add check (until >= since);

-- reference: who changed what in a reason, and when; `before` is null where it was made.
create table appeals.dissent_reason_change (
	code text not null references appeals.dissent_reason (code) on delete cascade,
	revision int not null check (revision > 0),
	at timestamptz not null,
	account_id uuid,
	kind text not null check (kind in ('made', 'changed', 'withdrawn', 'offered', 'undone')),
	before jsonb,
	after jsonb not null,
	primary key (code, revision)
);
