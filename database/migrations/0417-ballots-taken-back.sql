-- A pack of papers that was entered by mistake is taken back whole before the count, with a reason that stands on the page and in the log.
-- Of papers, until the count: the pack from which the vote came.
alter table ballots.envelope
	add column pack_id uuid,
	add foreign key (territory_id, pack_id) references ballots.pack (territory_id, id);
create index envelope_of_pack on ballots.envelope (territory_id, pack_id) where pack_id is not null;
alter table ballots.event drop constraint event_kind_check;
alter table ballots.event add constraint event_kind_check check (kind in
	('announced', 'taken-back', 'opened', 'prolonged', 'corrected', 'eligible-set', 'closed', 'pack-taken-back', 'papers-done', 'cancelled', 'counted'));
