-- Where appeals are taken in from people who do not write on our pages themselves: hotlines, service centres, kiosks, other sites.

create table appeals.reception (
	territory_id int not null references territories.territory (id),
	id uuid not null,
	kind text not null check (kind in ('hotline', 'centre', 'kiosk', 'site')),
	-- "Горячая линия губернатора", "МФЦ на улице Мира"
	name text not null check (length(name) between 1 and 120),
	-- The number that people call.
	phone text check (phone ~ '^[+\d][\d\s().-]{1,40}$'),
	-- Where a centre or a kiosk stands, in words. A kiosk offers it as the place of what happened.
	address text not null default '' check (length(address) <= 300),
	-- Sites whose pages may hold the form: https://example.org
	origins text[] not null default '{}' check (cardinality(origins) <= 20),
	-- SHA-256 of what a kiosk shows; null: no device is let in.
	secret_hash bytea check (length(secret_hash) = 32),
	created_by uuid not null,
	created_at timestamptz not null,
	-- Null: it takes appeals in.
	closed_at timestamptz,
	primary key (territory_id, id),
	check (secret_hash is null or kind = 'kiosk'),
	check (kind <> 'site' or cardinality(origins) > 0)
);

-- How an appeal was taken in by somebody or something other than its author's own hands on our page.
create table appeals.received (
	-- The owner of the appeal.
	territory_id int not null,
	appeal_id uuid not null,
	-- Null: by telephone or in person, no place of reception was named. It may belong to a territory above.
	reception_territory_id int,
	reception_id uuid,
	-- The operator saw a document of identity. What stands in it is not kept.
	identified boolean not null default false,
	-- How the author agreed that the authority works with their name and contacts; null: none were given.
	consent text check (consent in ('said', 'signed', 'ticked')),
	at timestamptz not null,
	primary key (territory_id, appeal_id),
	check ((reception_id is null) = (reception_territory_id is null)),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
		-- the appeal's own row is the last one written by a filing
		deferrable initially deferred
);

-- What came in by a place of reception, owned by its territory: a projection filled by a job.
create table appeals.reception_log (
	territory_id int not null,
	reception_id uuid not null,
	appeal_territory_id int not null,
	appeal_id uuid not null,
	at timestamptz not null,
	primary key (territory_id, reception_id, appeal_territory_id, appeal_id),
	foreign key (territory_id, reception_id) references appeals.reception (territory_id, id) on delete cascade
);
create index reception_log_newest on appeals.reception_log (territory_id, reception_id, at);

-- An operator finds the caller: by the last ten digits of the telephone, by e-mail, by words of the name.
create index applicant_phone on appeals.applicant (territory_id, (right(regexp_replace(phone, '\D', '', 'g'), 10)))
	where phone is not null;
create index applicant_email on appeals.applicant (territory_id, (lower(email))) where email is not null;
create index applicant_words on appeals.applicant
	using gin (territory_id, to_tsvector('simple', translate(lower(name), 'ё', 'е'))) where name <> '';
