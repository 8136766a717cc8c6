/**
 * References that no foreign key may guard (schema rules, section 2): they cross classes of tables, which on a cluster lie in
 * different places. A nightly job and `veche doctor` look for rows whose other end is missing.
 */
export type Reference = {
	from: `${string}.${string}`;
	columns: readonly string[];
	to: `${string}.${string}`;
	keys: readonly string[];
};

const account = (from: Reference['from'], column = 'account_id'): Reference => ({
	from,
	columns: [column],
	to: 'identity.account',
	keys: ['account_id'],
});
const body = (from: Reference['from'], territory = 'body_territory_id'): Reference => ({
	from,
	columns: [territory, 'body_id'],
	to: 'organisations.body',
	keys: ['territory_id', 'id'],
});
const appeal = (from: Reference['from'], territory = 'appeal_territory_id'): Reference => ({
	from,
	columns: [territory, 'appeal_id'],
	to: 'appeals.appeal',
	keys: ['territory_id', 'id'],
});

export const references: readonly Reference[] = [
	account('channels.letter'),
	account('files.file', 'by_account'),
	account('jobs.work', 'started_by'),
	account('identity.claim'),
	account('identity.holder'),
	account('spaces.membership'),
	account('spaces.request'),
	account('spaces.space', 'created_by'),
	account('organisations.staff'),
	account('appeals.appeal', 'author_id'),
	account('appeals.answer'),
	account('appeals.answer_draft'),
	account('appeals.answer_draft', 'asked_by'),
	account('appeals.answer_approval'),
	account('appeals.applicant'),
	account('appeals.history'),
	account('appeals.field_report'),
	account('appeals.note_mention'),
	account('appeals.note_edit'),
	account('appeals.inquiry'),
	account('appeals.part'),
	account('appeals.part', 'executor_id'),
	account('appeals.part', 'reported_by'),
	account('appeals.supplement'),
	account('appeals.joining'),
	account('appeals.following'),
	account('appeals.term_change'),
	account('appeals.wait'),
	account('appeals.category_change'),
	account('appeals.category_approval'),
	account('appeals.category_set'),
	account('appeals.classifier_model'),
	account('appeals.bulk'),
	account('appeals.dissent'),
	account('appeals.review', 'taken_by'),
	account('appeals.review', 'decided_by'),
	account('appeals.closing_rule', 'made_by'),
	account('appeals.dissent_reason_change'),
	account('appeals.wait_reason_change'),
	account('appeals.wait_stops_change'),
	account('quality.rubric', 'made_by'),
	account('quality.plan', 'made_by'),
	account('quality.sampled'),
	account('quality.scoring', 'scorer_id'),
	account('appeals.reception', 'created_by'),
	account('organisations.absence'),
	account('intake.import'),
	account('intake.endpoint', 'created_by'),
	account('intake.webhook', 'created_by'),
	account('territories.import'),
	body('appeals.appeal'),
	body('appeals.answer'),
	body('appeals.history'),
	body('appeals.part'),
	body('appeals.inbox', 'territory_id'),
	body('organisations.responsibility'),
	body('intake.endpoint'),
	appeal('appeals.inbox'),
	appeal('appeals.reception_log'),
	appeal('appeals.service_mark'),
	{
		from: 'appeals.received',
		columns: ['reception_territory_id', 'reception_id'],
		to: 'appeals.reception',
		keys: ['territory_id', 'id'],
	},
	appeal('appeals.mine', 'territory_id'),
	{
		from: 'appeals.photograph',
		columns: ['territory_id', 'file_id'],
		to: 'files.file',
		keys: ['territory_id', 'id'],
	},
	{
		from: 'spaces.my_space',
		columns: ['territory_id', 'space_id'],
		to: 'spaces.space',
		keys: ['territory_id', 'id'],
	},
];
