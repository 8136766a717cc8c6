-- Webhooks: programs of others are told of what happens with appeals.

create table intake.webhook (
	-- The territory with everything below it.
	territory_id int not null references territories.territory (id),
	id uuid not null,
	name text not null check (length(name) between 1 and 120),
	url text not null check (length(url) between 8 and 500),
	-- registered, routed, answered ...
	events text[] not null check (cardinality(events) > 0),
	-- With everything below it; null: all.
	category text references appeals.category (code),
	-- Signs what is sent; sealed by the keys of the installation.
	secret_sealed text not null,
	-- The key whose right to read the whole it uses; null: only what everybody sees.
	key_id uuid,
	-- off: by a person; failed: nobody took anything for days.
	state text not null check (state in ('on', 'off', 'failed')),
	-- The first failure since the last delivery.
	failing_since timestamptz,
	delivered_at timestamptz,
	created_by uuid not null,
	created_at timestamptz not null,
	primary key (territory_id, id),
	foreign key (territory_id, key_id) references intake.api_key (territory_id, id) on delete restrict
);

-- What was, or is to be, told; kept thirty days.
create table intake.delivery (
	territory_id int not null,
	id uuid not null,
	webhook_id uuid not null,
	event text not null check (length(event) <= 40),
	-- What makes it the same: a listener may hear an event twice.
	same text not null check (length(same) <= 200),
	-- JSON, as it is sent to the letter.
	body text not null,
	state text not null check (state in ('waiting', 'delivered', 'failed')),
	attempts smallint not null default 0,
	-- Of the last attempt: status, the first letters of the answer, or a code of words.
	status smallint,
	answer text check (length(answer) <= 2000),
	problem text check (length(problem) <= 200),
	created_at timestamptz not null,
	tried_at timestamptz,
	delivered_at timestamptz,
	primary key (territory_id, id),
	unique (territory_id, webhook_id, same),
	foreign key (territory_id, webhook_id) references intake.webhook (territory_id, id) on delete cascade
);
create index delivery_newest on intake.delivery (territory_id, webhook_id, created_at desc, id desc);
