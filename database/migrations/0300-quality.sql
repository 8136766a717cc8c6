-- Quality of answers: a random sample of them is read blind and scored by a rubric.
create schema quality;

-- reference: what answers are scored by, in a territory and below it (0: everywhere); a change is a further version.
create table quality.rubric (
	holds_in int not null,
	version int not null check (version > 0),
	-- Taken back: the one above holds again.
	inherits boolean not null default false,
	made_at timestamptz not null,
	made_by uuid,
	primary key (holds_in, version)
);
create table quality.criterion (
	holds_in int not null,
	version int not null,
	code text not null check (code ~ '^[a-z]+(-[a-z]+)*$' and length(code) <= 40),
	position smallint not null,
	-- What it counts beside the others.
	weight smallint not null check (weight between 1 and 10),
	primary key (holds_in, version, code),
	foreign key (holds_in, version) references quality.rubric (holds_in, version) on delete cascade
);
create table quality.criterion_text (
	holds_in int not null,
	version int not null,
	code text not null,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	name text not null check (length(name) between 1 and 120),
	hint text not null default '' check (length(hint) <= 300),
	primary key (holds_in, version, code, lang),
	foreign key (holds_in, version, code) references quality.criterion (holds_in, version, code) on delete cascade
);
insert into quality.rubric (holds_in, version, made_at) values (0, 1, '2026-11-27');
insert into quality.criterion (holds_in, version, code, position, weight) values
	(0, 1, 'to-the-point', 0, 3), (0, 1, 'done-and-when', 1, 3), (0, 1, 'plain-words', 2, 2), (0, 1, 'law', 3, 1),
	(0, 1, 'next-step', 4, 1);
insert into quality.criterion_text (holds_in, version, code, lang, name, hint) values
	(0, 1, 'to-the-point', 'ru', 'Отвечает на вопрос', 'На всё, о чём просили, а не на что-то рядом.'),
	(0, 1, 'to-the-point', 'en', 'Answers the question', 'All that was asked, not something beside it.'),
	(0, 1, 'done-and-when', 'ru', 'Сказано, что сделано и когда', 'Названы работы, даты, кто сделал или сделает.'),
	(0, 1, 'done-and-when', 'en', 'Says what was done and when', 'Works, dates, who did or will do them.'),
	(0, 1, 'plain-words', 'ru', 'Понятно без словаря', 'Короткие фразы, нет канцелярита, обращаются к человеку.'),
	(0, 1, 'plain-words', 'en', 'Plain words', 'Short sentences, no officialese, spoken to a person.'),
	(0, 1, 'law', 'ru', 'Закон назван верно', 'Если ссылаются на закон, он к месту. Ссылок нет и не нужно — «да».'),
	(0, 1, 'law', 'en', 'The law is cited rightly', 'Where a law is named it fits. None named and none needed: yes.'),
	(0, 1, 'next-step', 'ru', 'Ясно, что дальше', 'Если сделано не всё: когда остальное и куда обращаться.'),
	(0, 1, 'next-step', 'en', 'Says what comes next', 'Where not all is done: when the rest comes and whom to ask.');

-- reference: how many answers are drawn, in a territory and below it (0: everywhere); a change is a further version.
create table quality.plan (
	holds_in int not null,
	version int not null check (version > 0),
	inherits boolean not null default false,
	-- Of each body in a week: so many answers, and no fewer than so many of a hundred.
	per_body smallint not null check (per_body between 0 and 50),
	percent smallint not null check (percent between 0 and 100),
	-- So many of a hundred drawn are scored by two.
	twice smallint not null check (twice between 0 and 100),
	made_at timestamptz not null,
	made_by uuid,
	primary key (holds_in, version)
);
insert into quality.plan (holds_in, version, per_body, percent, twice, made_at) values (0, 1, 3, 5, 20, '2026-11-27');

