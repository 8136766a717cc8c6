-- A step of approval may name a person beside the role: then nobody else of that role agrees, but who stands in for them does.

alter table appeals.category_approval
	-- Null: whoever holds the role. One who no longer holds it where the answer is agreed on counts as not named.
	add column account_id uuid;

-- What is waited for and what was decided name the step: a role, or `<role>:<account>`.
alter table appeals.appeal
	drop constraint appeal_approval_check,
	add constraint appeal_approval_check check (length(approval) between 1 and 80);
alter table appeals.answer_approval
	drop constraint answer_approval_role_check,
	add constraint answer_approval_role_check check (length(role) between 1 and 80);
