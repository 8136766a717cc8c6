-- Closing with two keys: who says "not done", who checks it, and the days for each.

-- reference: what one may choose when the work is not done.
create table appeals.dissent_reason (
	code text primary key check (code ~ '^[a-z]+(-[a-z]+)*$' and length(code) <= 40),
	position smallint not null default 0
);
create table appeals.dissent_reason_text (
	code text not null references appeals.dissent_reason (code) on delete cascade,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	name text not null check (length(name) between 1 and 120),
	primary key (code, lang)
);
insert into appeals.dissent_reason (code, position) values
	('not-begun', 0), ('half-done', 1), ('badly-done', 2), ('another-place', 3), ('no-answer', 4), ('other', 9);
insert into appeals.dissent_reason_text (code, lang, name) values
	('not-begun', 'ru', 'Ничего не сделано'), ('not-begun', 'en', 'Nothing was done'),
	('half-done', 'ru', 'Сделано не всё'), ('half-done', 'en', 'Not all of it was done'),
	('badly-done', 'ru', 'Сделано плохо, поломка вернулась'), ('badly-done', 'en', 'Done badly, the fault is back'),
	('another-place', 'ru', 'Сделано не там'), ('another-place', 'en', 'Done in another place'),
	('no-answer', 'ru', 'Ответ не по существу'), ('no-answer', 'en', 'The answer is beside the point'),
	('other', 'ru', 'Другое'), ('other', 'en', 'Something else');

-- reference: the days and numbers of closing, by territory (0: everywhere) and category ('': all); a change is a further version.
create table appeals.closing_rule (
	holds_in int not null,
	category text not null default '',
	version int not null check (version > 0),
	-- Taken back: those above hold again.
	inherits boolean not null default false,
	-- Days of the author's silence after which an answer closes the appeal; null: as the house's rule of terms says.
	silent_days smallint check (silent_days between 3 and 90),
	-- Days after the end in which the author may object and neighbours may dispute.
	objection_days smallint not null check (objection_days between 0 and 365),
	-- So many neighbours restart the work without anybody's word.
	disputes_enough smallint not null check (disputes_enough between 1 and 100),
	-- Working days for the controller; a return nobody looked at by then counts as confirmed.
	review_days smallint not null check (review_days between 1 and 30),
	made_at timestamptz not null,
	made_by uuid,
	primary key (holds_in, category, version)
);
insert into appeals.closing_rule (holds_in, category, version, silent_days, objection_days, disputes_enough, review_days, made_at) values
	(0, '', 1, null, 30, 3, 3, '2026-11-27');

-- One person's "not done" about one answer: the author who returns it or objects, or a neighbour who joined.
create table appeals.dissent (
	territory_id int not null,
	id uuid not null,
	appeal_id uuid not null,
	-- Of the answer.
	round smallint not null check (round > 0),
	-- objection: the author, after silence had closed the appeal.
	kind text not null check (kind in ('return', 'objection', 'dispute')),
	-- Null: an author without an account, or one who was erased.
	account_id uuid,
	reason text references appeals.dissent_reason (code),
	text text not null default '' check (length(text) <= 3000),
	at timestamptz not null,
	primary key (territory_id, id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
);
create unique index dissent_once on appeals.dissent (territory_id, appeal_id, round, account_id) where account_id is not null;
create index dissent_of_appeal on appeals.dissent (territory_id, appeal_id, round, at);
create index dissent_by_day on appeals.dissent (territory_id, at);
create table appeals.dissent_photograph (
	territory_id int not null,
	dissent_id uuid not null,
	file_id uuid not null,
	position smallint not null,
	name text not null,
	primary key (territory_id, dissent_id, file_id),
	foreign key (territory_id, dissent_id) references appeals.dissent (territory_id, id) on delete cascade,
	foreign key (territory_id, file_id) references files.file (territory_id, id) on delete restrict
);

-- A controller's look at an answer that somebody says is not true.
create table appeals.review (
	territory_id int not null,
	id uuid not null,
	appeal_id uuid not null,
	round smallint not null check (round > 0),
	because text not null check (because in ('return', 'objection', 'dispute')),
	opened_at timestamptz not null,
	-- What nobody decided by then is decided by the rule.
	due_on date not null,
	due_at timestamptz not null,
	taken_by uuid,
	taken_at timestamptz,
	decision text check (decision in ('confirmed', 'rejected', 'dropped')),
	-- controller: a person; number: enough neighbours; silence: nobody looked in time; withdrawn: the author took the appeal back.
	decided_how text check (decided_how in ('controller', 'number', 'silence', 'withdrawn')),
	decided_by uuid,
	decided_at timestamptz,
	-- For the executor where it is confirmed, for those who disagreed where it is rejected.
	note text check (length(note) <= 3000),
	primary key (territory_id, id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade,
	check ((decision is null) = (decided_at is null) and (decision is null) = (decided_how is null)),
	check ((taken_by is null) = (taken_at is null)),
	check (decision <> 'rejected' or note is not null)
);
create unique index review_open on appeals.review (territory_id, appeal_id) where decision is null;
create index review_waiting on appeals.review (territory_id, due_at, id) where decision is null;
create index review_decided on appeals.review (territory_id, decided_at desc, id desc) where decision is not null;
create index review_overdue on appeals.review (due_at) where decision is null;

alter table appeals.appeal
	-- The returned answer lies with a controller: nobody works on it until it is decided.
	add column in_review boolean not null default false,
	drop constraint appeal_closed_because_check,
	-- upheld: a controller found the work done
	add constraint appeal_closed_because_check check (closed_because in
		('done', 'silent', 'not-ours', 'anonymous', 'abusive', 'repeated', 'withdrawn', 'joined', 'upheld')),
	add check (not in_review or state = 'returned');
