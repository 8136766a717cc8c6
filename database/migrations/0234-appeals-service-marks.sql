-- How people mark the services that a centre gave them (МФЦ).

-- What can be marked in the centres of a territory.
create table appeals.service_given (
	territory_id int not null references territories.territory (id),
	id uuid not null,
	name text not null check (length(name) between 1 and 200),
	-- Given without a visit, by the network.
	digital boolean not null default false,
	created_at timestamptz not null,
	-- Null: offered to mark.
	closed_at timestamptz,
	primary key (territory_id, id)
);

create table appeals.service_mark (
	-- Of the centre.
	territory_id int not null,
	id uuid not null,
	centre_id uuid not null,
	-- Null: the person did not say which.
	service_id uuid,
	-- As it stands on the QR of the window: "5"
	window_name text not null default '' check (length(window_name) <= 20),
	-- 5 is best.
	mark smallint not null check (mark between 1 and 5),
	words text not null default '' check (length(words) <= 2000),
	-- What it became, where the person wanted an answer.
	appeal_territory_id int,
	appeal_id uuid,
	at timestamptz not null,
	primary key (territory_id, id),
	check ((appeal_id is null) = (appeal_territory_id is null)),
	foreign key (territory_id, centre_id) references appeals.reception (territory_id, id) on delete cascade,
	foreign key (territory_id, service_id) references appeals.service_given (territory_id, id) on delete cascade
);
create index service_mark_newest on appeals.service_mark (territory_id, at desc, id desc);
