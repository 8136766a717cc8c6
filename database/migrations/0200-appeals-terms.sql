-- Breaking: appeals.term.days and days_are become amount and unit.
-- Terms of appeals by rules that are data: the law, a category's promise, the house's own.

-- reference: rules of terms. A rule that changes gets a further row from the day of the change; appeals filed before keep the old one.
create table appeals.term_rule (
	-- '59-fz-12', never reused; 'category-answer' and 'category-reaction' say how the terms of categories behave.
	code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 80),
	valid_from date not null,
	-- The first day on which it no longer holds; null: in force.
	valid_to date check (valid_to > valid_from),
	kind text not null check (kind in ('register', 'redirect', 'reaction', 'answer', 'promise', 'verdict')),
	-- ISO 3166-1; null: everywhere, where no country's own rule of the kind holds.
	country char(2),
	-- Holds in this territory and below; null: in the whole country. Of several the nearest decides.
	holds_in int references territories.territory (id),
	-- Null: as the category says.
	amount smallint check (amount > 0),
	unit text check (unit in ('days', 'working-days', 'working-hours')),
	-- Where a term in days ends on a day off: on the working day before it, or after it.
	day_off text not null check (day_off in ('before', 'after')),
	-- By so many days beyond its own it may be prolonged, once; null: never.
	prolong_days smallint check (prolong_days > 0),
	-- It is prolonged together with the answer.
	goes_along boolean not null default false,
	-- The act in full, in its own language, and its day and address.
	source text not null check (length(source) between 1 and 500),
	source_on date,
	url text check (url ~ '^https?://' and length(url) <= 500),
	primary key (code, valid_from),
	check ((amount is null) = (unit is null)),
	check (prolong_days is null or kind = 'answer')
);
create table appeals.term_rule_text (
	code text not null,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	-- Where it is written, short: «59-ФЗ, ст. 12».
	short text not null check (length(short) between 1 and 80),
	-- What it demands, a sentence.
	demands text not null check (length(demands) <= 500),
	primary key (code, lang)
);

-- reference: what the work on an appeal may wait for.
create table appeals.wait_reason (
	code text primary key check (code ~ '^[a-z]+(-[a-z]+)*$' and length(code) <= 40),
	position smallint not null default 0,
	-- No wait lasts longer: the clock then runs again by itself.
	most_amount smallint not null check (most_amount > 0),
	most_unit text not null check (most_unit in ('days', 'working-days', 'working-hours'))
);
create table appeals.wait_reason_text (
	code text not null references appeals.wait_reason (code) on delete cascade,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	-- For officials: «Ответ жителя».
	name text not null check (length(name) between 1 and 80),
	-- For the resident, a sentence: «Ждём вашего ответа.»
	said text not null check (length(said) between 1 and 200),
	primary key (code, lang)
);
-- Which wait stops which term, of a category with all below it ('' : of all); the nearest that says so decides, nothing said: it does not stop.
-- The terms of law never stop: only a category's own may.
create table appeals.wait_stops (
	reason text not null references appeals.wait_reason (code) on delete cascade,
	kind text not null check (kind in ('reaction', 'promise')),
	category text not null default '',
	stops boolean not null,
	primary key (reason, kind, category)
);

alter table appeals.term rename column days to amount;
alter table appeals.term rename column days_are to unit;
alter table appeals.term
	drop constraint term_kind_check,
	drop constraint term_days_are_check,
	-- answer: by law; promise: by the category; verdict: the author's, to accept or return an answer
	add constraint term_kind_check check (kind in ('register', 'redirect', 'reaction', 'answer', 'promise', 'verdict')),
	-- Which days work for it: the territory's calendar, Saturdays too, or every day and hour.
	add column week text not null default 'office' check (week in ('office', 'six-day', 'every-day')),
	add column started_at timestamptz,
	-- The instant from which it is overdue: the end of the day in the zone, or of the last working hour.
	add column due_at timestamptz,
	-- due_at of a term that was met too late or not at all.
	add column missed_at timestamptz,
	-- The clock stands: why, since when, and until when at the latest. due_at reckons with that.
	add column waits_for text,
	add column waits_since timestamptz,
	add column waits_until timestamptz,
	-- The next moment when something is to be told or written of it; null: none any more.
	add column next_at timestamptz;
