-- Questions that an official puts to the author of an appeal, and what the author adds to it.
create table appeals.inquiry (
	territory_id int not null,
	id uuid not null,
	appeal_id uuid not null,
	text text not null check (length(text) between 1 and 3000),
	-- The body that asks; null: the registry.
	body_territory_id int,
	body_id uuid,
	account_id uuid not null,
	asked_at timestamptz not null,
	-- When the author is reminded next; null: no more.
	remind_at timestamptz,
	reminded smallint not null default 0,
	answered_at timestamptz,
	-- An official said that it need not be answered any more.
	withdrawn_at timestamptz,
	primary key (territory_id, id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade,
	check ((body_territory_id is null) = (body_id is null)),
	check (answered_at is null or withdrawn_at is null)
);
create index inquiry_of_appeal on appeals.inquiry (territory_id, appeal_id, asked_at);
create index inquiry_remind on appeals.inquiry (remind_at) where remind_at is not null;

-- What the author added later: the answer to a question, or by themselves. Seen by the author and the authority.
create table appeals.supplement (
	territory_id int not null,
	id uuid not null,
	appeal_id uuid not null,
	-- The question that it answers; null: nobody asked.
	inquiry_id uuid,
	text text not null check (length(text) <= 10000),
	-- Null: a person without an account, by number and code.
	account_id uuid,
	at timestamptz not null,
	primary key (territory_id, id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
);
create index supplement_of_appeal on appeals.supplement (territory_id, appeal_id, at);
create table appeals.supplement_photograph (
	territory_id int not null,
	supplement_id uuid not null,
	file_id uuid not null,
	position smallint not null,
	name text not null,
	primary key (territory_id, supplement_id, file_id),
	foreign key (territory_id, supplement_id) references appeals.supplement (territory_id, id) on delete cascade,
	foreign key (territory_id, file_id) references files.file (territory_id, id) on delete restrict
);

-- On which days after a question its author is reminded; null: as above, at the top on the third and the seventh.
alter table appeals.desk_setting
	add column remind_days smallint[] check (cardinality(remind_days) <= 5 and 0 < all (remind_days) and 90 >= all (remind_days));
