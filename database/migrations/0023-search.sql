create schema search;

-- ё is written or not as people like: both are е here. Same length, so that places in the text stay.
create function search.fold(text text) returns text
language sql immutable strict parallel safe
return translate(lower(text collate "und-x-icu"), 'ё', 'е');

-- The configuration 'russian' stems Cyrillic words by Russian rules and Latin ones by English rules.
-- Titles and names stand once more as they are ('simple'): stop words and names that a stemmer would spoil.
create function search.vector(title text, names text, body text) returns tsvector
language sql immutable parallel safe
return setweight(to_tsvector('russian', search.fold(coalesce(title, '') || ' ' || coalesce(names, ''))), 'A')
	|| setweight(to_tsvector('simple', search.fold(coalesce(title, '') || ' ' || coalesce(names, ''))), 'A')
	|| setweight(to_tsvector('russian', search.fold(coalesce(body, ''))), 'C');

-- tenant: one row for each thing that can be found, in each of its languages; filled by events, proven every night
create table search.item (
	territory_id int not null,
	kind text not null,                        -- 'appeals.appeal'
	id text not null,
	lang text not null check (lang in ('ru', 'en')),
	url text not null,                         -- address without the language
	title text not null check (char_length(title) <= 200),
	names text not null default '' check (char_length(names) <= 200), -- other names it is known by
	body text not null default '',
	weight real not null default 1 check (weight > 0 and weight <= 100),
	audience text not null check (audience in ('public', 'officials')),
	at timestamptz not null,                   -- when the thing was made or last changed: the newest are looked at first
	changed_at timestamptz not null,           -- when this row was written: words are learned from there
	sum bytea not null,                        -- hash of the row's content: equal rows are not written again
	tsv tsvector generated always as (search.vector(title, names, body)) stored,
	primary key (territory_id, kind, id, lang)
);
create index item_words on search.item using gin (territory_id, tsv);
create index item_changed on search.item (changed_at);

-- reference: territories by name, all of them, because that is what is looked for most; it needs no visit to every territory
create table search.place (
	territory int not null,
	lang text not null check (lang in ('ru', 'en')),
	kind text not null,
	url text not null,
	title text not null check (char_length(title) <= 200),
	names text not null default '' check (char_length(names) <= 200),
	weight real not null default 1,            -- larger places come first
	changed_at timestamptz not null,
	sum bytea not null,
	folded text generated always as (search.fold(title)) stored check (char_length(folded) <= 200),
	tsv tsvector generated always as (search.vector(title, names, '')) stored,
	primary key (territory, lang)
);
create index place_words on search.place using gin (tsv);
create index place_begins on search.place (folded text_pattern_ops);
create index place_changed on search.place (changed_at);

-- Groups of three letters are taken of letters that every server knows as letters: with lc_ctype C pg_trgm sees none in Cyrillic.
create function search.plain(word text) returns text
language sql immutable strict parallel safe
return translate(word, 'абвгдежзийклмнопрстуфхцчшщъыьэюя', 'abvgdejzi1klmnoprstufhcqwx2y3456');

-- reference: words and names that stand in what can be found; typing mistakes are mended against them
create table search.word (
	word text primary key check (char_length(word) between 2 and 40),
	stem text not null check (char_length(stem) <= 40),
	count int not null,
	plain text not null generated always as (search.plain(word)) stored check (char_length(plain) <= 40)
);
create index word_like on search.word using gin (plain gin_trgm_ops);
create index word_stem on search.word (stem);

-- local: up to where words were learned
create table search.learned (
	one boolean primary key default true check (one),
	up_to timestamptz not null
);