update appeals.term t set
	unit = case unit when 'working' then 'working-days' else 'days' end,
	due_at = (due_on + 1)::timestamp at time zone zone,
	started_at = coalesce(
		(select filed_at from appeals.appeal a where a.territory_id = t.territory_id and a.id = t.appeal_id),
		started_on::timestamp at time zone zone);
update appeals.term set missed_at = due_at where met_at >= due_at;
alter table appeals.term
	add constraint term_unit_check check (unit in ('days', 'working-days', 'working-hours')),
	alter column week drop default,
	alter column started_at set not null,
	alter column due_at set not null,
	add check (waits_for is null or kind in ('reaction', 'promise')),
	add check ((waits_for is null) = (waits_since is null) and (waits_for is null) = (waits_until is null));
-- For the sweep: only what has something to be told.
create index term_next on appeals.term (next_at) where next_at is not null;

-- Every time that a term came, went or moved: from which day to which, why, by whom.
create table appeals.term_change (
	territory_id int not null,
	at timestamptz not null,
	id uuid not null,
	appeal_id uuid not null,
	kind text not null,
	because text not null check (because in ('category', 'calendar', 'rule', 'waits', 'goes-on', 'prolonged', 'returned', 'answered')),
	-- Null: the term began, or ended without being met.
	from_at timestamptz,
	from_on date,
	to_at timestamptz,
	to_on date,
	-- When it had been met before a returned answer opened it again.
	met_at timestamptz,
	-- Null: the house, by a rule.
	account_id uuid,
	-- In a person's words.
	reason text check (length(reason) <= 3000),
	primary key (territory_id, at, id),
	check ((from_at is null) = (from_on is null) and (to_at is null) = (to_on is null))
) partition by range (at);
create index term_change_of_appeal on appeals.term_change (territory_id, appeal_id, at, id);
create table appeals.term_change_rest partition of appeals.term_change default;

-- What the work on an appeal waited for. Which terms stood still meanwhile is said by the rules, not here.
create table appeals.wait (
	territory_id int not null,
	appeal_id uuid not null,
	reason text not null references appeals.wait_reason (code),
	since timestamptz not null,
	-- The latest end; the work goes on by itself then.
	until timestamptz not null check (until > since),
	-- Null: waits still.
	ended_at timestamptz,
	account_id uuid,
	note text check (length(note) <= 3000),
	primary key (territory_id, appeal_id, reason, since),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
);
create unique index wait_open on appeals.wait (territory_id, appeal_id, reason) where ended_at is null;

alter table appeals.appeal
	-- The instant of due_on.
	add column due_at timestamptz,
	-- The day to which the answer was prolonged, as the author was told.
	add column prolonged_to date;
update appeals.appeal a set due_at = (due_on + 1)::timestamp at time zone coalesce(
	(select min(zone) from appeals.term t where t.territory_id = a.territory_id and t.appeal_id = a.id), 'Europe/Moscow');
alter table appeals.appeal alter column due_at set not null;
-- Within one day, what is due at an hour comes first.
alter table appeals.inbox add column due_at timestamptz;
alter table appeals.listed add column due_at timestamptz;
alter table appeals.mine add column due_at timestamptz;

insert into appeals.term_rule (code, valid_from, kind, country, amount, unit, day_off, prolong_days, goes_along, source, source_on, url) values
	('59-fz-8-2', '2006-11-02', 'register', 'RU', 3, 'days', 'after', null, false,
		'Федеральный закон от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации», статья 8, часть 2', '2006-05-02',
		'http://pravo.gov.ru/proxy/ips/?docbody=&nd=102106413'),
	('59-fz-8-3', '2006-11-02', 'redirect', 'RU', 7, 'days', 'before', null, false,
		'Федеральный закон от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации», статья 8, часть 3', '2006-05-02',
		'http://pravo.gov.ru/proxy/ips/?docbody=&nd=102106413'),
	('59-fz-12', '2006-11-02', 'answer', 'RU', 30, 'days', 'before', 30, false,
		'Федеральный закон от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации», статья 12', '2006-05-02',
		'http://pravo.gov.ru/proxy/ips/?docbody=&nd=102106413'),
	('house-register', '2000-01-01', 'register', null, 3, 'days', 'after', null, false, 'Правило площадки', null, null),
	('house-redirect', '2000-01-01', 'redirect', null, 7, 'days', 'before', null, false, 'Правило площадки', null, null),
	('house-answer', '2000-01-01', 'answer', null, 30, 'days', 'before', 30, false, 'Правило площадки', null, null),
	('house-verdict', '2000-01-01', 'verdict', null, 30, 'days', 'after', null, false, 'Правило площадки', null, null),
	('category-answer', '2000-01-01', 'promise', null, null, null, 'before', null, true, 'Обещание органа, записанное у категории', null, null),
	('category-reaction', '2000-01-01', 'reaction', null, null, null, 'before', null, false, 'Обещание органа, записанное у категории', null, null);