-- What was drawn in a week, and the seed by which anyone can draw it again.
create table quality.draw (
	territory_id int not null,
	-- The Monday of the week of the answers, in the zone of the territory.
	week date not null,
	seed text not null check (length(seed) between 16 and 64),
	-- The plan it was drawn by.
	per_body smallint not null,
	percent smallint not null,
	twice smallint not null,
	-- Answers of the week, and how many of them were drawn.
	answers int not null,
	drawn int not null,
	drawn_at timestamptz not null,
	primary key (territory_id, week)
);
create table quality.sampled (
	territory_id int not null,
	id uuid not null,
	week date not null,
	appeal_id uuid not null,
	answer_id uuid not null,
	-- May sit in another territory.
	body_territory_id int not null,
	body_id uuid not null,
	-- Who answered: never scores it.
	account_id uuid,
	-- Its place in the random order.
	position int not null,
	twice boolean not null,
	primary key (territory_id, id),
	unique (territory_id, answer_id),
	foreign key (territory_id, week) references quality.draw (territory_id, week) on delete cascade,
	foreign key (territory_id, answer_id) references appeals.answer (territory_id, id) on delete cascade
);
create index sampled_of_week on quality.sampled (territory_id, week, position);

-- One reading of a sampled answer; two of them where it is scored twice.
create table quality.scoring (
	territory_id int not null,
	id uuid not null,
	sampled_id uuid not null,
	slot smallint not null check (slot in (1, 2)),
	week date not null,
	position int not null,
	-- Null: waits for somebody.
	scorer_id uuid,
	taken_at timestamptz,
	scored_at timestamptz,
	rubric_holds_in int,
	rubric_version int,
	-- 0 ... 1
	total numeric(5, 4) check (total between 0 and 1),
	-- A formal reply: words without an answer.
	formal boolean,
	note text check (length(note) <= 2000),
	primary key (territory_id, id),
	unique (territory_id, sampled_id, slot),
	foreign key (territory_id, sampled_id) references quality.sampled (territory_id, id) on delete cascade,
	check ((scored_at is null) = (total is null) and (scored_at is null) = (formal is null)
		and (scored_at is null) = (rubric_version is null))
);
create index scoring_waiting on quality.scoring (territory_id, week, position) where scored_at is null;
create index scoring_of_person on quality.scoring (territory_id, scorer_id, scored_at desc);
create unique index scoring_once on quality.scoring (territory_id, sampled_id, scorer_id) where scorer_id is not null;
create table quality.point (
	territory_id int not null,
	scoring_id uuid not null,
	code text not null,
	-- 0: no, 1: in part, 2: yes.
	points smallint not null check (points between 0 and 2),
	primary key (territory_id, scoring_id, code),
	foreign key (territory_id, scoring_id) references quality.scoring (territory_id, id) on delete cascade
);

-- Figures by week and body, owned by the territory of the appeals and, where it is another, by that of the body; recounted, never added up.
create table quality.week_of_body (
	territory_id int not null,
	week date not null,
	-- The territory of the appeals.
	owner_id int not null,
	body_territory_id int not null,
	body_id uuid not null,
	-- All answers of the week; of them returned by authors, disputed by neighbours.
	answers int not null,
	returned int not null,
	disputed int not null,
	sampled int not null,
	-- Scored by one at least.
	scored int not null,
	-- Sum of the marks "formal", of two readings the mean; sum of the totals in the same way.
	formal numeric(10, 2) not null,
	points numeric(12, 4) not null,
	primary key (territory_id, week, owner_id, body_territory_id, body_id)
);
create index week_of_body_of_body on quality.week_of_body (territory_id, body_id, week);

-- The same for a territory with everything below it, by week.
create table quality.tally (
	territory_id int not null,
	week date not null,
	answers int not null,
	returned int not null,
	disputed int not null,
	sampled int not null,
	scored int not null,
	formal numeric(12, 2) not null,
	points numeric(14, 4) not null,
	-- Over bodies with a scored answer: N answers, n scored. Sums of N, of N × share of formal, of N² / n.
	stratum_answers int not null,
	stratum_formal numeric(14, 4) not null,
	stratum_spread numeric(18, 4) not null,
	-- Scored by two; of them both said formal; they differed.
	twice int not null,
	both_formal int not null,
	differed int not null,
	primary key (territory_id, week)
);
