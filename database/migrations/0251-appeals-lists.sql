-- The public lists: of a body, and what is overdue in a territory with everything below it (a region, the country).
create index appeal_by_body on appeals.appeal (territory_id, body_id, filed_at desc, id desc) where body_id is not null;
create index listed_overdue on appeals.listed (territory_id, due_on, appeal_id)
	where state in ('registered', 'routed', 'in-work', 'returned') and visibility <> 'authority';
