-- News for other rooms, written in the transaction of what happened; a relay turns it into jobs and removes it.

create schema events;

create table events.outbox (
	id uuid primary key,
	name text not null check (name ~ '^[a-z][a-z0-9-]*\.[a-z0-9.-]+$'),
	payload jsonb not null,
	at timestamptz not null
);
comment on table events.outbox is 'Announced and not yet handed to the listeners. Rows live for about 100 ms.';
comment on column events.outbox.id is 'Version 7, so that the relay takes the oldest first.';
comment on column events.outbox.name is 'A fact of a room, in the past tense: appeals.answered.';
