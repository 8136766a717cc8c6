-- An appeal brought in from an archive may have ended there on a day that nobody wrote down: it is closed here without one,
-- and the figures of terms count it neither as met nor as missed.
alter table appeals.appeal
	drop constraint appeal_check3,
	add constraint appeal_ended_check check (closed_at is null or state in ('accepted', 'closed')),
	add constraint appeal_end_known_check check (closed_at is not null or state not in ('accepted', 'closed')
		or (state = 'closed' and channel = 'import'));
