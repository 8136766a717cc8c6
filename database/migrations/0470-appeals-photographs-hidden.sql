alter table appeals.appeal
	-- How many of `photographs` an official took out of everybody's sight: lists and open data count the others.
	add column photographs_hidden smallint not null default 0,
	add constraint appeal_photographs_hidden_check check (photographs_hidden >= 0);
update appeals.appeal a set photographs_hidden = least(a.photographs, h.many)
from (
	select territory_id, appeal_id, count(*)::smallint as many from appeals.photograph
	where hidden_at is not null group by territory_id, appeal_id
) h
where a.territory_id = h.territory_id and a.id = h.appeal_id;
-- rows of the lists of the territories above follow
update appeals.listed l set photographs = a.photographs - a.photographs_hidden
from appeals.appeal a
where a.territory_id = l.appeal_territory_id and a.id = l.appeal_id and a.photographs_hidden > 0;

-- Whoever keeps copies of appeals must hear that one is no longer public, and when it is again.
update intake.webhook set events = events || array['hidden', 'shown-again'] where not events && array['hidden', 'shown-again'];
