-- The date of birth of a person, where an official saw it in a paper or a provider says so: age is a condition of some votes.
alter table identity.account
	add column born_on date check (born_on between '1880-01-01' and '2200-01-01'),
	add column born_how text check (born_how in ('desk', 'provider')),
	add constraint account_born check ((born_on is null) = (born_how is null));
