-- Whoever scores a blind sample of answers may send a formal reply back for a controller's look: a "not done" of a further kind.

alter table appeals.dissent
	drop constraint dissent_kind_check,
	-- sample: whoever scored the answer without names calls it a formal reply.
	add constraint dissent_kind_check check (kind in ('return', 'objection', 'dispute', 'sample'));
-- An answer is sent back once, whoever reads it.
create unique index dissent_of_sample on appeals.dissent (territory_id, appeal_id, round) where kind = 'sample';

alter table appeals.review
	drop constraint review_because_check,
	add constraint review_because_check check (because in ('return', 'objection', 'dispute', 'sample'));
-- What neither the author nor the clock decides waits for a person and climbs the ladder.
drop index appeals.review_next;
create index review_next on appeals.review (next_at) where decision is null and because in ('dispute', 'sample');
