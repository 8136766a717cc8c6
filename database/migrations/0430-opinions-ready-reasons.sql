-- A ready reason is told to each reader in their own language.
-- Which of the ready ones it is; null: the moderator's own words. `reason` holds its words as the moderator read them.
alter table opinions.statement add column ready_reason text check (ready_reason ~ '^[a-z]{1,20}$');