insert into appeals.term_rule_text (code, lang, short, demands) values
	('59-fz-8-2', 'ru', '59-ФЗ, ст. 8, ч. 2', 'Обращение регистрируют в течение трёх дней. Если оно пришло накануне выходных, то в рабочий день после них.'),
	('59-fz-8-2', 'en', '59-FZ, art. 8 (2)', 'An appeal is registered within three days; if it came on the eve of days off, on the working day after them.'),
	('59-fz-8-3', 'ru', '59-ФЗ, ст. 8, ч. 3', 'Обращение не по адресу передают тому, кто отвечает, в течение семи дней и сообщают об этом автору.'),
	('59-fz-8-3', 'en', '59-FZ, art. 8 (3)', 'What another body answers for is passed to it within seven days, and the author is told.'),
	('59-fz-12', 'ru', '59-ФЗ, ст. 12', 'На обращение отвечают в течение тридцати дней. В исключительных случаях срок продлевают один раз, не больше чем на тридцать дней, и уведомляют автора.'),
	('59-fz-12', 'en', '59-FZ, art. 12', 'An appeal is answered within thirty days. In exceptional cases the term is prolonged once, by thirty days at most, and the author is told.'),
	('house-register', 'ru', 'правило площадки', 'Обращение регистрируют в течение трёх дней.'),
	('house-register', 'en', 'rule of this platform', 'An appeal is registered within three days.'),
	('house-redirect', 'ru', 'правило площадки', 'Обращение передают исполнителю в течение семи дней.'),
	('house-redirect', 'en', 'rule of this platform', 'An appeal is given to its executor within seven days.'),
	('house-answer', 'ru', 'правило площадки', 'На обращение отвечают в течение тридцати дней. Срок можно продлить один раз, не больше чем на тридцать дней.'),
	('house-answer', 'en', 'rule of this platform', 'An appeal is answered within thirty days. The term may be prolonged once, by thirty days at most.'),
	('house-verdict', 'ru', 'правило площадки', 'Автор принимает или возвращает ответ в течение тридцати дней. Если он молчит, обращение закрывается.'),
	('house-verdict', 'en', 'rule of this platform', 'The author accepts or returns an answer within thirty days. After silence the appeal is closed.'),
	('category-answer', 'ru', 'обещание по этой теме', 'Орган сам обещал отвечать на такие обращения быстрее закона.'),
	('category-answer', 'en', 'promise for this topic', 'The authority has itself promised to answer such appeals sooner than the law demands.'),
	('category-reaction', 'ru', 'обещание по этой теме', 'Орган обещал взяться за такое обращение в этот срок.'),
	('category-reaction', 'en', 'promise for this topic', 'The authority has promised to begin within this time.');
insert into appeals.wait_reason (code, position, most_amount, most_unit) values
	('resident', 0, 10, 'working-days'), ('weather', 1, 180, 'days'), ('others', 2, 20, 'working-days');
insert into appeals.wait_reason_text (code, lang, name, said) values
	('resident', 'ru', 'Ответ жителя', 'Ждём ответа автора.'),
	('resident', 'en', 'The resident''s reply', 'Waiting for the author''s reply.'),
	('weather', 'ru', 'Погода', 'Ждём погоды, при которой эту работу можно сделать.'),
	('weather', 'en', 'Weather', 'Waiting for weather in which this work can be done.'),
	('others', 'ru', 'Другой орган или поставка', 'Ждём другой орган или поставку.'),
	('others', 'en', 'Another body or a delivery', 'Waiting for another body or a delivery.');
insert into appeals.wait_stops (reason, kind, category, stops) values ('resident', 'promise', '', true);
