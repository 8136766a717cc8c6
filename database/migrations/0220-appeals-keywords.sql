-- Words by which a category is recognised in a text, beside its name and hint: what the classifier starts from.
create table appeals.category_keyword (
	category text not null references appeals.category (code) on delete cascade,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	-- One word or several; of several all must occur in the text. Compared by their roots.
	words text not null check (length(words) between 2 and 80),
	-- Taken away by an administrator: the row stays, so that the starter set does not bring it back.
	removed boolean not null default false,
	primary key (category, lang, words)
);
