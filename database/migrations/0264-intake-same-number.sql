-- A town that sees a repeat answers with the number of the first: two appeals of ours may be one request there.
drop index intake.sending_by_number;
create index sending_by_number on intake.sending (territory_id, endpoint_id, foreign_id) where foreign_id is not null;
