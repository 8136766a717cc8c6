-- Appeals that are worked on together: one work, an answer for each author.
alter table appeals.answer
	-- The answer to the leading appeal that this one repeats; null: given to this appeal itself.
	add column shared_from uuid;
create unique index answer_shared on appeals.answer (territory_id, appeal_id, shared_from) where shared_from is not null;
