-- A letter may name what is attached to it: who makes it and of what. It is made when the letter is sent and kept nowhere.
alter table channels.letter
	-- { "maker": "appeals.reply", "of": { … } }; null: nothing, or sent.
	add column attach jsonb;
