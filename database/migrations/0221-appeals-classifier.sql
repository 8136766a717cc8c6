-- The classifier: who decided the category of an appeal, what people teach it, its versions.

alter table appeals.appeal
	-- Who said what it is about: the author (or whoever filed it), nobody yet (the category is only where it waits), the
	-- classifier, an official.
	add column category_by text not null default 'author' check (category_by in ('author', 'nobody', 'house', 'official'));

-- What officials decided, kept at the territory whose classifier learns from it: the appeal's owner and each one above it.
create table appeals.classifier_lesson (
	-- Who learns.
	territory_id int not null,
	appeal_territory_id int not null,
	appeal_id uuid not null,
	at timestamptz not null,
	-- What it was before and by whom, and what it is.
	from_category text not null,
	from_by text not null check (from_by in ('author', 'nobody', 'house', 'official')),
	category text not null references appeals.category (code) on delete cascade,
	-- The text without personal data; gone when the person is erased.
	text text not null check (length(text) <= 10000),
	primary key (territory_id, appeal_territory_id, appeal_id)
);
create index classifier_lesson_newest on appeals.classifier_lesson (territory_id, at desc);

-- Versions of the classifier of a territory with all below it.
create table appeals.classifier_model (
	territory_id int not null references territories.territory (id),
	id uuid not null,
	-- 1, 2, 3 ... within the territory
	version int not null check (version > 0),
	trained_at timestamptz not null,
	-- Null: by schedule.
	account_id uuid,
	-- Texts it learned from; of them held back to judge it, the newest; categories among them.
	texts int not null,
	held_back int not null,
	categories int not null,
	-- The newest text that it has seen.
	last_text_at timestamptz not null,
	-- On the texts that were held back: see numerics/classifier/measure.ts. Shares from 0 to 1.
	right_share real not null,
	among_three real not null,
	weighted_f1 real not null,
	macro_f1 real not null,
	calibration_error real not null,
	-- Weighted F1 of the version that served then, on texts that neither has seen; null: there was none, or too few such texts.
	served_f1 real,
	-- Of the guess of the executor; null: too few texts with one.
	executor_right real,
	executor_among_three real,
	-- { bins, labels, confused, words }: by confidence, by category, pairs that are mixed up, words that speak for a category.
	details jsonb not null,
	-- Seconds of training.
	took real not null,
	activated_at timestamptz,
	retired_at timestamptz,
	primary key (territory_id, id),
	unique (territory_id, version)
);

-- The models themselves: numerics/classifier/keep.ts, packed by deflate.
create table appeals.classifier_bytes (
	territory_id int not null,
	model_id uuid not null,
	target text not null check (target in ('category', 'executor')),
	bytes bytea not null,
	primary key (territory_id, model_id, target),
	foreign key (territory_id, model_id) references appeals.classifier_model (territory_id, id) on delete cascade
);

-- Which version serves; read whole and often by every process, so it is a small table of its own.
create table appeals.classifier_active (
	territory_id int primary key references territories.territory (id),
	model_id uuid not null
);
