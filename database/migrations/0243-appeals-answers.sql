-- Answers: what is typed before they leave, the checklist that was filled in, where and when photographs of "after" were taken,
-- who agreed.

-- One for an appeal: whoever may answer it goes on with what a colleague began.
create table appeals.answer_draft (
	territory_id int not null,
	appeal_id uuid not null,
	text text not null default '' check (length(text) <= 10000),
	-- { "<item of the checklist>": "<what was typed or ticked>" }
	checks jsonb not null default '{}',
	-- Who wrote last.
	account_id uuid not null,
	updated_at timestamptz not null,
	-- Counts the changes: a form names the one it was shown.
	version int not null default 1,
	-- How often it was put to approval; decisions name the turn they were taken in.
	turn smallint not null default 0,
	asked_by uuid,
	asked_at timestamptz,
	primary key (territory_id, appeal_id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade,
	check ((asked_by is null) = (asked_at is null))
);

-- Photographs of "after" that wait with the draft.
create table appeals.answer_draft_photograph (
	territory_id int not null,
	appeal_id uuid not null,
	file_id uuid not null,
	name text not null,
	-- By the camera; null: it says nothing of it.
	taken_at timestamptz,
	-- Metres from the place of the appeal to where it was taken; null: either is not known.
	metres int check (metres >= 0),
	-- The official was told that it is doubtful and kept it.
	confirmed boolean not null default false,
	created_at timestamptz not null,
	primary key (territory_id, appeal_id, file_id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade,
	foreign key (territory_id, file_id) references files.file (territory_id, id) on delete restrict
);

alter table appeals.photograph
	-- The answer that it came with; null: with the filing, or an answer of an earlier release.
	add column round smallint check (round > 0),
	add column taken_at timestamptz,
	add column metres int check (metres >= 0),
	add column confirmed boolean not null default false;

-- What the checklist of the category asked for and what was told. The wording is kept: an item may change or go later.
create table appeals.answer_check (
	territory_id int not null,
	answer_id uuid not null,
	item text not null check (length(item) between 1 and 40),
	position smallint not null,
	kind text not null check (kind in ('tick', 'text', 'date', 'photograph')),
	wording text not null check (length(wording) <= 300),
	-- In words; a day as 2026-11-27; of a photograph how many there are; a tick is 'yes'.
	value text not null check (length(value) between 1 and 1000),
	primary key (territory_id, answer_id, item),
	foreign key (territory_id, answer_id) references appeals.answer (territory_id, id) on delete cascade
);

-- Decisions on an answer that waits, in the order of the category's steps.
create table appeals.answer_approval (
	territory_id int not null,
	id uuid not null,
	appeal_id uuid not null,
	round smallint not null check (round > 0),
	turn smallint not null check (turn > 0),
	step smallint not null check (step > 0),
	role text not null check (length(role) between 1 and 40),
	account_id uuid not null,
	decision text not null check (decision in ('agreed', 'sent-back')),
	-- Why it was sent back.
	remark text check (length(remark) between 1 and 3000),
	at timestamptz not null,
	primary key (territory_id, id),
	unique (territory_id, appeal_id, round, turn, step),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade,
	check (decision = 'agreed' or remark is not null)
);

alter table appeals.answer
	-- Who signs the reply on the body's form, as they were called then; null: nobody by name.
	add column signed_name text check (length(signed_name) between 1 and 200),
	add column signed_post text check (length(signed_post) between 1 and 200);
