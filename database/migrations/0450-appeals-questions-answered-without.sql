-- A question that the author had not answered when the answer left is open no more.
-- Withdrawn because the answer left without it.
alter table appeals.inquiry add column by_answer boolean not null default false;
alter table appeals.inquiry add check (not by_answer or withdrawn_at is not null);

-- Those that have stood open since.
update appeals.inquiry i set withdrawn_at = a.answered_at, by_answer = true, remind_at = null
from appeals.appeal a
where a.territory_id = i.territory_id and a.id = i.appeal_id and a.state in ('answered', 'accepted', 'closed')
	and a.answered_at >= i.asked_at and i.answered_at is null and i.withdrawn_at is null;
update appeals.inquiry i set withdrawn_at = a.closed_at, remind_at = null
from appeals.appeal a
where a.territory_id = i.territory_id and a.id = i.appeal_id and a.state = 'closed' and a.closed_at is not null
	and i.answered_at is null and i.withdrawn_at is null;
update appeals.appeal a set asked = 0
where a.asked > 0 and a.state in ('answered', 'accepted', 'closed') and not exists (
	select 1 from appeals.inquiry i
	where i.territory_id = a.territory_id and i.appeal_id = a.id and i.answered_at is null and i.withdrawn_at is null);
