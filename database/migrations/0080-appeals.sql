-- Appeals: messages of residents that must be answered.
create schema appeals;

-- The tree of categories, in the words of residents. Codes are given once and never reused.
create table appeals.category (
	code text primary key check (code ~ '^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$' and length(code) <= 80),
	parent_code text references appeals.category (code) on delete restrict,
	-- The starter set the category came with, or 'own'.
	origin text not null default 'own',
	-- Offered in this territory and below; null: everywhere.
	offered_in int references territories.territory (id),
	position smallint not null default 0,
	-- Days of the category's own term for the answer, counted from filing; null: as the parent, at the root the law's only.
	answer_days smallint check (answer_days between 1 and 365),
	-- Days until somebody takes it up.
	reaction_days smallint check (reaction_days between 1 and 365),
	-- How those two are counted.
	days_are text not null default 'working' check (days_are in ('working', 'calendar')),
	-- Danger to life: the form stops and names 112.
	emergency boolean not null default false,
	-- What is suggested for who sees it.
	shown_to text not null default 'public' check (shown_to in ('public', 'nameless', 'authority')),
	-- Kind of place for the rules of responsibility; null: none.
	place_kind text check (length(place_kind) <= 40),
	-- Null: open for new appeals.
	closed_on date,
	check (parent_code <> code)
);
create table appeals.category_text (
	category text not null references appeals.category (code) on delete cascade,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	name text not null check (length(name) between 1 and 200),
	-- What belongs here, with examples.
	hint text not null default '' check (length(hint) <= 500),
	primary key (category, lang)
);

-- The last number given. Taken as the last statement of a filing, so that one city is not held up.
create table appeals.counter (
	territory_id int not null,
	year smallint not null,
	value int not null,
	primary key (territory_id, year)
) with (fillfactor = 50);

create table appeals.appeal (
	-- The owner: the lowest municipality (or region, country) with the place. Never changes.
	territory_id int not null references territories.territory (id),
	id uuid not null,
	-- 46-017-2026-000123
	number text not null check (length(number) <= 40),
	-- appeal: by an identified person, under 59-FZ; message: by anyone.
	standing text not null check (standing in ('appeal', 'message')),
	channel text not null check (channel in ('web', 'account', 'office', 'phone', 'mail', 'embed', 'import', 'api', 'open311', 'bot', 'social')),
	lang text not null check (lang ~ '^[a-z]{2}$'),
	category text not null references appeals.category (code),
	text text not null check (length(text) between 1 and 10000),
	-- Who sees it: everybody with the author's name; everybody without it; the author and the authority.
	visibility text not null check (visibility in ('public', 'nameless', 'authority')),
	state text not null check (state in ('filed', 'registered', 'routed', 'in-work', 'answered', 'returned', 'accepted', 'closed')),
	closed_because text check (closed_because in ('done', 'silent', 'not-ours', 'anonymous', 'abusive', 'repeated', 'withdrawn', 'joined')),
	-- Degrees, WGS 84; null when only words were given.
	lat double precision check (lat between -90 and 90),
	lon double precision check (lon between -180 and 180),
	-- H3 cell of resolution 9.
	h3 bigint,
	place_words text not null default '' check (length(place_words) <= 500),
	-- A finer place in the same tree (a settlement or a district).
	place_id int references territories.territory (id),
	author_id uuid,
	-- The executor may sit in another territory, so no foreign key.
	body_territory_id int references territories.territory (id),
	body_id uuid,
	unit_id uuid,
	executor_id uuid,
	-- How it came to the executor: by the rules of responsibility or by a person.
	routed_by text check (routed_by in ('rule', 'person')),
	filed_at timestamptz not null,
	registered_at timestamptz,
	routed_at timestamptz,
	taken_up_at timestamptz,
	-- The last full answer.
	answered_at timestamptz,
	-- The end: accepted or closed.
	closed_at timestamptz,
	-- The nearest term of the answer, as the resident was told.
	due_on date not null,
	returns smallint not null default 0,
	-- Photographs at filing and after the work; people who joined.
	photographs smallint not null default 0,
	joined int not null default 0,
	-- The random part of the leaf in the transparency log and its hash (SHA-256).
	nonce bytea not null check (length(nonce) = 32),
	leaf bytea not null check (length(leaf) = 32),
	-- Counts the changes: an official's form names the one it was shown.
	version int not null default 1,
	updated_at timestamptz not null,
	tsv tsvector not null generated always as (to_tsvector('russian', text || ' ' || place_words)) stored,
	primary key (territory_id, id),
	unique (territory_id, number),
	check ((body_territory_id is null) = (body_id is null)),
	check ((lat is null) = (lon is null) and (lat is null) = (h3 is null)),
	check ((closed_because is not null) = (state = 'closed')),
	check ((closed_at is not null) = (state in ('accepted', 'closed'))),
	check (state not in ('routed', 'in-work') or body_id is not null),
	check (state = 'filed' or registered_at is not null)
);
create index appeal_newest on appeals.appeal (territory_id, filed_at desc, id desc);
create index appeal_by_state on appeals.appeal (territory_id, state, filed_at desc, id desc);
create index appeal_by_category on appeals.appeal (territory_id, category text_pattern_ops, filed_at desc, id desc);
create index appeal_due on appeals.appeal (territory_id, due_on, id) where state not in ('accepted', 'closed');
create index appeal_cell on appeals.appeal (territory_id, h3) where h3 is not null;
create index appeal_author on appeals.appeal (territory_id, author_id) where author_id is not null;
create index appeal_words on appeals.appeal using gin (territory_id, tsv);

