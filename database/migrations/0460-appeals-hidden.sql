-- What an official took out of everybody's sight. `visibility` is 'authority' meanwhile, so whatever goes by it goes by this too.
alter table appeals.appeal
	-- Who saw it before; null: nobody but its author said who sees it.
	add column hidden_was text check (hidden_was in ('public', 'nameless')),
	-- The instant of the entry `hidden` in the history, which says why and by whom.
	add column hidden_at timestamptz,
	add constraint appeal_hidden_check check (hidden_was is null or (visibility = 'authority' and hidden_at is not null));
create index appeal_hidden on appeals.appeal (territory_id, hidden_at desc, id desc) where hidden_was is not null;

alter table appeals.photograph
	-- Shown to the author and to officials only since then.
	add column hidden_at timestamptz;
create index photograph_hidden on appeals.photograph (territory_id, hidden_at desc, file_id desc) where hidden_at is not null;
