-- What of the demonstration has been planted: an interrupted planting goes on where it stopped.
create schema demo;
create table demo.planted (
	-- 'territory:svetloborsk', 'body:roads', 'appeal:17' ...
	key text primary key,
	-- its id in the room that it was planted into
	value text not null,
	planted_at timestamptz not null
);
