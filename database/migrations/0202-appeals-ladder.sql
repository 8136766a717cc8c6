-- Who is told when a term nears or is missed: a ladder of steps as data, by territory and category.

-- reference: what was written for a territory and a category with all below them; of several the nearest territory decides, in it the nearest
-- category. Nothing is overwritten: the newest version holds, undoing writes the one before it anew.
create table appeals.ladder (
	holds_in int not null,  -- a territory; 0: everywhere
	category text not null, -- '': every category
	version int not null check (version > 0),
	inherits boolean not null, -- taken back: those above hold again
	-- Nobody is told between these hours of the clock on the wall; equal: no quiet hours. Of every category alike.
	quiet_from smallint check (quiet_from between 0 and 23),
	quiet_to smallint check (quiet_to between 0 and 23),
	-- On working days at this hour: one letter with all that burns; null: none.
	digest_at smallint check (digest_at between 0 and 23),
	made_at timestamptz not null,
	made_by uuid, -- null: came with the installation
	primary key (holds_in, category, version),
	check ((quiet_from is null) = (quiet_to is null)),
	check (category <> '' or inherits or quiet_from is not null)
);
create table appeals.ladder_step (
	holds_in int not null,
	category text not null,
	version int not null,
	position smallint not null,
	kind text not null check (kind in ('register', 'redirect', 'reaction', 'answer', 'promise')),
	-- before or after its end by an amount; or when a share of it has passed
	side text not null check (side in ('before', 'after', 'share')),
	amount smallint not null check (amount >= 0),
	unit text not null check (unit in ('working-days', 'working-hours', 'percent')),
	whom text not null check (whom in ('executor', 'head', 'controller', 'head-of-administration')),
	primary key (holds_in, category, version, position),
	foreign key (holds_in, category, version) references appeals.ladder on delete cascade,
	check ((side = 'share') = (unit = 'percent')),
	check (side <> 'share' or amount between 1 and 99),
	check (unit <> 'working-hours' or amount > 0)
);

-- What was told of a term with this end, so that no step is told twice. A term that moved is told of anew.
create table appeals.term_told (
	territory_id int not null,
	appeal_id uuid not null,
	kind text not null,
	due_at timestamptz not null,
	-- 'before 3 working-days head'
	step text not null check (length(step) <= 80),
	at timestamptz not null,
	-- How many people heard of it; 0: a later step had come already, or nobody holds the role.
	people smallint not null,
	primary key (territory_id, appeal_id, kind, due_at, step),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
);

insert into appeals.ladder (holds_in, category, version, inherits, quiet_from, quiet_to, digest_at, made_at) values
	(0, '', 1, false, 21, 8, 8, '2026-01-01');
insert into appeals.ladder_step (holds_in, category, version, position, kind, side, amount, unit, whom) values
	(0, '', 1, 1, 'register', 'before', 0, 'working-days', 'controller'),
	(0, '', 1, 2, 'register', 'after', 0, 'working-days', 'head-of-administration'),
	(0, '', 1, 3, 'redirect', 'before', 2, 'working-days', 'controller'),
	(0, '', 1, 4, 'redirect', 'after', 0, 'working-days', 'head-of-administration'),
	(0, '', 1, 5, 'reaction', 'share', 75, 'percent', 'executor'),
	(0, '', 1, 6, 'reaction', 'after', 0, 'working-days', 'head'),
	(0, '', 1, 7, 'promise', 'before', 3, 'working-days', 'executor'),
	(0, '', 1, 8, 'promise', 'before', 0, 'working-days', 'executor'),
	(0, '', 1, 9, 'promise', 'after', 0, 'working-days', 'head'),
	(0, '', 1, 10, 'promise', 'after', 3, 'working-days', 'controller'),
	(0, '', 1, 11, 'answer', 'before', 5, 'working-days', 'executor'),
	(0, '', 1, 12, 'answer', 'before', 2, 'working-days', 'head'),
	(0, '', 1, 13, 'answer', 'after', 0, 'working-days', 'controller'),
	(0, '', 1, 14, 'answer', 'after', 3, 'working-days', 'head-of-administration');

-- Authors who are thinking over an answer now have their term as a row too.
insert into appeals.term (territory_id, appeal_id, kind, rule, started_at, started_on, amount, unit, week, due_on, due_at, zone,
	calendar_version)
select a.territory_id, a.id, 'verdict', 'house-verdict', a.answered_at, (a.answered_at at time zone t.zone)::date, 30, 'days', 'office',
	(a.answered_at at time zone t.zone)::date + 30, ((a.answered_at at time zone t.zone)::date + 31)::timestamp at time zone t.zone,
	t.zone, t.calendar_version
from appeals.appeal a
join appeals.term t on t.territory_id = a.territory_id and t.appeal_id = a.id and t.kind = 'answer'
where a.state = 'answered'
on conflict (territory_id, appeal_id, kind) do nothing;
-- The sweep looks at each open term once and finds out itself what comes next.
update appeals.term t set next_at = now()
from appeals.appeal a
where a.territory_id = t.territory_id and a.id = t.appeal_id and t.met_at is null and a.state not in ('accepted', 'closed');
-- The nightly search for silent authors is done by the sweep.
drop index appeals.appeal_answered;
