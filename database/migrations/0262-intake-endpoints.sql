-- Sending appeals on to a town's older system by Open311 GeoReport v2, and following what becomes of them there.

create table intake.endpoint (
	territory_id int not null references territories.territory (id),
	id uuid not null,
	-- As residents read it: «Единая диспетчерская».
	name text not null check (length(name) between 1 and 120),
	-- The address before services.json: https://town.example/open311/v2
	url text not null check (length(url) between 8 and 500),
	jurisdiction text not null default '' check (length(jurisdiction) <= 200),
	-- Sealed by the keys of the installation; null: the town wants none.
	key_sealed text,
	-- What is asked for; what comes is read by what it is.
	format text not null check (format in ('json', 'xml')),
	-- In which zone its times without a zone are.
	zone text not null,
	-- public: the words that everybody sees; whole: all words, with name and contacts of the author.
	reveals text not null check (reveals in ('public', 'whole')),
	-- Whether appeals go there that only the authority sees.
	takes_private boolean not null default false,
	-- Only what lies with this body; null: with any.
	body_territory_id int,
	body_id uuid,
	state text not null check (state in ('draft', 'on', 'off')),
	-- When its services were read last.
	services_at timestamptz,
	-- When it was asked for news last; the first failure since the last success and what it was, a code of words.
	polled_at timestamptz,
	failing_since timestamptz,
	problem text check (length(problem) <= 500),
	created_by uuid not null,
	created_at timestamptz not null,
	primary key (territory_id, id),
	check ((body_territory_id is null) = (body_id is null))
);

-- Services of the town, as its list named them last.
create table intake.endpoint_service (
	territory_id int not null,
	endpoint_id uuid not null,
	code text not null check (length(code) between 1 and 120),
	name text not null check (length(name) <= 300),
	description text not null check (length(description) <= 2000),
	"group" text not null check (length("group") <= 200),
	keywords text not null check (length(keywords) <= 1000),
	-- Whether it asks something further.
	asks boolean not null,
	-- No longer in the list since.
	gone_at timestamptz,
	primary key (territory_id, endpoint_id, code),
	foreign key (territory_id, endpoint_id) references intake.endpoint (territory_id, id) on delete cascade
);

-- What such a service asks, and what we always answer.
create table intake.endpoint_question (
	territory_id int not null,
	endpoint_id uuid not null,
	service_code text not null,
	code text not null check (length(code) between 1 and 120),
	position int not null,
	description text not null check (length(description) <= 500),
	required boolean not null,
	-- Empty: nothing is said.
	answer text not null default '' check (length(answer) <= 500),
	primary key (territory_id, endpoint_id, service_code, code),
	foreign key (territory_id, endpoint_id, service_code) references intake.endpoint_service (territory_id, endpoint_id, code) on delete cascade
);
create table intake.endpoint_choice (
	territory_id int not null,
	endpoint_id uuid not null,
	service_code text not null,
	question_code text not null,
	key text not null check (length(key) between 1 and 200),
	position int not null,
	name text not null check (length(name) <= 300),
	primary key (territory_id, endpoint_id, service_code, question_code, key),
	foreign key (territory_id, endpoint_id, service_code, question_code)
		references intake.endpoint_question (territory_id, endpoint_id, service_code, code) on delete cascade
);

-- Which category goes there as which service; what is not said of a category is said by the one above it.
create table intake.endpoint_rule (
	territory_id int not null,
	endpoint_id uuid not null,
	category text not null references appeals.category (code),
	service_code text not null,
	primary key (territory_id, endpoint_id, category),
	foreign key (territory_id, endpoint_id, service_code) references intake.endpoint_service (territory_id, endpoint_id, code) on delete cascade
);

-- An appeal that goes, or went, to an endpoint.
create table intake.sending (
	-- The owner of the appeal.
	territory_id int not null,
	appeal_id uuid not null,
	endpoint_territory_id int not null,
	endpoint_id uuid not null,
	service_code text not null,
	-- waiting: to be sent; token: taken, its number comes later; open, closed: as they say there; refused: they do not take it.
	state text not null check (state in ('waiting', 'token', 'open', 'closed', 'refused')),
	attempts smallint not null default 0,
	-- An attempt began and nobody knows how it ended: before the next one it is looked for there.
	began_at timestamptz,
	token text check (length(token) <= 300),
	foreign_id text check (length(foreign_id) <= 200),
	notes text not null default '' check (length(notes) <= 2000),
	problem text check (length(problem) <= 500),
	created_at timestamptz not null,
	sent_at timestamptz,
	-- When the town said something new last.
	changed_at timestamptz not null,
	primary key (territory_id, appeal_id, endpoint_territory_id, endpoint_id),
	check (state not in ('open', 'closed') or foreign_id is not null),
	check (state <> 'token' or token is not null)
);
create index sending_of_endpoint on intake.sending (territory_id, endpoint_id, state, changed_at desc);
create unique index sending_by_number on intake.sending (territory_id, endpoint_territory_id, endpoint_id, foreign_id)
	where foreign_id is not null;
