-- Anything with a page, members and roles.
create schema spaces;

-- Kinds are data: written by administrators of the installation and by rooms, read by all.
create table spaces.kind (
	kind text primary key check (kind ~ '^[a-z][a-z-]{1,40}$'),
	-- who may make one: any signed-in person, administrators of the place, or rooms only
	made_by text not null check (made_by in ('anyone', 'administrator', 'room')),
	-- what its owner may choose
	openness text[] not null default '{open,closed,secret}',
	position int not null default 0
);
create table spaces.kind_text (
	kind text not null references spaces.kind on delete cascade,
	lang text not null check (lang in ('ru', 'en')),
	name text not null,
	many text not null,
	hint text not null default '',
	primary key (kind, lang)
);
-- Roles that a kind adds to owner, admin, moderator, member: executor, expert, jury.
create table spaces.kind_role (
	kind text not null references spaces.kind on delete cascade,
	role text not null check (role ~ '^[a-z][a-z-]{1,40}$'),
	lang text not null check (lang in ('ru', 'en')),
	name text not null,
	primary key (kind, role, lang)
);

create table spaces.space (
	territory_id int not null,
	id uuid not null,
	kind text not null,
	slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
	-- for the page of a territory's service: which one
	service text,
	openness text not null check (openness in ('open', 'closed', 'secret')),
	-- guards "at least one owner": changed in the same transaction as the owners, never below 1
	owners int not null check (owners >= 1),
	lang text not null check (lang in ('ru', 'en')),
	name text not null check (length(name) between 1 and 200),
	summary text not null default '' check (length(summary) <= 500),
	about text not null default '' check (length(about) <= 20000),
	created_by uuid not null,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	closed_at timestamptz,
	primary key (territory_id, id)
);
create unique index space_slug on spaces.space (territory_id, slug);
create unique index space_service on spaces.space (territory_id, service) where service is not null;
create index space_newest on spaces.space (territory_id, created_at desc, id desc);

-- The space's name and texts in further languages.
create table spaces.space_text (
	territory_id int not null,
	space_id uuid not null,
	lang text not null check (lang in ('ru', 'en')),
	name text not null check (length(name) between 1 and 200),
	summary text not null default '' check (length(summary) <= 500),
	about text not null default '' check (length(about) <= 20000),
	primary key (territory_id, space_id, lang),
	foreign key (territory_id, space_id) references spaces.space on delete cascade
);

-- Who takes part. A projection: the truth about rights are the grants of the account.
create table spaces.membership (
	territory_id int not null,
	space_id uuid not null,
	account_id uuid not null,
	role text not null,
	since timestamptz not null,
	granted_by uuid,
	primary key (territory_id, space_id, account_id, role),
	foreign key (territory_id, space_id) references spaces.space on delete cascade
);

-- Projection in the account's class: "my spaces".
create table spaces.my_space (
	account_id uuid not null,
	territory_id int not null,
	space_id uuid not null,
	role text not null,
	since timestamptz not null,
	primary key (account_id, space_id, role)
);

create table spaces.invitation (
	territory_id int not null,
	id uuid not null,
	space_id uuid not null,
	-- null: a link that anyone who has it may use until it ends
	email text check (length(email) <= 254),
	role text not null,
	secret_hash bytea not null,
	invited_by uuid not null,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	-- how many may come by it; null: any number
	places int check (places > 0),
	used int not null default 0,
	revoked_at timestamptz,
	primary key (territory_id, id),
	foreign key (territory_id, space_id) references spaces.space on delete cascade
);
create index invitation_space on spaces.invitation (territory_id, space_id, created_at desc);

create table spaces.request (
	territory_id int not null,
	id uuid not null,
	space_id uuid not null,
	account_id uuid not null,
	message text not null default '' check (length(message) <= 1000),
	created_at timestamptz not null,
	state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn')),
	decided_by uuid,
	decided_at timestamptz,
	primary key (territory_id, id),
	foreign key (territory_id, space_id) references spaces.space on delete cascade
);
create unique index request_open on spaces.request (territory_id, space_id, account_id) where state = 'open';
