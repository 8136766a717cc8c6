-- Inner terms climb a ladder of their own: a part of joint work, and an answer that neighbours alone dispute, for which no other clock runs.

alter table appeals.part
	-- When the sweep looks at it next.
	add column next_at timestamptz not null default '-infinity';
create index part_next on appeals.part (next_at) where state in ('asked', 'in-work');

alter table appeals.review
	add column next_at timestamptz not null default '-infinity';
create index review_next on appeals.review (next_at) where decision is null and because = 'dispute';

-- Figures ask of each returned answer what was decided.
create index review_of_appeal on appeals.review (territory_id, appeal_id, round);

-- What was told of an inner term, by its end: an end that moved is told anew.
create table appeals.inner_told (
	territory_id int not null,
	appeal_id uuid not null,
	-- Of the part or the review.
	thing_id uuid not null,
	due_at timestamptz not null,
	step text not null check (length(step) between 1 and 80),
	at timestamptz not null,
	people smallint not null,
	primary key (territory_id, thing_id, due_at, step),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
);
