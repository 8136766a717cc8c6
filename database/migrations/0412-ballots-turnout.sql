-- How many took part is asked on every page of an open ballot: an index answers it alone.
create index voter_counted on ballots.voter (territory_id, ballot_id, channel) where further_of is null;
