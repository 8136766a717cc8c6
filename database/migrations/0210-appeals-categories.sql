-- Breaking: the columns answer_days, reaction_days and days_are of appeals.category give way to amounts with a unit each.
-- What a category asks, promises and demands; who offers it; what was changed in it.

-- Each change of any category takes the next number, so a process reads again only what changed since.
create table appeals.category_revision (
	one boolean primary key default true check (one),
	value bigint not null
);
insert into appeals.category_revision (one, value) values (true, 1);

alter table appeals.category
	add column revision bigint not null default 1,
	-- The category's own term for the answer, counted from filing; null: as the parent, at the root the law's only.
	add column answer_amount smallint check (answer_amount between 1 and 999),
	add column answer_unit text check (answer_unit in ('days', 'working-days', 'working-hours')),
	-- Until somebody takes it up; null: as the parent.
	add column reaction_amount smallint check (reaction_amount between 1 and 999),
	add column reaction_unit text check (reaction_unit in ('days', 'working-days', 'working-hours')),
	-- Which days work, for both: those of the territory's calendar, Saturdays too, or all (a dispatcher); null: as the parent.
	add column calendar text check (calendar in ('office', 'six-day', 'every-day')),
	-- Month and day, 11-01; the season may run over the new year. Out of it the category is offered last, with words.
	add column season_from text check (season_from ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
	add column season_to text check (season_to ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
	-- Whom to call at once; null: as the parent, at the root 112.
	add column emergency_phone text check (length(emergency_phone) between 2 and 40),
	-- Confidence of the classifier from which an appeal goes to the executor by itself; null: as the parent, at the root never.
	add column route_at numeric(4, 3) check (route_at > 0 and route_at <= 1),
	-- Never by itself, whatever the parent says.
	add column route_never boolean not null default false,
	-- Whether its questions, checklist and steps of approval are its own (even none) or the parent's.
	add column own_questions boolean not null default false,
	add column own_checklist boolean not null default false,
	add column own_approval boolean not null default false,
	-- What is offered instead of a closed one; what became of its open appeals: they stay with it, they move there,
	-- or they move and the closed one is read as the other everywhere.
	add column instead_code text references appeals.category (code),
	add column closing text check (closing in ('stay', 'move', 'merge')),
	-- When what was said of open appeals was done.
	add column moved_at timestamptz,
	-- The name in the list it came from, by which a second import finds it.
	add column source_key text check (length(source_key) <= 400),
	alter column shown_to drop not null,
	alter column shown_to drop default,
	add check ((answer_amount is null) = (answer_unit is null)),
	add check ((reaction_amount is null) = (reaction_unit is null)),
	add check ((season_from is null) = (season_to is null)),
	add check (not route_never or route_at is null),
	add check (closing is null or closed_on is not null),
	add check (closing is null or closing = 'stay' or instead_code is not null),
	add check (instead_code <> code);
comment on column appeals.category.shown_to is 'What is suggested for who sees it; null: as the parent, at the root everybody';
comment on column appeals.category.offered_in is 'Whose it is: offered in this territory and below; null: common to all';

update appeals.category set
	answer_amount = answer_days,
	answer_unit = case when answer_days is null then null when days_are = 'working' then 'working-days' else 'days' end,
	reaction_amount = reaction_days,
	reaction_unit = case when reaction_days is null then null when days_are = 'working' then 'working-days' else 'days' end;
alter table appeals.category drop column answer_days, drop column reaction_days, drop column days_are;
create index category_revised on appeals.category (revision);
create unique index category_source on appeals.category (origin, source_key) where source_key is not null;

alter table appeals.category_text
	-- Said out of season: "Снег убираем с ноября по март".
	add column season_note text not null default '' check (length(season_note) <= 500),
	-- Said at the emergency stop, before the number to call.
	add column emergency_note text not null default '' check (length(emergency_note) <= 1000);

-- What residents write, in their words.
create table appeals.category_example (
	category text not null references appeals.category (code) on delete cascade,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	position smallint not null,
	text text not null check (length(text) between 1 and 500),
	primary key (category, lang, position)
);

-- What the form asks. A question that is asked no more stays: answers name it.
create table appeals.category_question (
	category text not null references appeals.category (code) on delete cascade,
	code text not null check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
	position smallint not null default 0,
	kind text not null check (kind in ('text', 'choice', 'number', 'date')),
	required boolean not null default false,
	asked boolean not null default true,
	primary key (category, code)
);
create table appeals.category_question_text (
	category text not null,
	question text not null,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	label text not null check (length(label) between 1 and 200),
	hint text not null default '' check (length(hint) <= 500),
	primary key (category, question, lang),
	foreign key (category, question) references appeals.category_question (category, code) on delete cascade
);
-- What may be chosen; one that is offered no more stays.
create table appeals.category_option (
	category text not null,
	question text not null,
	code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
	position smallint not null default 0,
	offered boolean not null default true,
	primary key (category, question, code),
	foreign key (category, question) references appeals.category_question (category, code) on delete cascade
);
create table appeals.category_option_text (
	category text not null,
	question text not null,
	option text not null,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	label text not null check (length(label) between 1 and 200),
	primary key (category, question, option, lang),
	foreign key (category, question, option) references appeals.category_option (category, question, code) on delete cascade
);

-- What an answer must tell before it may be sent.
create table appeals.category_checklist (
	category text not null references appeals.category (code) on delete cascade,
	code text not null check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
	position smallint not null default 0,
	-- Ticked; or written in words, as a day, shown by a photograph.
	kind text not null check (kind in ('tick', 'text', 'date', 'photograph')),
	required boolean not null default true,
	primary key (category, code)
);
create table appeals.category_checklist_text (
	category text not null,
	item text not null,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	label text not null check (length(label) between 1 and 300),
	primary key (category, item, lang),
	foreign key (category, item) references appeals.category_checklist (category, code) on delete cascade
);

-- Who must agree before an answer leaves the body, in this order.
create table appeals.category_approval (
	category text not null references appeals.category (code) on delete cascade,
	step smallint not null check (step between 1 and 9),
	-- A role held in the body, or in the territory as a whole.
	role text not null check (role ~ '^[a-z][a-z-]{1,39}$'),
	primary key (category, step)
);

-- A territory takes on or leaves out, with all below it; the nearest that says so decides.
create table appeals.category_offer (
	territory_id int not null references territories.territory (id),
	category text not null references appeals.category (code) on delete cascade,
	-- Null: says nothing any more.
	offered boolean,
	revision bigint not null,
	set_by uuid,
	set_at timestamptz not null,
	primary key (territory_id, category)
);
create index category_offer_revised on appeals.category_offer (revision);

-- Kinds of place for the rules of responsibility: a yard, a road, a school.
create table organisations.place_kind (
	code text primary key check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
	position smallint not null default 0
);
create table organisations.place_kind_text (
	place_kind text not null references organisations.place_kind (code) on delete cascade,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	name text not null check (length(name) between 1 and 80),
	primary key (place_kind, lang)
);
-- Where the one who answers depends on the kind of place, the form asks which of these it is.
create table appeals.category_place_kind (
	category text not null references appeals.category (code) on delete cascade,
	place_kind text not null references organisations.place_kind (code),
	position smallint not null default 0,
	primary key (category, place_kind)
);
-- What the author said; null: the category's own.
alter table appeals.appeal add column place_kind text check (length(place_kind) <= 40);

-- Every change by a person: how it was before and after, as whole documents, so that it can be taken back.
create table appeals.category_change (
	category text not null references appeals.category (code) on delete cascade,
	revision bigint not null,
	at timestamptz not null,
	account_id uuid,
	kind text not null check (kind in ('made', 'changed', 'moved', 'closed', 'opened', 'merged', 'imported', 'undone')),
	before jsonb,
	after jsonb not null,
	primary key (category, revision)
);

-- Sets that were brought in or left out on purpose: what a start without any asks for, and no later start brings again.
create table appeals.category_set (
	code text primary key check (length(code) <= 80),
	brought_at timestamptz not null,
	account_id uuid
);