-- Who filed it: personal data, kept apart so that each reading by an official can be told (152-FZ).
create table appeals.applicant (
	territory_id int not null,
	appeal_id uuid not null,
	account_id uuid,
	name text not null default '' check (length(name) <= 200),
	email text check (length(email) <= 254),
	phone text check (length(phone) <= 40),
	address text check (length(address) <= 500),
	-- SHA-256 of the code by which a person without an account follows the appeal.
	follow_hash bytea check (length(follow_hash) = 32),
	-- When the personal part was erased on the person's request or by the end of its term.
	erased_at timestamptz,
	primary key (territory_id, appeal_id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
		-- the appeal's own row is the last one written by a filing
		deferrable initially deferred
);

-- Terms as rows: what must be done, by which rule, until when.
create table appeals.term (
	territory_id int not null,
	appeal_id uuid not null,
	kind text not null check (kind in ('register', 'redirect', 'reaction', 'answer', 'promise')),
	-- '59-fz-8-2' ..., 'category:<code>', 'return'
	rule text not null check (length(rule) <= 120),
	started_on date not null,
	days smallint not null check (days > 0),
	days_are text not null check (days_are in ('working', 'calendar')),
	due_on date not null,
	-- Zone and version of the working calendar by which the day was counted.
	zone text not null,
	calendar_version text not null,
	met_at timestamptz,
	primary key (territory_id, appeal_id, kind),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
		-- the appeal's own row is the last one written by a filing
		deferrable initially deferred
);

-- What happened, in order: the timeline of the item and the history of its terms.
create table appeals.history (
	territory_id int not null,
	at timestamptz not null,
	id uuid not null,
	appeal_id uuid not null,
	kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
	-- Who sees it: everybody who sees the appeal; the author and the authority; the authority.
	audience text not null check (audience in ('public', 'author', 'office')),
	-- Null: the system by a rule, or a person without an account.
	account_id uuid,
	-- The body in question (the one routed to, the one that answered).
	body_territory_id int,
	body_id uuid,
	text text check (length(text) <= 10000),
	-- What belongs to the kind: { "from": ..., "to": ..., "due": ... }
	facts jsonb not null default '{}',
	primary key (territory_id, at, id)
) partition by range (at);
create index history_of_appeal on appeals.history (territory_id, appeal_id, at, id);
-- Catches what no month was made for; the platform makes the months ahead.
create table appeals.history_rest partition of appeals.history default;

create table appeals.answer (
	territory_id int not null,
	id uuid not null,
	appeal_id uuid not null,
	-- 1 for the first answer, 2 after the first return ...
	round smallint not null check (round > 0),
	text text not null check (length(text) between 1 and 10000),
	body_territory_id int not null,
	body_id uuid not null,
	account_id uuid not null,
	answered_at timestamptz not null,
	verdict text check (verdict in ('accepted', 'returned')),
	-- Why it was returned, in the author's words.
	verdict_reason text check (length(verdict_reason) <= 3000),
	verdict_at timestamptz,
	primary key (territory_id, id),
	unique (territory_id, appeal_id, round),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade,
	check ((verdict is null) = (verdict_at is null)),
	check (verdict <> 'returned' or verdict_reason is not null)
);

create table appeals.photograph (
	territory_id int not null,
	appeal_id uuid not null,
	file_id uuid not null,
	moment text not null check (moment in ('before', 'after')),
	position smallint not null,
	-- The file's own name, for its address.
	name text not null,
	created_at timestamptz not null,
	primary key (territory_id, appeal_id, file_id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade,
	foreign key (territory_id, file_id) references files.file (territory_id, id) on delete restrict
);

-- "It concerns me too."
create table appeals.joining (
	territory_id int not null,
	appeal_id uuid not null,
	account_id uuid not null,
	at timestamptz not null,
	primary key (territory_id, appeal_id, account_id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
);

-- Texts that a body answers with.
create table appeals.template (
	territory_id int not null,
	id uuid not null,
	body_id uuid not null,
	-- Offered for this category and below; null: for all.
	category text references appeals.category (code),
	title text not null check (length(title) between 1 and 120),
	text text not null check (length(text) between 1 and 10000),
	created_at timestamptz not null,
	primary key (territory_id, id)
);
create index on appeals.template (territory_id, body_id);

-- The inbox of a body, owned by the body's territory: a projection filled by a job (schema-rules 1).
create table appeals.inbox (
	territory_id int not null,
	body_id uuid not null,
	appeal_territory_id int not null,
	appeal_id uuid not null,
	number text not null,
	state text not null,
	category text not null,
	excerpt text not null,
	place_words text not null,
	unit_id uuid,
	executor_id uuid,
	filed_at timestamptz not null,
	due_on date not null,
	returns smallint not null,
	-- The appeal's version this row was made from: an older one never overwrites a newer.
	version int not null,
	primary key (territory_id, body_id, appeal_territory_id, appeal_id)
);
create index inbox_due on appeals.inbox (territory_id, body_id, due_on, appeal_id) where state not in ('accepted', 'closed');
create index inbox_newest on appeals.inbox (territory_id, body_id, filed_at desc, appeal_id desc);

-- Lists of an ancestor over its whole subtree: the newest 1,000 and all open ones; a projection as well.
create table appeals.listed (
	-- The ancestor.
	territory_id int not null,
	appeal_territory_id int not null,
	appeal_id uuid not null,
	number text not null,
	state text not null,
	category text not null,
	visibility text not null,
	excerpt text not null,
	place_words text not null,
	lat double precision,
	lon double precision,
	body_territory_id int,
	body_id uuid,
	photographs smallint not null,
	joined int not null,
	filed_at timestamptz not null,
	due_on date not null,
	answered_at timestamptz,
	version int not null,
	primary key (territory_id, appeal_territory_id, appeal_id)
);
create index listed_newest on appeals.listed (territory_id, filed_at desc, appeal_id desc);
create index listed_due on appeals.listed (territory_id, due_on, appeal_id) where state not in ('accepted', 'closed');

-- What an account filed or joined, over all territories: a projection of the account's own.
create table appeals.mine (
	account_id uuid not null,
	territory_id int not null,
	appeal_id uuid not null,
	reason text not null check (reason in ('filed', 'joined')),
	number text not null,
	state text not null,
	category text not null,
	excerpt text not null,
	filed_at timestamptz not null,
	due_on date not null,
	version int not null,
	primary key (account_id, territory_id, appeal_id)
);
create index on appeals.mine (account_id, filed_at desc, appeal_id desc);

-- Figures by day for a territory with everything below it; recounted by a job, never counted live.
create table appeals.tally (
	territory_id int not null,
	-- Day in the territory's own zone.
	day date not null,
	filed int not null,
	answered int not null,
	-- Answered after the promised day.
	late int not null,
	returned int not null,
	-- How many were answered in 0, 1, 2 ... 60 and more days: 61 counts.
	in_days int[] not null,
	primary key (territory_id, day)
);
create index answer_by_day on appeals.answer (territory_id, answered_at);
create index answer_returned on appeals.answer (territory_id, verdict_at) where verdict = 'returned';
create index appeal_answered on appeals.appeal (answered_at) where state = 'answered';
create index appeal_changed on appeals.appeal using brin (updated_at);
