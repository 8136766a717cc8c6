-- Lists and the load of a person are read from the indexes alone: the rows of a month of a city lie in as many pages as there are
-- of them, and a count that visits each of them takes longer than all else on a page.
drop index appeals.appeal_newest;
create index appeal_newest on appeals.appeal (territory_id, filed_at desc, id desc) include (state, category, visibility);
drop index appeals.listed_newest;
create index listed_newest on appeals.listed (territory_id, filed_at desc, appeal_id desc)
	include (appeal_territory_id, state, category, visibility);
drop index appeals.inbox_executor;
create index inbox_executor on appeals.inbox (territory_id, body_id, executor_id, due_on, appeal_id) include (state, part)
	where state not in ('accepted', 'closed');
