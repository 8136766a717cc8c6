-- What helps a person to file: whom to call when it burns, streets that others have named, a draft that waits.

-- Telephones of duty services, said at the emergency stop. Those of the territories above are said as well.
create table appeals.duty_phone (
	territory_id int not null references territories.territory (id),
	id uuid not null,
	position smallint not null default 0,
	phone text not null check (phone ~ '^[+\d][\d\s().-]{1,40}$'),
	created_at timestamptz not null,
	primary key (territory_id, id)
);
create table appeals.duty_phone_text (
	territory_id int not null,
	duty_phone_id uuid not null,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	-- "Аварийная газовая служба", and when it answers, if not always.
	name text not null check (length(name) between 1 and 120),
	hours text not null default '' check (length(hours) <= 120),
	primary key (territory_id, duty_phone_id, lang),
	foreign key (territory_id, duty_phone_id) references appeals.duty_phone (territory_id, id) on delete cascade
);

-- Streets that appeals have named, without houses; offered while one types once two appeals have named them.
create table appeals.street (
	territory_id int not null references territories.territory (id),
	-- "улица Мира", "переулок 1-й Садовый"
	name text not null check (length(name) between 3 and 80),
	-- In small letters, without the word for its kind, ё as е: what is looked for.
	key text not null check (length(key) between 1 and 80),
	named int not null default 1,
	-- The last appeal that named it, so that a job that runs twice counts once.
	last_appeal_id uuid not null,
	primary key (territory_id, name)
);

-- What a person with an account has begun to write, so that it can be taken up on another device. One for a territory.
create table appeals.draft (
	account_id uuid not null,
	territory_id int not null,
	-- Fields of the form as typed: { "text": "...", "category": "..." }
	fields jsonb not null,
	updated_at timestamptz not null,
	primary key (account_id, territory_id)
);
create index draft_age on appeals.draft (updated_at);
