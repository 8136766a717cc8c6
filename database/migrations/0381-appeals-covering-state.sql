-- What waits in a city is a third of what came in a month: a list of a state walks its own index and looks into no other row.
drop index appeals.appeal_by_state;
create index appeal_by_state on appeals.appeal (territory_id, state, filed_at desc, id desc) include (category, visibility);
