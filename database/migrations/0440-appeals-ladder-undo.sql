-- A ladder is taken back change by change.
-- Of an edition that undoes: the version that it puts back, 0: none of its own; null: it is a change itself.
alter table appeals.ladder add column restores int check (restores >= 0 and restores < version);
