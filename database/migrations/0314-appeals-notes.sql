-- Notes of officials: whom they call, what is attached, what they said before they were mended.
create table appeals.note_mention (
	territory_id int not null,
	-- The line of the history.
	note_id uuid not null,
	appeal_id uuid not null,
	account_id uuid not null,
	primary key (territory_id, note_id, account_id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
);
create table appeals.note_file (
	territory_id int not null,
	note_id uuid not null,
	appeal_id uuid not null,
	file_id uuid not null,
	position smallint not null,
	name text not null,
	-- Shown as a picture.
	is_image boolean not null,
	primary key (territory_id, note_id, file_id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade,
	foreign key (territory_id, file_id) references files.file (territory_id, id) on delete restrict
);
create index note_file_of_appeal on appeals.note_file (territory_id, appeal_id);
create table appeals.note_edit (
	territory_id int not null,
	id uuid not null,
	note_id uuid not null,
	appeal_id uuid not null,
	account_id uuid not null,
	at timestamptz not null,
	-- As it was until then.
	text text not null check (length(text) <= 10000),
	primary key (territory_id, id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
);
create index note_edit_of_appeal on appeals.note_edit (territory_id, appeal_id, at);
