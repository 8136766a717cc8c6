-- Words of danger came by a way where nobody could ask the author whether they had called 112.
alter table appeals.appeal add column urgent boolean not null default false;
alter table appeals.inbox add column urgent boolean not null default false;
alter table appeals.listed add column urgent boolean not null default false;
-- What stands first on a desk until somebody has taken it up.
create index inbox_urgent on appeals.inbox (territory_id, body_id, filed_at, appeal_id)
	where urgent and state in ('filed', 'registered', 'routed');
create index listed_urgent on appeals.listed (territory_id, filed_at, appeal_id)
	where urgent and state in ('filed', 'registered', 'routed');
