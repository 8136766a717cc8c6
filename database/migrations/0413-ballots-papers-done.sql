-- Where ballots on paper are taken, they are entered after the end of voting too; the count waits until an official says that all are in.
alter table ballots.ballot add column papers_done_at timestamptz;
alter table ballots.event drop constraint event_kind_check;
alter table ballots.event add constraint event_kind_check check (kind in
	('announced', 'taken-back', 'opened', 'prolonged', 'corrected', 'eligible-set', 'closed', 'papers-done', 'cancelled', 'counted'));
