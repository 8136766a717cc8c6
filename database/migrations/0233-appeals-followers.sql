-- Following an appeal without having written it: by an account, or by e-mail without one.

create table appeals.following (
	territory_id int not null,
	appeal_id uuid not null,
	account_id uuid not null,
	at timestamptz not null,
	primary key (territory_id, appeal_id, account_id),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
);

create table appeals.follower (
	territory_id int not null,
	-- Stands in the links of letters, signed.
	id uuid not null,
	appeal_id uuid not null,
	-- In small letters, as addresses are compared.
	email text not null check (length(email) between 3 and 254),
	lang text not null check (lang ~ '^[a-z]{2}$'),
	-- author: filed it without an account; joined: it concerns them too; follows: wants to know.
	why text not null check (why in ('author', 'joined', 'follows')),
	asked_at timestamptz not null,
	-- Until then nothing goes there but the letter that asks; to the author the answer as well.
	confirmed_at timestamptz,
	stopped_at timestamptz,
	primary key (territory_id, id),
	unique (territory_id, appeal_id, email),
	foreign key (territory_id, appeal_id) references appeals.appeal (territory_id, id) on delete cascade
);

alter table appeals.mine
	drop constraint mine_reason_check,
	add constraint mine_reason_check check (reason in ('filed', 'joined', 'follows'));
