-- What a filing may say besides text and place, from any channel.
alter table appeals.appeal
	drop constraint appeal_channel_check,
	add constraint appeal_channel_check check (channel in (
		'web', 'account', 'office', 'phone', 'mail', 'embed', 'import', 'api', 'open311', 'bot', 'social', 'kiosk', 'mfc')),
	-- The official who wrote it down for a caller or a visitor; null: the author did it.
	add column filed_by uuid,
	-- Its number in the system it came from.
	add column external_id text check (length(external_id) between 1 and 200),
	-- Telephones, names and the like in the text that the author wants everybody to see, as written.
	add column shown text[] not null default '{}' check (cardinality(shown) <= 40);

-- What the author answered to the questions of the category. The wording is kept: a question may change or go later.
create table appeals.appeal_answer_to_question (
	territory_id int not null,
	appeal_id uuid not null,
	-- The code of the question within the category.
	question text not null check (length(question) between 1 and 80),
	position smallint not null,
	wording text not null check (length(wording) <= 500),
	-- In words: what was typed, or the wording of the option that was chosen.
	answer text not null check (length(answer) between 1 and 2000),
	primary key (territory_id, appeal_id, question),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
		-- the appeal's own row is the last one written by a filing
		deferrable initially deferred
);
