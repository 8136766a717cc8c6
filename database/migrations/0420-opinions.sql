-- Conversations about a question: statements, what people mark of them, and the groups of opinion read out of the marks.
create schema opinions;

create table opinions.conversation (
	territory_id int not null,
	id uuid not null,
	-- The space whose conversation it is; null: the territory's own.
	space_id uuid,
	state text not null check (state in ('draft', 'open', 'closed', 'cancelled')),
	lang text not null check (lang in ('ru', 'en')),
	question text not null check (length(question) <= 300),
	explanation text not null check (length(explanation) <= 20000),
	-- The same in the other language.
	other_question text check (length(other_question) <= 300),
	other_explanation text check (length(other_explanation) <= 20000),
	-- Who may mark: one thing, read and written whole.
	who jsonb not null,
	adding text not null check (adding in ('residents', 'nobody')),
	moderation text not null check (moderation in ('before', 'after')),
	results text not null check (results in ('always', 'after-mine', 'after-closing')),
	-- After closing the marks are published, each person's under a number that nobody knows.
	open_marks boolean not null,
	closes_at timestamptz,
	version int not null default 1,
	-- The last numbers that were given, so that each is given once.
	statements int not null default 0 check (statements >= 0),
	participants int not null default 0 check (participants >= 0),
	created_by uuid,
	created_at timestamptz not null,
	opened_at timestamptz,
	closed_at timestamptz,
	cancelled_at timestamptz,
	cancelled_why text not null default '' check (length(cancelled_why) <= 2000),
	primary key (territory_id, id),
	check (state = 'draft' or (opened_at is not null and closes_at is not null)),
	check ((state = 'closed') = (closed_at is not null)),
	check ((state = 'cancelled') = (cancelled_at is not null))
);
create index conversation_newest on opinions.conversation (territory_id, created_at desc, id desc);
create index conversation_open on opinions.conversation (closes_at) where state = 'open';

-- What happened to a conversation.
create table opinions.event (
	territory_id int not null,
	id uuid not null,
	conversation_id uuid not null,
	at timestamptz not null,
	kind text not null check (kind in ('opened', 'prolonged', 'closed', 'cancelled')),
	-- Null: the house itself, at its time.
	account_id uuid,
	reason text not null default '' check (length(reason) <= 2000),
	before text,
	after text,
	primary key (territory_id, id),
	foreign key (territory_id, conversation_id) references opinions.conversation (territory_id, id) on delete cascade
);
create index event_of_conversation on opinions.event (territory_id, conversation_id, at, id);

create table opinions.statement (
	territory_id int not null,
	conversation_id uuid not null,
	-- From 1 within the conversation; stands in files for ever.
	number int not null check (number > 0),
	text text not null check (length(text) between 1 and 280),
	lang text not null check (lang in ('ru', 'en')),
	-- The same in the other language.
	other_text text check (length(other_text) between 1 and 280),
	-- The text without case, signs and double blanks: what is said already is not said twice.
	plain text not null,
	-- Who added it; null: the makers, or somebody who was erased.
	account_id uuid,
	-- Put by the makers.
	is_first boolean not null,
	state text not null check (state in ('waiting', 'shown', 'rejected', 'withdrawn')),
	reason text not null default '' check (length(reason) <= 2000),
	decided_by uuid,
	decided_at timestamptz,
	created_at timestamptz not null,
	primary key (territory_id, conversation_id, number),
	foreign key (territory_id, conversation_id) references opinions.conversation (territory_id, id) on delete cascade
);
create index statement_said on opinions.statement (territory_id, conversation_id, md5(plain));
create index statement_waiting on opinions.statement (territory_id, conversation_id, number) where state = 'waiting';
create index statement_of_account on opinions.statement (account_id) where account_id is not null;

-- The only place that ties an account to its marks; erasing a person leaves the marks under a number of nobody.
create table opinions.participant (
	territory_id int not null,
	conversation_id uuid not null,
	-- From 1 within the conversation.
	number int not null check (number > 0),
	account_id uuid,
	-- no time finer than the day
	joined_on date not null,
	primary key (territory_id, conversation_id, number),
	unique (territory_id, conversation_id, account_id),
	foreign key (territory_id, conversation_id) references opinions.conversation (territory_id, id)
);
create index participant_account on opinions.participant (account_id) where account_id is not null;

create table opinions.mark (
	territory_id int not null,
	conversation_id uuid not null,
	participant int not null,
	statement int not null,
	-- 1 agrees, -1 disagrees, 0 passes; null: taken back.
	mark smallint check (mark in (-1, 0, 1)),
	at timestamptz not null,
	primary key (territory_id, conversation_id, participant, statement),
	foreign key (territory_id, conversation_id, participant) references opinions.participant (territory_id, conversation_id, number),
	foreign key (territory_id, conversation_id, statement) references opinions.statement (territory_id, conversation_id, number)
);
-- What came since the last reading.
create index mark_newest on opinions.mark (territory_id, conversation_id, at);

-- What the marks said when they were last read; pages show this and count nothing.
create table opinions.reading (
	territory_id int not null,
	conversation_id uuid not null,
	at timestamptz not null,
	-- The newest mark that is in it; null: none was there.
	newest_mark timestamptz,
	-- The newest decision about a statement that is in it: what is withdrawn moves nobody.
	statements_at timestamptz,
	marks int not null,
	people int not null,
	-- What pages show.
	content jsonb not null,
	-- From what the next reading goes on: axes, groups.
	state jsonb not null,
	primary key (territory_id, conversation_id),
	foreign key (territory_id, conversation_id) references opinions.conversation (territory_id, id) on delete cascade
);
