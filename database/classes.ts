/**
 * The class of every table (schema rules, section 1): by what it is distributed on a cluster, and so what its keys must
 * contain. A test compares this list with the catalogue: a table without a class fails it.
 *
 * tenant     by territory_id
 * claim      by value: what is unique in the whole installation
 * account    by account_id
 * reference  copied to every node; small, written by administrators only
 * local      on the coordinator only
 */
export type TableClass = 'tenant' | 'claim' | 'account' | 'reference' | 'local';

export const classes: Record<`${string}.${string}`, TableClass> = {
	// platform: db
	'platform.migration': 'local',
	'platform.migration_lock': 'local',
	'platform.idempotency': 'tenant',

	// platform: events, jobs, audit, transparency
	'events.outbox': 'local',
	'jobs.work': 'local',
	'jobs.process': 'local',
	'audit.entry': 'tenant',
	'audit.payload': 'tenant',
	'audit.link': 'local',
	'audit.head': 'local',
	'transparency.leaf_queue': 'tenant',

	// platform: files, search, notifications, channels, calendar, geo
	'files.file': 'tenant',
	'channels.letter': 'local',
	'channels.mail_settings': 'reference',
	'notifications.notice': 'account',
	'notifications.choice': 'account',
	'notifications.rhythm': 'account',
	'search.item': 'tenant',
	'search.place': 'reference',
	'search.word': 'reference',
	'search.learned': 'local',
	'calendar.edition': 'reference',
	'calendar.day': 'reference',

	// territories
	'territories.kind': 'reference',
	'territories.counter': 'local',
	'territories.territory': 'reference',
	'territories.name': 'reference',
	'territories.closure': 'reference',
	'territories.boundary': 'reference',
	'territories.past': 'reference',
	'territories.other_code': 'reference',
	'territories.succession': 'reference',
	'territories.claim': 'claim',
	'territories.page': 'tenant',
	'territories.block': 'tenant',
	'territories.text': 'tenant',
	'territories.contact': 'tenant',
	'territories.contact_text': 'tenant',
	'territories.official': 'tenant',
	'territories.official_text': 'tenant',
	'territories.import': 'tenant',
	'territories.import_problem': 'tenant',

	// identity, spaces
	'identity.claim': 'claim',
	'identity.attempt': 'claim',
	'identity.account': 'account',
	'identity.sign_in': 'account',
	'identity.role_grant': 'account',
	'identity.holder': 'tenant',
	'identity.second_factor': 'account',
	'identity.recovery_code': 'account',
	'identity.letter': 'account',
	'identity.happening': 'account',
	'identity.host_code': 'account',
	'identity.demand': 'tenant',
	'identity.invitation': 'tenant',
	'identity.first_step': 'account',
	'identity.provider': 'reference',
	'identity.external': 'account',
	'identity.organisation_claim': 'account',
	'identity.residence': 'account',
	'identity.code_batch': 'tenant',
	'identity.paper_code': 'tenant',
	'identity.consent_text': 'reference',
	'identity.consent': 'account',
	'identity.data_export': 'account',
	'identity.erasure': 'account',
	'spaces.kind': 'reference',
	'spaces.kind_text': 'reference',
	'spaces.kind_role': 'reference',
	'spaces.space': 'tenant',
	'spaces.space_text': 'tenant',
	'spaces.membership': 'tenant',
	'spaces.my_space': 'account',
	'spaces.invitation': 'tenant',
	'spaces.request': 'tenant',

	// organisations
	'organisations.kind': 'reference',
	'organisations.kind_text': 'reference',
	'organisations.place_kind': 'reference',
	'organisations.place_kind_text': 'reference',
	'organisations.body': 'tenant',
	'organisations.body_text': 'tenant',
	'organisations.unit': 'tenant',
	'organisations.unit_text': 'tenant',
	'organisations.staff': 'tenant',
	'organisations.service_area': 'tenant',
	'organisations.responsibility': 'tenant',

	// appeals
	'appeals.category': 'reference',
	'appeals.category_text': 'reference',
	'appeals.category_keyword': 'reference',
	'appeals.category_revision': 'reference',
	'appeals.category_example': 'reference',
	'appeals.category_question': 'reference',
	'appeals.category_question_text': 'reference',
	'appeals.category_option': 'reference',
	'appeals.category_option_text': 'reference',
	'appeals.category_checklist': 'reference',
	'appeals.category_checklist_text': 'reference',
	'appeals.category_approval': 'reference',
	'appeals.category_offer': 'reference',
	'appeals.category_place_kind': 'reference',
	'appeals.category_change': 'reference',
	'appeals.category_set': 'reference',
	'appeals.counter': 'tenant',
	'appeals.appeal': 'tenant',
	'appeals.appeal_answer_to_question': 'tenant',
	'appeals.applicant': 'tenant',
	'appeals.term': 'tenant',
	'appeals.history': 'tenant',
	'appeals.answer': 'tenant',
	'appeals.photograph': 'tenant',
	'appeals.joining': 'tenant',
	'appeals.template': 'tenant',
	'appeals.inbox': 'tenant',
	'appeals.listed': 'tenant',
	'appeals.mine': 'account',
	'appeals.tally': 'tenant',

	// demonstration
	'demo.planted': 'local',
};
