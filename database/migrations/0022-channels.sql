create schema channels;

-- local: letters on their way out. The words of a letter are kept only until it is sent: afterwards a reset link or an answer to
-- an appeal is nobody's to read here.
create table channels.letter (
	id uuid primary key,
	to_address text not null check (char_length(to_address) <= 320),
	account_id uuid,                          -- whose letter; null: no account yet
	subject text not null,
	body text,                                -- plain text; null once sent
	html text,
	headers jsonb not null default '{}',      -- List-Unsubscribe and the like
	state text not null check (state in ('waiting', 'kept', 'sending', 'sent', 'refused', 'failed')),
	-- kept: no mail server is set up; refused: the server will never take it; failed: it was tried until the patience ended
	tried int not null default 0,
	problem text,                             -- what the mail server said last
	created_at timestamptz not null,
	changed_at timestamptz not null
);
create index letter_newest on channels.letter (created_at desc, id desc);
create index letter_by_state on channels.letter (state, created_at desc, id desc);
create index letter_of_account on channels.letter (account_id) where account_id is not null;

-- reference: how mail leaves, when it is set up on a page; the environment (VECHE_SMTP) comes before it
create table channels.mail_settings (
	one boolean primary key default true check (one),
	host text not null,
	port int not null check (port between 1 and 65535),
	security text not null check (security in ('tls', 'starttls', 'none')),
	login text not null default '',
	password_sealed text,                     -- sealed by a key outside the database
	from_address text not null,
	from_name text not null default '',
	changed_at timestamptz not null,
	changed_by uuid not null
);
