-- Made by tools/schema-dump.ts from the migrations; do not edit.

create extension btree_gin;
create extension btree_gist;
create extension pg_trgm;


-- appeals

create schema appeals;

-- tenant
create table appeals.answer (
	territory_id integer not null,
	id uuid not null,
	appeal_id uuid not null,
	round smallint not null,
	text text not null,
	body_territory_id integer not null,
	body_id uuid not null,
	account_id uuid,
	answered_at timestamp with time zone not null,
	verdict text,
	verdict_reason text,
	verdict_at timestamp with time zone,
	signed_name text,
	signed_post text,
	shared_from uuid,
	constraint answer_pkey PRIMARY KEY (territory_id, id),
	constraint answer_territory_id_appeal_id_round_key UNIQUE (territory_id, appeal_id, round),
	constraint answer_check CHECK (((verdict IS NULL) = (verdict_at IS NULL))),
	constraint answer_check1 CHECK (((verdict <> 'returned'::text) OR (verdict_reason IS NOT NULL))),
	constraint answer_round_check CHECK ((round > 0)),
	constraint answer_signed_name_check CHECK (((length(signed_name) >= 1) AND (length(signed_name) <= 200))),
	constraint answer_signed_post_check CHECK (((length(signed_post) >= 1) AND (length(signed_post) <= 200))),
	constraint answer_text_check CHECK (((length(text) >= 1) AND (length(text) <= 10000))),
	constraint answer_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'returned'::text]))),
	constraint answer_verdict_reason_check CHECK ((length(verdict_reason) <= 3000)),
	constraint answer_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX answer_by_day ON appeals.answer USING btree (territory_id, answered_at);
CREATE UNIQUE INDEX answer_shared ON appeals.answer USING btree (territory_id, appeal_id, shared_from) WHERE (shared_from IS NOT NULL);
CREATE INDEX answer_verdict_on ON appeals.answer USING btree (territory_id, verdict_at) WHERE (verdict_at IS NOT NULL);
comment on column appeals.answer.account_id is 'Null: given in another system and brought in by an import';

-- tenant
create table appeals.answer_approval (
	territory_id integer not null,
	id uuid not null,
	appeal_id uuid not null,
	round smallint not null,
	turn smallint not null,
	step smallint not null,
	role text not null,
	account_id uuid not null,
	decision text not null,
	remark text,
	at timestamp with time zone not null,
	constraint answer_approval_pkey PRIMARY KEY (territory_id, id),
	constraint answer_approval_territory_id_appeal_id_round_turn_step_key UNIQUE (territory_id, appeal_id, round, turn, step),
	constraint answer_approval_check CHECK (((decision = 'agreed'::text) OR (remark IS NOT NULL))),
	constraint answer_approval_decision_check CHECK ((decision = ANY (ARRAY['agreed'::text, 'sent-back'::text]))),
	constraint answer_approval_remark_check CHECK (((length(remark) >= 1) AND (length(remark) <= 3000))),
	constraint answer_approval_role_check CHECK (((length(role) >= 1) AND (length(role) <= 80))),
	constraint answer_approval_round_check CHECK ((round > 0)),
	constraint answer_approval_step_check CHECK ((step > 0)),
	constraint answer_approval_turn_check CHECK ((turn > 0)),
	constraint answer_approval_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.answer_check (
	territory_id integer not null,
	answer_id uuid not null,
	item text not null,
	"position" smallint not null,
	kind text not null,
	wording text not null,
	value text not null,
	constraint answer_check_pkey PRIMARY KEY (territory_id, answer_id, item),
	constraint answer_check_item_check CHECK (((length(item) >= 1) AND (length(item) <= 40))),
	constraint answer_check_kind_check CHECK ((kind = ANY (ARRAY['tick'::text, 'text'::text, 'date'::text, 'photograph'::text]))),
	constraint answer_check_value_check CHECK (((length(value) >= 1) AND (length(value) <= 1000))),
	constraint answer_check_wording_check CHECK ((length(wording) <= 300)),
	constraint answer_check_territory_id_answer_id_fkey FOREIGN KEY (territory_id, answer_id) REFERENCES appeals.answer(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.answer_draft (
	territory_id integer not null,
	appeal_id uuid not null,
	text text default ''::text not null,
	checks jsonb default '{}'::jsonb not null,
	account_id uuid not null,
	updated_at timestamp with time zone not null,
	version integer default 1 not null,
	turn smallint default 0 not null,
	asked_by uuid,
	asked_at timestamp with time zone,
	constraint answer_draft_pkey PRIMARY KEY (territory_id, appeal_id),
	constraint answer_draft_check CHECK (((asked_by IS NULL) = (asked_at IS NULL))),
	constraint answer_draft_text_check CHECK ((length(text) <= 10000)),
	constraint answer_draft_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.answer_draft_photograph (
	territory_id integer not null,
	appeal_id uuid not null,
	file_id uuid not null,
	name text not null,
	taken_at timestamp with time zone,
	metres integer,
	confirmed boolean default false not null,
	created_at timestamp with time zone not null,
	constraint answer_draft_photograph_pkey PRIMARY KEY (territory_id, appeal_id, file_id),
	constraint answer_draft_photograph_metres_check CHECK ((metres >= 0)),
	constraint answer_draft_photograph_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE,
	constraint answer_draft_photograph_territory_id_file_id_fkey FOREIGN KEY (territory_id, file_id) REFERENCES files.file(territory_id, id) ON DELETE RESTRICT
);

-- tenant
create table appeals.appeal (
	territory_id integer not null,
	id uuid not null,
	number text not null,
	standing text not null,
	channel text not null,
	lang text not null,
	category text not null,
	text text not null,
	visibility text not null,
	state text not null,
	closed_because text,
	lat double precision,
	lon double precision,
	h3 bigint,
	place_words text default ''::text not null,
	place_id integer,
	author_id uuid,
	body_territory_id integer,
	body_id uuid,
	unit_id uuid,
	executor_id uuid,
	routed_by text,
	filed_at timestamp with time zone not null,
	registered_at timestamp with time zone,
	routed_at timestamp with time zone,
	taken_up_at timestamp with time zone,
	answered_at timestamp with time zone,
	closed_at timestamp with time zone,
	due_on date not null,
	returns smallint default 0 not null,
	photographs smallint default 0 not null,
	joined integer default 0 not null,
	nonce bytea not null,
	leaf bytea not null,
	version integer default 1 not null,
	updated_at timestamp with time zone not null,
	tsv tsvector generated always as (to_tsvector('russian'::regconfig, ((text || ' '::text) || place_words))) stored not null,
	due_at timestamp with time zone not null,
	prolonged_to date,
	place_kind text,
	category_by text default 'author'::text not null,
	filed_by uuid,
	external_id text,
	shown text[] default '{}'::text[] not null,
	asked smallint default 0 not null,
	approval text,
	merged_into uuid,
	merged smallint default 0 not null,
	with_bodies text[] default '{}'::text[] not null,
	in_review boolean default false not null,
	hidden_was text,
	hidden_at timestamp with time zone,
	photographs_hidden smallint default 0 not null,
	urgent boolean default false not null,
	constraint appeal_pkey PRIMARY KEY (territory_id, id),
	constraint appeal_territory_id_number_key UNIQUE (territory_id, number),
	constraint appeal_approval_check CHECK (((length(approval) >= 1) AND (length(approval) <= 80))),
	constraint appeal_asked_check CHECK ((asked >= 0)),
	constraint appeal_category_by_check CHECK ((category_by = ANY (ARRAY['author'::text, 'nobody'::text, 'house'::text, 'official'::text]))),
	constraint appeal_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'account'::text, 'office'::text, 'phone'::text, 'mail'::text, 'embed'::text, 'import'::text, 'api'::text, 'open311'::text, 'bot'::text, 'social'::text, 'kiosk'::text, 'mfc'::text]))),
	constraint appeal_check CHECK (((body_territory_id IS NULL) = (body_id IS NULL))),
	constraint appeal_check1 CHECK ((((lat IS NULL) = (lon IS NULL)) AND ((lat IS NULL) = (h3 IS NULL)))),
	constraint appeal_check2 CHECK (((closed_because IS NOT NULL) = (state = 'closed'::text))),
	constraint appeal_check4 CHECK (((state <> ALL (ARRAY['routed'::text, 'in-work'::text])) OR (body_id IS NOT NULL))),
	constraint appeal_check5 CHECK (((state = 'filed'::text) OR (registered_at IS NOT NULL))),
	constraint appeal_check6 CHECK (((merged_into IS NULL) OR (merged = 0))),
	constraint appeal_check7 CHECK (((NOT in_review) OR (state = 'returned'::text))),
	constraint appeal_closed_because_check CHECK ((closed_because = ANY (ARRAY['done'::text, 'silent'::text, 'not-ours'::text, 'anonymous'::text, 'abusive'::text, 'repeated'::text, 'withdrawn'::text, 'joined'::text, 'upheld'::text]))),
	constraint appeal_end_known_check CHECK (((closed_at IS NOT NULL) OR (state <> ALL (ARRAY['accepted'::text, 'closed'::text])) OR ((state = 'closed'::text) AND (channel = 'import'::text)))),
	constraint appeal_ended_check CHECK (((closed_at IS NULL) OR (state = ANY (ARRAY['accepted'::text, 'closed'::text])))),
	constraint appeal_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
	constraint appeal_hidden_check CHECK (((hidden_was IS NULL) OR ((visibility = 'authority'::text) AND (hidden_at IS NOT NULL)))),
	constraint appeal_hidden_was_check CHECK ((hidden_was = ANY (ARRAY['public'::text, 'nameless'::text]))),
	constraint appeal_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint appeal_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
	constraint appeal_leaf_check CHECK ((length(leaf) = 32)),
	constraint appeal_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
	constraint appeal_merged_check CHECK ((merged >= 0)),
	constraint appeal_nonce_check CHECK ((length(nonce) = 32)),
	constraint appeal_number_check CHECK ((length(number) <= 40)),
	constraint appeal_photographs_hidden_check CHECK ((photographs_hidden >= 0)),
	constraint appeal_place_kind_check CHECK ((length(place_kind) <= 40)),
	constraint appeal_place_words_check CHECK ((length(place_words) <= 500)),
	constraint appeal_routed_by_check CHECK ((routed_by = ANY (ARRAY['rule'::text, 'person'::text]))),
	constraint appeal_shown_check CHECK ((cardinality(shown) <= 40)),
	constraint appeal_standing_check CHECK ((standing = ANY (ARRAY['appeal'::text, 'message'::text]))),
	constraint appeal_state_check CHECK ((state = ANY (ARRAY['filed'::text, 'registered'::text, 'routed'::text, 'in-work'::text, 'answered'::text, 'returned'::text, 'accepted'::text, 'closed'::text]))),
	constraint appeal_text_check CHECK (((length(text) >= 1) AND (length(text) <= 10000))),
	constraint appeal_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'nameless'::text, 'authority'::text]))),
	constraint appeal_body_territory_id_fkey FOREIGN KEY (body_territory_id) REFERENCES territories.territory(id),
	constraint appeal_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code),
	constraint appeal_place_id_fkey FOREIGN KEY (place_id) REFERENCES territories.territory(id),
	constraint appeal_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);
CREATE INDEX appeal_author ON appeals.appeal USING btree (territory_id, author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX appeal_by_body ON appeals.appeal USING btree (territory_id, body_id, filed_at DESC, id DESC) WHERE (body_id IS NOT NULL);
CREATE INDEX appeal_by_category ON appeals.appeal USING btree (territory_id, category text_pattern_ops, filed_at DESC, id DESC);
CREATE INDEX appeal_by_state ON appeals.appeal USING btree (territory_id, state, filed_at DESC, id DESC) INCLUDE (category, visibility);
CREATE INDEX appeal_cell ON appeals.appeal USING btree (territory_id, h3) WHERE (h3 IS NOT NULL);
CREATE INDEX appeal_changed ON appeals.appeal USING brin (updated_at);
CREATE INDEX appeal_due ON appeals.appeal USING btree (territory_id, due_on, id) WHERE (state <> ALL (ARRAY['accepted'::text, 'closed'::text]));
CREATE INDEX appeal_due_on ON appeals.appeal USING btree (territory_id, due_on);
CREATE INDEX appeal_hidden ON appeals.appeal USING btree (territory_id, hidden_at DESC, id DESC) WHERE (hidden_was IS NOT NULL);
CREATE INDEX appeal_merged ON appeals.appeal USING btree (territory_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX appeal_newest ON appeals.appeal USING btree (territory_id, filed_at DESC, id DESC) INCLUDE (state, category, visibility);
CREATE INDEX appeal_updated ON appeals.appeal USING btree (territory_id, updated_at);
CREATE INDEX appeal_words ON appeals.appeal USING gin (territory_id, tsv) WITH (gin_pending_list_limit='256');

-- tenant
create table appeals.appeal_answer_to_question (
	territory_id integer not null,
	appeal_id uuid not null,
	question text not null,
	"position" smallint not null,
	wording text not null,
	answer text not null,
	constraint appeal_answer_to_question_pkey PRIMARY KEY (territory_id, appeal_id, question),
	constraint appeal_answer_to_question_answer_check CHECK (((length(answer) >= 1) AND (length(answer) <= 2000))),
	constraint appeal_answer_to_question_question_check CHECK (((length(question) >= 1) AND (length(question) <= 80))),
	constraint appeal_answer_to_question_wording_check CHECK ((length(wording) <= 500)),
	constraint appeal_answer_to_question_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- tenant
create table appeals.applicant (
	territory_id integer not null,
	appeal_id uuid not null,
	account_id uuid,
	name text default ''::text not null,
	email text,
	phone text,
	address text,
	follow_hash bytea,
	erased_at timestamp with time zone,
	constraint applicant_pkey PRIMARY KEY (territory_id, appeal_id),
	constraint applicant_address_check CHECK ((length(address) <= 500)),
	constraint applicant_email_check CHECK ((length(email) <= 254)),
	constraint applicant_follow_hash_check CHECK ((length(follow_hash) = 32)),
	constraint applicant_name_check CHECK ((length(name) <= 200)),
	constraint applicant_phone_check CHECK ((length(phone) <= 40)),
	constraint applicant_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX applicant_email ON appeals.applicant USING btree (territory_id, lower(email)) WHERE (email IS NOT NULL);
CREATE INDEX applicant_phone ON appeals.applicant USING btree (territory_id, "right"(regexp_replace(phone, '\D'::text, ''::text, 'g'::text), 10)) WHERE (phone IS NOT NULL);
CREATE INDEX applicant_words ON appeals.applicant USING gin (territory_id, to_tsvector('simple'::regconfig, translate(lower(name), 'ё'::text, 'е'::text))) WHERE (name <> ''::text);

-- tenant
create table appeals.bulk (
	territory_id integer not null,
	id uuid not null,
	body_id uuid,
	account_id uuid not null,
	act jsonb not null,
	at timestamp with time zone not null,
	done_at timestamp with time zone,
	undo_until timestamp with time zone,
	undone_at timestamp with time zone,
	constraint bulk_pkey PRIMARY KEY (territory_id, id)
);

-- tenant
create table appeals.bulk_item (
	territory_id integer not null,
	bulk_id uuid not null,
	"position" smallint not null,
	appeal_territory_id integer not null,
	appeal_id uuid not null,
	outcome text,
	code text,
	facts jsonb default '{}'::jsonb not null,
	number text,
	before jsonb,
	after jsonb,
	constraint bulk_item_pkey PRIMARY KEY (territory_id, bulk_id, "position"),
	constraint bulk_item_code_check CHECK ((length(code) <= 120)),
	constraint bulk_item_number_check CHECK ((length(number) <= 40)),
	constraint bulk_item_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'undone'::text, 'kept'::text]))),
	constraint bulk_item_territory_id_bulk_id_fkey FOREIGN KEY (territory_id, bulk_id) REFERENCES appeals.bulk(territory_id, id) ON DELETE CASCADE
);

-- reference
create table appeals.category (
	code text not null,
	parent_code text,
	origin text default 'own'::text not null,
	offered_in integer,
	"position" smallint default 0 not null,
	emergency boolean default false not null,
	shown_to text,
	place_kind text,
	closed_on date,
	revision bigint default 1 not null,
	answer_amount smallint,
	answer_unit text,
	reaction_amount smallint,
	reaction_unit text,
	calendar text,
	season_from text,
	season_to text,
	emergency_phone text,
	route_at numeric(4,3),
	route_never boolean default false not null,
	own_questions boolean default false not null,
	own_checklist boolean default false not null,
	own_approval boolean default false not null,
	instead_code text,
	closing text,
	moved_at timestamp with time zone,
	source_key text,
	constraint category_pkey PRIMARY KEY (code),
	constraint category_answer_amount_check CHECK (((answer_amount >= 1) AND (answer_amount <= 999))),
	constraint category_answer_unit_check CHECK ((answer_unit = ANY (ARRAY['days'::text, 'working-days'::text, 'working-hours'::text]))),
	constraint category_calendar_check CHECK ((calendar = ANY (ARRAY['office'::text, 'six-day'::text, 'every-day'::text]))),
	constraint category_check CHECK ((parent_code <> code)),
	constraint category_check1 CHECK (((answer_amount IS NULL) = (answer_unit IS NULL))),
	constraint category_check2 CHECK (((reaction_amount IS NULL) = (reaction_unit IS NULL))),
	constraint category_check3 CHECK (((season_from IS NULL) = (season_to IS NULL))),
	constraint category_check4 CHECK (((NOT route_never) OR (route_at IS NULL))),
	constraint category_check5 CHECK (((closing IS NULL) OR (closed_on IS NOT NULL))),
	constraint category_check6 CHECK (((closing IS NULL) OR (closing = 'stay'::text) OR (instead_code IS NOT NULL))),
	constraint category_check7 CHECK ((instead_code <> code)),
	constraint category_closing_check CHECK ((closing = ANY (ARRAY['stay'::text, 'move'::text, 'merge'::text]))),
	constraint category_code_check CHECK (((code ~ '^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$'::text) AND (length(code) <= 80))),
	constraint category_emergency_phone_check CHECK (((length(emergency_phone) >= 2) AND (length(emergency_phone) <= 40))),
	constraint category_place_kind_check CHECK ((length(place_kind) <= 40)),
	constraint category_reaction_amount_check CHECK (((reaction_amount >= 1) AND (reaction_amount <= 999))),
	constraint category_reaction_unit_check CHECK ((reaction_unit = ANY (ARRAY['days'::text, 'working-days'::text, 'working-hours'::text]))),
	constraint category_route_at_check CHECK (((route_at > (0)::numeric) AND (route_at <= (1)::numeric))),
	constraint category_season_from_check CHECK ((season_from ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'::text)),
	constraint category_season_to_check CHECK ((season_to ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'::text)),
	constraint category_shown_to_check CHECK ((shown_to = ANY (ARRAY['public'::text, 'nameless'::text, 'authority'::text]))),
	constraint category_source_key_check CHECK ((length(source_key) <= 400)),
	constraint category_instead_code_fkey FOREIGN KEY (instead_code) REFERENCES appeals.category(code),
	constraint category_offered_in_fkey FOREIGN KEY (offered_in) REFERENCES territories.territory(id),
	constraint category_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES appeals.category(code) ON DELETE RESTRICT
);
CREATE INDEX category_revised ON appeals.category USING btree (revision);
CREATE UNIQUE INDEX category_source ON appeals.category USING btree (origin, source_key) WHERE (source_key IS NOT NULL);
comment on column appeals.category.offered_in is 'Whose it is: offered in this territory and below; null: common to all';
comment on column appeals.category.shown_to is 'What is suggested for who sees it; null: as the parent, at the root everybody';

-- reference
create table appeals.category_approval (
	category text not null,
	step smallint not null,
	role text not null,
	account_id uuid,
	constraint category_approval_pkey PRIMARY KEY (category, step),
	constraint category_approval_role_check CHECK ((role ~ '^[a-z][a-z-]{1,39}$'::text)),
	constraint category_approval_step_check CHECK (((step >= 1) AND (step <= 9))),
	constraint category_approval_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code) ON DELETE CASCADE
);

-- reference
create table appeals.category_change (
	category text not null,
	revision bigint not null,
	at timestamp with time zone not null,
	account_id uuid,
	kind text not null,
	before jsonb,
	after jsonb not null,
	constraint category_change_pkey PRIMARY KEY (category, revision),
	constraint category_change_kind_check CHECK ((kind = ANY (ARRAY['made'::text, 'changed'::text, 'moved'::text, 'closed'::text, 'opened'::text, 'merged'::text, 'imported'::text, 'undone'::text]))),
	constraint category_change_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code) ON DELETE CASCADE
);

-- reference
create table appeals.category_checklist (
	category text not null,
	code text not null,
	"position" smallint default 0 not null,
	kind text not null,
	required boolean default true not null,
	constraint category_checklist_pkey PRIMARY KEY (category, code),
	constraint category_checklist_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{0,39}$'::text)),
	constraint category_checklist_kind_check CHECK ((kind = ANY (ARRAY['tick'::text, 'text'::text, 'date'::text, 'photograph'::text]))),
	constraint category_checklist_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code) ON DELETE CASCADE
);

-- reference
create table appeals.category_checklist_text (
	category text not null,
	item text not null,
	lang text not null,
	label text not null,
	constraint category_checklist_text_pkey PRIMARY KEY (category, item, lang),
	constraint category_checklist_text_label_check CHECK (((length(label) >= 1) AND (length(label) <= 300))),
	constraint category_checklist_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint category_checklist_text_category_item_fkey FOREIGN KEY (category, item) REFERENCES appeals.category_checklist(category, code) ON DELETE CASCADE
);

-- reference
create table appeals.category_example (
	category text not null,
	lang text not null,
	"position" smallint not null,
	text text not null,
	constraint category_example_pkey PRIMARY KEY (category, lang, "position"),
	constraint category_example_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint category_example_text_check CHECK (((length(text) >= 1) AND (length(text) <= 500))),
	constraint category_example_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code) ON DELETE CASCADE
);

-- reference
create table appeals.category_keyword (
	category text not null,
	lang text not null,
	words text not null,
	removed boolean default false not null,
	constraint category_keyword_pkey PRIMARY KEY (category, lang, words),
	constraint category_keyword_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint category_keyword_words_check CHECK (((length(words) >= 2) AND (length(words) <= 80))),
	constraint category_keyword_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code) ON DELETE CASCADE
);

-- reference
create table appeals.category_offer (
	territory_id integer not null,
	category text not null,
	offered boolean,
	revision bigint not null,
	set_by uuid,
	set_at timestamp with time zone not null,
	constraint category_offer_pkey PRIMARY KEY (territory_id, category),
	constraint category_offer_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code) ON DELETE CASCADE,
	constraint category_offer_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);
CREATE INDEX category_offer_revised ON appeals.category_offer USING btree (revision);

-- reference
create table appeals.category_option (
	category text not null,
	question text not null,
	code text not null,
	"position" smallint default 0 not null,
	offered boolean default true not null,
	constraint category_option_pkey PRIMARY KEY (category, question, code),
	constraint category_option_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text)),
	constraint category_option_category_question_fkey FOREIGN KEY (category, question) REFERENCES appeals.category_question(category, code) ON DELETE CASCADE
);

-- reference
create table appeals.category_option_text (
	category text not null,
	question text not null,
	option text not null,
	lang text not null,
	label text not null,
	constraint category_option_text_pkey PRIMARY KEY (category, question, option, lang),
	constraint category_option_text_label_check CHECK (((length(label) >= 1) AND (length(label) <= 200))),
	constraint category_option_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint category_option_text_category_question_option_fkey FOREIGN KEY (category, question, option) REFERENCES appeals.category_option(category, question, code) ON DELETE CASCADE
);

-- reference
create table appeals.category_place_kind (
	category text not null,
	place_kind text not null,
	"position" smallint default 0 not null,
	constraint category_place_kind_pkey PRIMARY KEY (category, place_kind),
	constraint category_place_kind_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code) ON DELETE CASCADE,
	constraint category_place_kind_place_kind_fkey FOREIGN KEY (place_kind) REFERENCES organisations.place_kind(code)
);

-- reference
create table appeals.category_question (
	category text not null,
	code text not null,
	"position" smallint default 0 not null,
	kind text not null,
	required boolean default false not null,
	asked boolean default true not null,
	constraint category_question_pkey PRIMARY KEY (category, code),
	constraint category_question_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{0,39}$'::text)),
	constraint category_question_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'choice'::text, 'number'::text, 'date'::text]))),
	constraint category_question_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code) ON DELETE CASCADE
);

-- reference
create table appeals.category_question_text (
	category text not null,
	question text not null,
	lang text not null,
	label text not null,
	hint text default ''::text not null,
	constraint category_question_text_pkey PRIMARY KEY (category, question, lang),
	constraint category_question_text_hint_check CHECK ((length(hint) <= 500)),
	constraint category_question_text_label_check CHECK (((length(label) >= 1) AND (length(label) <= 200))),
	constraint category_question_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint category_question_text_category_question_fkey FOREIGN KEY (category, question) REFERENCES appeals.category_question(category, code) ON DELETE CASCADE
);

-- reference
create table appeals.category_revision (
	one boolean default true not null,
	value bigint not null,
	constraint category_revision_pkey PRIMARY KEY (one),
	constraint category_revision_one_check CHECK (one)
);

-- reference
create table appeals.category_set (
	code text not null,
	brought_at timestamp with time zone not null,
	account_id uuid,
	constraint category_set_pkey PRIMARY KEY (code),
	constraint category_set_code_check CHECK ((length(code) <= 80))
);

-- reference
create table appeals.category_text (
	category text not null,
	lang text not null,
	name text not null,
	hint text default ''::text not null,
	season_note text default ''::text not null,
	emergency_note text default ''::text not null,
	constraint category_text_pkey PRIMARY KEY (category, lang),
	constraint category_text_emergency_note_check CHECK ((length(emergency_note) <= 1000)),
	constraint category_text_hint_check CHECK ((length(hint) <= 500)),
	constraint category_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint category_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
	constraint category_text_season_note_check CHECK ((length(season_note) <= 500)),
	constraint category_text_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code) ON DELETE CASCADE
);

-- reference
create table appeals.classifier_active (
	territory_id integer not null,
	model_id uuid not null,
	constraint classifier_active_pkey PRIMARY KEY (territory_id),
	constraint classifier_active_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);

-- tenant
create table appeals.classifier_bytes (
	territory_id integer not null,
	model_id uuid not null,
	target text not null,
	bytes bytea not null,
	constraint classifier_bytes_pkey PRIMARY KEY (territory_id, model_id, target),
	constraint classifier_bytes_target_check CHECK ((target = ANY (ARRAY['category'::text, 'executor'::text]))),
	constraint classifier_bytes_territory_id_model_id_fkey FOREIGN KEY (territory_id, model_id) REFERENCES appeals.classifier_model(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.classifier_lesson (
	territory_id integer not null,
	appeal_territory_id integer not null,
	appeal_id uuid not null,
	at timestamp with time zone not null,
	from_category text not null,
	from_by text not null,
	category text not null,
	text text not null,
	constraint classifier_lesson_pkey PRIMARY KEY (territory_id, appeal_territory_id, appeal_id),
	constraint classifier_lesson_from_by_check CHECK ((from_by = ANY (ARRAY['author'::text, 'nobody'::text, 'house'::text, 'official'::text]))),
	constraint classifier_lesson_text_check CHECK ((length(text) <= 10000)),
	constraint classifier_lesson_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code) ON DELETE CASCADE
);
CREATE INDEX classifier_lesson_newest ON appeals.classifier_lesson USING btree (territory_id, at DESC);

-- tenant
create table appeals.classifier_model (
	territory_id integer not null,
	id uuid not null,
	version integer not null,
	trained_at timestamp with time zone not null,
	account_id uuid,
	texts integer not null,
	held_back integer not null,
	categories integer not null,
	last_text_at timestamp with time zone not null,
	right_share real not null,
	among_three real not null,
	weighted_f1 real not null,
	macro_f1 real not null,
	calibration_error real not null,
	served_f1 real,
	executor_right real,
	executor_among_three real,
	details jsonb not null,
	took real not null,
	activated_at timestamp with time zone,
	retired_at timestamp with time zone,
	constraint classifier_model_pkey PRIMARY KEY (territory_id, id),
	constraint classifier_model_territory_id_version_key UNIQUE (territory_id, version),
	constraint classifier_model_version_check CHECK ((version > 0)),
	constraint classifier_model_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);

-- reference
create table appeals.closing_rule (
	holds_in integer not null,
	category text default ''::text not null,
	version integer not null,
	inherits boolean default false not null,
	silent_days smallint,
	objection_days smallint not null,
	disputes_enough smallint not null,
	review_days smallint not null,
	made_at timestamp with time zone not null,
	made_by uuid,
	constraint closing_rule_pkey PRIMARY KEY (holds_in, category, version),
	constraint closing_rule_disputes_enough_check CHECK (((disputes_enough >= 1) AND (disputes_enough <= 100))),
	constraint closing_rule_objection_days_check CHECK (((objection_days >= 0) AND (objection_days <= 365))),
	constraint closing_rule_review_days_check CHECK (((review_days >= 1) AND (review_days <= 30))),
	constraint closing_rule_silent_days_check CHECK (((silent_days >= 3) AND (silent_days <= 90))),
	constraint closing_rule_version_check CHECK ((version > 0))
);

-- local
create table appeals.count_proof (
	at timestamp with time zone not null,
	finished_at timestamp with time zone not null,
	months integer not null,
	compared integer not null,
	wrong integer not null,
	told jsonb default '[]'::jsonb not null,
	constraint count_proof_pkey PRIMARY KEY (at)
);

-- tenant
create table appeals.counter (
	territory_id integer not null,
	year smallint not null,
	value integer not null,
	constraint counter_pkey PRIMARY KEY (territory_id, year)
);

-- tenant
create table appeals.data_month (
	territory_id integer not null,
	month date not null,
	file_id uuid not null,
	rows integer not null,
	size bigint not null,
	sha256 bytea not null,
	seen_to timestamp with time zone not null,
	made_at timestamp with time zone not null,
	edition smallint not null,
	constraint data_month_pkey PRIMARY KEY (territory_id, month),
	constraint data_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
	constraint data_month_rows_check CHECK ((rows > 0)),
	constraint data_month_sha256_check CHECK ((length(sha256) = 32)),
	constraint data_month_size_check CHECK ((size > 0)),
	constraint data_month_territory_id_file_id_fkey FOREIGN KEY (territory_id, file_id) REFERENCES files.file(territory_id, id) ON DELETE RESTRICT,
	constraint data_month_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);

-- tenant
create table appeals.desk_count (
	territory_id integer not null,
	body_id uuid not null,
	counted_at timestamp with time zone not null,
	buckets jsonb not null,
	constraint desk_count_pkey PRIMARY KEY (territory_id, body_id)
);

-- tenant
create table appeals.desk_setting (
	territory_id integer not null,
	undo_seconds smallint not null,
	set_by uuid,
	set_at timestamp with time zone not null,
	remind_days smallint[],
	constraint desk_setting_pkey PRIMARY KEY (territory_id),
	constraint desk_setting_remind_days_check CHECK (((cardinality(remind_days) <= 5) AND (0 < ALL (remind_days)) AND (90 >= ALL (remind_days)))),
	constraint desk_setting_undo_seconds_check CHECK (((undo_seconds >= 30) AND (undo_seconds <= 900)))
);

-- local
create table appeals.desk_stale (
	territory_id integer not null,
	body_id uuid not null,
	since timestamp with time zone not null,
	constraint desk_stale_pkey PRIMARY KEY (territory_id, body_id)
);

-- tenant
create table appeals.dissent (
	territory_id integer not null,
	id uuid not null,
	appeal_id uuid not null,
	round smallint not null,
	kind text not null,
	account_id uuid,
	reason text,
	text text default ''::text not null,
	at timestamp with time zone not null,
	constraint dissent_pkey PRIMARY KEY (territory_id, id),
	constraint dissent_kind_check CHECK ((kind = ANY (ARRAY['return'::text, 'objection'::text, 'dispute'::text, 'sample'::text]))),
	constraint dissent_round_check CHECK ((round > 0)),
	constraint dissent_text_check CHECK ((length(text) <= 3000)),
	constraint dissent_reason_fkey FOREIGN KEY (reason) REFERENCES appeals.dissent_reason(code),
	constraint dissent_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX dissent_by_day ON appeals.dissent USING btree (territory_id, at);
CREATE INDEX dissent_of_appeal ON appeals.dissent USING btree (territory_id, appeal_id, round, at);
CREATE UNIQUE INDEX dissent_of_sample ON appeals.dissent USING btree (territory_id, appeal_id, round) WHERE (kind = 'sample'::text);
CREATE UNIQUE INDEX dissent_once ON appeals.dissent USING btree (territory_id, appeal_id, round, account_id) WHERE (account_id IS NOT NULL);

-- tenant
create table appeals.dissent_photograph (
	territory_id integer not null,
	dissent_id uuid not null,
	file_id uuid not null,
	"position" smallint not null,
	name text not null,
	constraint dissent_photograph_pkey PRIMARY KEY (territory_id, dissent_id, file_id),
	constraint dissent_photograph_territory_id_dissent_id_fkey FOREIGN KEY (territory_id, dissent_id) REFERENCES appeals.dissent(territory_id, id) ON DELETE CASCADE,
	constraint dissent_photograph_territory_id_file_id_fkey FOREIGN KEY (territory_id, file_id) REFERENCES files.file(territory_id, id) ON DELETE RESTRICT
);

-- reference
create table appeals.dissent_reason (
	code text not null,
	"position" smallint default 0 not null,
	since date default '2026-11-27'::date not null,
	until date,
	source text default ''::text not null,
	source_on date,
	revision integer default 0 not null,
	constraint dissent_reason_pkey PRIMARY KEY (code),
	constraint dissent_reason_check CHECK ((until >= since)),
	constraint dissent_reason_code_check CHECK (((code ~ '^[a-z]+(-[a-z]+)*$'::text) AND (length(code) <= 40))),
	constraint dissent_reason_source_check CHECK ((length(source) <= 300))
);

-- reference
create table appeals.dissent_reason_change (
	code text not null,
	revision integer not null,
	at timestamp with time zone not null,
	account_id uuid,
	kind text not null,
	before jsonb,
	after jsonb not null,
	constraint dissent_reason_change_pkey PRIMARY KEY (code, revision),
	constraint dissent_reason_change_kind_check CHECK ((kind = ANY (ARRAY['made'::text, 'changed'::text, 'withdrawn'::text, 'offered'::text, 'undone'::text]))),
	constraint dissent_reason_change_revision_check CHECK ((revision > 0)),
	constraint dissent_reason_change_code_fkey FOREIGN KEY (code) REFERENCES appeals.dissent_reason(code) ON DELETE CASCADE
);

-- reference
create table appeals.dissent_reason_text (
	code text not null,
	lang text not null,
	name text not null,
	constraint dissent_reason_text_pkey PRIMARY KEY (code, lang),
	constraint dissent_reason_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint dissent_reason_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
	constraint dissent_reason_text_code_fkey FOREIGN KEY (code) REFERENCES appeals.dissent_reason(code) ON DELETE CASCADE
);

-- account
create table appeals.draft (
	account_id uuid not null,
	territory_id integer not null,
	fields jsonb not null,
	updated_at timestamp with time zone not null,
	constraint draft_pkey PRIMARY KEY (account_id, territory_id)
);
CREATE INDEX draft_age ON appeals.draft USING btree (updated_at);

-- tenant
create table appeals.duty_phone (
	territory_id integer not null,
	id uuid not null,
	"position" smallint default 0 not null,
	phone text not null,
	created_at timestamp with time zone not null,
	constraint duty_phone_pkey PRIMARY KEY (territory_id, id),
	constraint duty_phone_phone_check CHECK ((phone ~ '^[+\d][\d\s().-]{1,40}$'::text)),
	constraint duty_phone_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);

-- tenant
create table appeals.duty_phone_text (
	territory_id integer not null,
	duty_phone_id uuid not null,
	lang text not null,
	name text not null,
	hours text default ''::text not null,
	constraint duty_phone_text_pkey PRIMARY KEY (territory_id, duty_phone_id, lang),
	constraint duty_phone_text_hours_check CHECK ((length(hours) <= 120)),
	constraint duty_phone_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint duty_phone_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
	constraint duty_phone_text_territory_id_duty_phone_id_fkey FOREIGN KEY (territory_id, duty_phone_id) REFERENCES appeals.duty_phone(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.field_photograph (
	territory_id integer not null,
	report_id uuid not null,
	file_id uuid not null,
	moment text not null,
	"position" smallint not null,
	name text not null,
	constraint field_photograph_pkey PRIMARY KEY (territory_id, report_id, file_id),
	constraint field_photograph_moment_check CHECK ((moment = ANY (ARRAY['before'::text, 'after'::text]))),
	constraint field_photograph_territory_id_file_id_fkey FOREIGN KEY (territory_id, file_id) REFERENCES files.file(territory_id, id) ON DELETE RESTRICT,
	constraint field_photograph_territory_id_report_id_fkey FOREIGN KEY (territory_id, report_id) REFERENCES appeals.field_report(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.field_report (
	territory_id integer not null,
	id uuid not null,
	appeal_id uuid not null,
	account_id uuid not null,
	outcome text not null,
	text text not null,
	lat double precision,
	lon double precision,
	written_at timestamp with time zone not null,
	at timestamp with time zone not null,
	show_photographs boolean not null,
	shown_at timestamp with time zone,
	constraint field_report_pkey PRIMARY KEY (territory_id, id),
	constraint field_report_check CHECK (((lat IS NULL) = (lon IS NULL))),
	constraint field_report_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
	constraint field_report_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
	constraint field_report_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'not-done'::text]))),
	constraint field_report_text_check CHECK ((length(text) <= 10000)),
	constraint field_report_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX field_report_of_appeal ON appeals.field_report USING btree (territory_id, appeal_id, at);

-- tenant
create table appeals.follower (
	territory_id integer not null,
	id uuid not null,
	appeal_id uuid not null,
	email text not null,
	lang text not null,
	why text not null,
	asked_at timestamp with time zone not null,
	confirmed_at timestamp with time zone,
	stopped_at timestamp with time zone,
	constraint follower_pkey PRIMARY KEY (territory_id, id),
	constraint follower_territory_id_appeal_id_email_key UNIQUE (territory_id, appeal_id, email),
	constraint follower_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
	constraint follower_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint follower_why_check CHECK ((why = ANY (ARRAY['author'::text, 'joined'::text, 'follows'::text]))),
	constraint follower_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.following (
	territory_id integer not null,
	appeal_id uuid not null,
	account_id uuid not null,
	at timestamp with time zone not null,
	constraint following_pkey PRIMARY KEY (territory_id, appeal_id, account_id),
	constraint following_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.history (
	territory_id integer not null,
	at timestamp with time zone not null,
	id uuid not null,
	appeal_id uuid not null,
	kind text not null,
	audience text not null,
	account_id uuid,
	body_territory_id integer,
	body_id uuid,
	text text,
	facts jsonb default '{}'::jsonb not null,
	constraint history_pkey PRIMARY KEY (territory_id, at, id),
	constraint history_audience_check CHECK ((audience = ANY (ARRAY['public'::text, 'author'::text, 'office'::text]))),
	constraint history_kind_check CHECK ((kind ~ '^[a-z]+(-[a-z]+)*$'::text)),
	constraint history_text_check CHECK ((length(text) <= 10000))
) partition by RANGE (at);
create table appeals.history_rest partition of appeals.history default;
CREATE INDEX history_of_appeal ON ONLY appeals.history USING btree (territory_id, appeal_id, at, id);

-- tenant
create table appeals.inbox (
	territory_id integer not null,
	body_id uuid not null,
	appeal_territory_id integer not null,
	appeal_id uuid not null,
	number text not null,
	state text not null,
	category text not null,
	excerpt text not null,
	place_words text not null,
	unit_id uuid,
	executor_id uuid,
	filed_at timestamp with time zone not null,
	due_on date not null,
	returns smallint not null,
	version integer not null,
	due_at timestamp with time zone,
	channel text default 'web'::text not null,
	joined integer default 0 not null,
	merged smallint default 0 not null,
	asked boolean default false not null,
	approval text,
	part text,
	changed_at timestamp with time zone default '2000-01-01 00:00:00+00'::timestamp with time zone not null,
	tsv tsvector,
	urgent boolean default false not null,
	constraint inbox_pkey PRIMARY KEY (territory_id, body_id, appeal_territory_id, appeal_id),
	constraint inbox_part_check CHECK ((part = ANY (ARRAY['asked'::text, 'in-work'::text, 'reported'::text])))
);
CREATE INDEX inbox_due ON appeals.inbox USING btree (territory_id, body_id, due_on, appeal_id) WHERE (state <> ALL (ARRAY['accepted'::text, 'closed'::text]));
CREATE INDEX inbox_executor ON appeals.inbox USING btree (territory_id, body_id, executor_id, due_on, appeal_id) INCLUDE (state, part) WHERE (state <> ALL (ARRAY['accepted'::text, 'closed'::text]));
CREATE INDEX inbox_newest ON appeals.inbox USING btree (territory_id, body_id, filed_at DESC, appeal_id DESC);
CREATE INDEX inbox_urgent ON appeals.inbox USING btree (territory_id, body_id, filed_at, appeal_id) WHERE (urgent AND (state = ANY (ARRAY['filed'::text, 'registered'::text, 'routed'::text])));
CREATE INDEX inbox_words ON appeals.inbox USING gin (territory_id, tsv) WITH (gin_pending_list_limit='256');

-- tenant
create table appeals.inner_told (
	territory_id integer not null,
	appeal_id uuid not null,
	thing_id uuid not null,
	due_at timestamp with time zone not null,
	step text not null,
	at timestamp with time zone not null,
	people smallint not null,
	constraint inner_told_pkey PRIMARY KEY (territory_id, thing_id, due_at, step),
	constraint inner_told_step_check CHECK (((length(step) >= 1) AND (length(step) <= 80))),
	constraint inner_told_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.inquiry (
	territory_id integer not null,
	id uuid not null,
	appeal_id uuid not null,
	text text not null,
	body_territory_id integer,
	body_id uuid,
	account_id uuid not null,
	asked_at timestamp with time zone not null,
	remind_at timestamp with time zone,
	reminded smallint default 0 not null,
	answered_at timestamp with time zone,
	withdrawn_at timestamp with time zone,
	by_answer boolean default false not null,
	constraint inquiry_pkey PRIMARY KEY (territory_id, id),
	constraint inquiry_check CHECK (((body_territory_id IS NULL) = (body_id IS NULL))),
	constraint inquiry_check1 CHECK (((answered_at IS NULL) OR (withdrawn_at IS NULL))),
	constraint inquiry_check2 CHECK (((NOT by_answer) OR (withdrawn_at IS NOT NULL))),
	constraint inquiry_text_check CHECK (((length(text) >= 1) AND (length(text) <= 3000))),
	constraint inquiry_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX inquiry_of_appeal ON appeals.inquiry USING btree (territory_id, appeal_id, asked_at);
CREATE INDEX inquiry_remind ON appeals.inquiry USING btree (remind_at) WHERE (remind_at IS NOT NULL);

-- tenant
create table appeals.joining (
	territory_id integer not null,
	appeal_id uuid not null,
	account_id uuid not null,
	at timestamp with time zone not null,
	constraint joining_pkey PRIMARY KEY (territory_id, appeal_id, account_id),
	constraint joining_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);

-- reference
create table appeals.ladder (
	holds_in integer not null,
	category text not null,
	version integer not null,
	inherits boolean not null,
	quiet_from smallint,
	quiet_to smallint,
	digest_at smallint,
	made_at timestamp with time zone not null,
	made_by uuid,
	restores integer,
	constraint ladder_pkey PRIMARY KEY (holds_in, category, version),
	constraint ladder_check CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
	constraint ladder_check1 CHECK (((category <> ''::text) OR inherits OR (quiet_from IS NOT NULL))),
	constraint ladder_check2 CHECK (((restores >= 0) AND (restores < version))),
	constraint ladder_digest_at_check CHECK (((digest_at >= 0) AND (digest_at <= 23))),
	constraint ladder_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 23))),
	constraint ladder_quiet_to_check CHECK (((quiet_to >= 0) AND (quiet_to <= 23))),
	constraint ladder_version_check CHECK ((version > 0))
);

-- reference
create table appeals.ladder_step (
	holds_in integer not null,
	category text not null,
	version integer not null,
	"position" smallint not null,
	kind text not null,
	side text not null,
	amount smallint not null,
	unit text not null,
	whom text not null,
	constraint ladder_step_pkey PRIMARY KEY (holds_in, category, version, "position"),
	constraint ladder_step_amount_check CHECK ((amount >= 0)),
	constraint ladder_step_check CHECK (((side = 'share'::text) = (unit = 'percent'::text))),
	constraint ladder_step_check1 CHECK (((side <> 'share'::text) OR ((amount >= 1) AND (amount <= 99)))),
	constraint ladder_step_check2 CHECK (((unit <> 'working-hours'::text) OR (amount > 0))),
	constraint ladder_step_kind_check CHECK ((kind = ANY (ARRAY['register'::text, 'redirect'::text, 'reaction'::text, 'answer'::text, 'promise'::text]))),
	constraint ladder_step_side_check CHECK ((side = ANY (ARRAY['before'::text, 'after'::text, 'share'::text]))),
	constraint ladder_step_unit_check CHECK ((unit = ANY (ARRAY['working-days'::text, 'working-hours'::text, 'percent'::text]))),
	constraint ladder_step_whom_check CHECK ((whom = ANY (ARRAY['executor'::text, 'head'::text, 'controller'::text, 'head-of-administration'::text]))),
	constraint ladder_step_holds_in_category_version_fkey FOREIGN KEY (holds_in, category, version) REFERENCES appeals.ladder(holds_in, category, version) ON DELETE CASCADE
);

-- tenant
create table appeals.listed (
	territory_id integer not null,
	appeal_territory_id integer not null,
	appeal_id uuid not null,
	number text not null,
	state text not null,
	category text not null,
	visibility text not null,
	excerpt text not null,
	place_words text not null,
	lat double precision,
	lon double precision,
	body_territory_id integer,
	body_id uuid,
	photographs smallint not null,
	joined integer not null,
	filed_at timestamp with time zone not null,
	due_on date not null,
	answered_at timestamp with time zone,
	version integer not null,
	due_at timestamp with time zone,
	channel text default 'web'::text not null,
	returns smallint default 0 not null,
	assigned boolean default false not null,
	asked boolean default false not null,
	approval text,
	merged smallint default 0 not null,
	is_merged boolean default false not null,
	changed_at timestamp with time zone default '2000-01-01 00:00:00+00'::timestamp with time zone not null,
	registered_at timestamp with time zone,
	urgent boolean default false not null,
	constraint listed_pkey PRIMARY KEY (territory_id, appeal_territory_id, appeal_id)
);
CREATE INDEX listed_by_state ON appeals.listed USING btree (territory_id, state, due_on, appeal_id) WHERE (state <> ALL (ARRAY['accepted'::text, 'closed'::text]));
CREATE INDEX listed_due ON appeals.listed USING btree (territory_id, due_on, appeal_id) WHERE (state <> ALL (ARRAY['accepted'::text, 'closed'::text]));
CREATE INDEX listed_newest ON appeals.listed USING btree (territory_id, filed_at DESC, appeal_id DESC) INCLUDE (appeal_territory_id, state, category, visibility);
CREATE INDEX listed_overdue ON appeals.listed USING btree (territory_id, due_on, appeal_id) WHERE ((state = ANY (ARRAY['registered'::text, 'routed'::text, 'in-work'::text, 'returned'::text])) AND (visibility <> 'authority'::text));
CREATE INDEX listed_registered ON appeals.listed USING btree (territory_id, registered_at) WHERE (registered_at IS NOT NULL);
CREATE INDEX listed_urgent ON appeals.listed USING btree (territory_id, filed_at, appeal_id) WHERE (urgent AND (state = ANY (ARRAY['filed'::text, 'registered'::text, 'routed'::text])));

-- account
create table appeals.mine (
	account_id uuid not null,
	territory_id integer not null,
	appeal_id uuid not null,
	reason text not null,
	number text not null,
	state text not null,
	category text not null,
	excerpt text not null,
	filed_at timestamp with time zone not null,
	due_on date not null,
	version integer not null,
	due_at timestamp with time zone,
	constraint mine_pkey PRIMARY KEY (account_id, territory_id, appeal_id),
	constraint mine_reason_check CHECK ((reason = ANY (ARRAY['filed'::text, 'joined'::text, 'follows'::text])))
);
CREATE INDEX mine_account_id_filed_at_appeal_id_idx ON appeals.mine USING btree (account_id, filed_at DESC, appeal_id DESC);

-- tenant
create table appeals.note_edit (
	territory_id integer not null,
	id uuid not null,
	note_id uuid not null,
	appeal_id uuid not null,
	account_id uuid not null,
	at timestamp with time zone not null,
	text text not null,
	constraint note_edit_pkey PRIMARY KEY (territory_id, id),
	constraint note_edit_text_check CHECK ((length(text) <= 10000)),
	constraint note_edit_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX note_edit_of_appeal ON appeals.note_edit USING btree (territory_id, appeal_id, at);

-- tenant
create table appeals.note_file (
	territory_id integer not null,
	note_id uuid not null,
	appeal_id uuid not null,
	file_id uuid not null,
	"position" smallint not null,
	name text not null,
	is_image boolean not null,
	constraint note_file_pkey PRIMARY KEY (territory_id, note_id, file_id),
	constraint note_file_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE,
	constraint note_file_territory_id_file_id_fkey FOREIGN KEY (territory_id, file_id) REFERENCES files.file(territory_id, id) ON DELETE RESTRICT
);
CREATE INDEX note_file_of_appeal ON appeals.note_file USING btree (territory_id, appeal_id);

-- tenant
create table appeals.note_mention (
	territory_id integer not null,
	note_id uuid not null,
	appeal_id uuid not null,
	account_id uuid not null,
	constraint note_mention_pkey PRIMARY KEY (territory_id, note_id, account_id),
	constraint note_mention_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.part (
	territory_id integer not null,
	id uuid not null,
	appeal_id uuid not null,
	body_territory_id integer not null,
	body_id uuid not null,
	task text not null,
	due_on date not null,
	state text not null,
	executor_id uuid,
	account_id uuid not null,
	asked_at timestamp with time zone not null,
	taken_up_at timestamp with time zone,
	report text,
	reported_by uuid,
	ended_at timestamp with time zone,
	next_at timestamp with time zone default '-infinity'::timestamp with time zone not null,
	constraint part_pkey PRIMARY KEY (territory_id, id),
	constraint part_check CHECK (((state <> ALL (ARRAY['reported'::text, 'refused'::text])) OR (report IS NOT NULL))),
	constraint part_report_check CHECK (((length(report) >= 1) AND (length(report) <= 10000))),
	constraint part_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'in-work'::text, 'reported'::text, 'refused'::text, 'withdrawn'::text]))),
	constraint part_task_check CHECK (((length(task) >= 1) AND (length(task) <= 3000))),
	constraint part_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX part_next ON appeals.part USING btree (next_at) WHERE (state = ANY (ARRAY['asked'::text, 'in-work'::text]));
CREATE INDEX part_of_appeal ON appeals.part USING btree (territory_id, appeal_id, asked_at);
CREATE UNIQUE INDEX part_open ON appeals.part USING btree (territory_id, appeal_id, body_territory_id, body_id) WHERE (state = ANY (ARRAY['asked'::text, 'in-work'::text, 'reported'::text]));

-- tenant
create table appeals.photograph (
	territory_id integer not null,
	appeal_id uuid not null,
	file_id uuid not null,
	moment text not null,
	"position" smallint not null,
	name text not null,
	created_at timestamp with time zone not null,
	round smallint,
	taken_at timestamp with time zone,
	metres integer,
	confirmed boolean default false not null,
	hidden_at timestamp with time zone,
	constraint photograph_pkey PRIMARY KEY (territory_id, appeal_id, file_id),
	constraint photograph_metres_check CHECK ((metres >= 0)),
	constraint photograph_moment_check CHECK ((moment = ANY (ARRAY['before'::text, 'after'::text]))),
	constraint photograph_round_check CHECK ((round > 0)),
	constraint photograph_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE,
	constraint photograph_territory_id_file_id_fkey FOREIGN KEY (territory_id, file_id) REFERENCES files.file(territory_id, id) ON DELETE RESTRICT
);
CREATE INDEX photograph_hidden ON appeals.photograph USING btree (territory_id, hidden_at DESC, file_id DESC) WHERE (hidden_at IS NOT NULL);

-- tenant
create table appeals.received (
	territory_id integer not null,
	appeal_id uuid not null,
	reception_territory_id integer,
	reception_id uuid,
	identified boolean default false not null,
	consent text,
	at timestamp with time zone not null,
	constraint received_pkey PRIMARY KEY (territory_id, appeal_id),
	constraint received_check CHECK (((reception_id IS NULL) = (reception_territory_id IS NULL))),
	constraint received_consent_check CHECK ((consent = ANY (ARRAY['said'::text, 'signed'::text, 'ticked'::text]))),
	constraint received_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- tenant
create table appeals.reception (
	territory_id integer not null,
	id uuid not null,
	kind text not null,
	name text not null,
	phone text,
	address text default ''::text not null,
	origins text[] default '{}'::text[] not null,
	secret_hash bytea,
	created_by uuid not null,
	created_at timestamp with time zone not null,
	closed_at timestamp with time zone,
	constraint reception_pkey PRIMARY KEY (territory_id, id),
	constraint reception_address_check CHECK ((length(address) <= 300)),
	constraint reception_check CHECK (((secret_hash IS NULL) OR (kind = 'kiosk'::text))),
	constraint reception_check1 CHECK (((kind <> 'site'::text) OR (cardinality(origins) > 0))),
	constraint reception_kind_check CHECK ((kind = ANY (ARRAY['hotline'::text, 'centre'::text, 'kiosk'::text, 'site'::text]))),
	constraint reception_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
	constraint reception_origins_check CHECK ((cardinality(origins) <= 20)),
	constraint reception_phone_check CHECK ((phone ~ '^[+\d][\d\s().-]{1,40}$'::text)),
	constraint reception_secret_hash_check CHECK ((length(secret_hash) = 32)),
	constraint reception_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);

-- tenant
create table appeals.reception_log (
	territory_id integer not null,
	reception_id uuid not null,
	appeal_territory_id integer not null,
	appeal_id uuid not null,
	at timestamp with time zone not null,
	constraint reception_log_pkey PRIMARY KEY (territory_id, reception_id, appeal_territory_id, appeal_id),
	constraint reception_log_territory_id_reception_id_fkey FOREIGN KEY (territory_id, reception_id) REFERENCES appeals.reception(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX reception_log_newest ON appeals.reception_log USING btree (territory_id, reception_id, at);

-- tenant
create table appeals.review (
	territory_id integer not null,
	id uuid not null,
	appeal_id uuid not null,
	round smallint not null,
	because text not null,
	opened_at timestamp with time zone not null,
	due_on date not null,
	due_at timestamp with time zone not null,
	taken_by uuid,
	taken_at timestamp with time zone,
	decision text,
	decided_how text,
	decided_by uuid,
	decided_at timestamp with time zone,
	note text,
	next_at timestamp with time zone default '-infinity'::timestamp with time zone not null,
	constraint review_pkey PRIMARY KEY (territory_id, id),
	constraint review_because_check CHECK ((because = ANY (ARRAY['return'::text, 'objection'::text, 'dispute'::text, 'sample'::text]))),
	constraint review_check CHECK ((((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decided_how IS NULL)))),
	constraint review_check1 CHECK (((taken_by IS NULL) = (taken_at IS NULL))),
	constraint review_check2 CHECK (((decision <> 'rejected'::text) OR (note IS NOT NULL))),
	constraint review_decided_how_check CHECK ((decided_how = ANY (ARRAY['controller'::text, 'number'::text, 'silence'::text, 'withdrawn'::text]))),
	constraint review_decision_check CHECK ((decision = ANY (ARRAY['confirmed'::text, 'rejected'::text, 'dropped'::text]))),
	constraint review_note_check CHECK ((length(note) <= 3000)),
	constraint review_round_check CHECK ((round > 0)),
	constraint review_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX review_decided ON appeals.review USING btree (territory_id, decided_at DESC, id DESC) WHERE (decision IS NOT NULL);
CREATE INDEX review_next ON appeals.review USING btree (next_at) WHERE ((decision IS NULL) AND (because = ANY (ARRAY['dispute'::text, 'sample'::text])));
CREATE INDEX review_of_appeal ON appeals.review USING btree (territory_id, appeal_id, round);
CREATE UNIQUE INDEX review_open ON appeals.review USING btree (territory_id, appeal_id) WHERE (decision IS NULL);
CREATE INDEX review_overdue ON appeals.review USING btree (due_at) WHERE (decision IS NULL);
CREATE INDEX review_waiting ON appeals.review USING btree (territory_id, due_at, id) WHERE (decision IS NULL);

-- tenant
create table appeals.saved_view (
	territory_id integer not null,
	id uuid not null,
	body_id uuid,
	owner_id uuid,
	name text not null,
	shared boolean default false not null,
	query text not null,
	opens_first boolean default false not null,
	created_at timestamp with time zone not null,
	constraint saved_view_pkey PRIMARY KEY (territory_id, id),
	constraint saved_view_check CHECK (((owner_id IS NOT NULL) OR shared)),
	constraint saved_view_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
	constraint saved_view_query_check CHECK ((length(query) <= 2000))
);
CREATE INDEX saved_view_of_desk ON appeals.saved_view USING btree (territory_id, body_id);
CREATE INDEX saved_view_of_owner ON appeals.saved_view USING btree (territory_id, owner_id) WHERE (owner_id IS NOT NULL);

-- tenant
create table appeals.service_given (
	territory_id integer not null,
	id uuid not null,
	name text not null,
	digital boolean default false not null,
	created_at timestamp with time zone not null,
	closed_at timestamp with time zone,
	constraint service_given_pkey PRIMARY KEY (territory_id, id),
	constraint service_given_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
	constraint service_given_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);

-- tenant
create table appeals.service_mark (
	territory_id integer not null,
	id uuid not null,
	centre_id uuid not null,
	service_id uuid,
	window_name text default ''::text not null,
	mark smallint not null,
	words text default ''::text not null,
	appeal_territory_id integer,
	appeal_id uuid,
	at timestamp with time zone not null,
	constraint service_mark_pkey PRIMARY KEY (territory_id, id),
	constraint service_mark_check CHECK (((appeal_id IS NULL) = (appeal_territory_id IS NULL))),
	constraint service_mark_mark_check CHECK (((mark >= 1) AND (mark <= 5))),
	constraint service_mark_window_name_check CHECK ((length(window_name) <= 20)),
	constraint service_mark_words_check CHECK ((length(words) <= 2000)),
	constraint service_mark_territory_id_centre_id_fkey FOREIGN KEY (territory_id, centre_id) REFERENCES appeals.reception(territory_id, id) ON DELETE CASCADE,
	constraint service_mark_territory_id_service_id_fkey FOREIGN KEY (territory_id, service_id) REFERENCES appeals.service_given(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX service_mark_newest ON appeals.service_mark USING btree (territory_id, at DESC, id DESC);

-- tenant
create table appeals.street (
	territory_id integer not null,
	name text not null,
	key text not null,
	named integer default 1 not null,
	last_appeal_id uuid not null,
	constraint street_pkey PRIMARY KEY (territory_id, name),
	constraint street_key_check CHECK (((length(key) >= 1) AND (length(key) <= 80))),
	constraint street_name_check CHECK (((length(name) >= 3) AND (length(name) <= 80))),
	constraint street_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);

-- tenant
create table appeals.supplement (
	territory_id integer not null,
	id uuid not null,
	appeal_id uuid not null,
	inquiry_id uuid,
	text text not null,
	account_id uuid,
	at timestamp with time zone not null,
	constraint supplement_pkey PRIMARY KEY (territory_id, id),
	constraint supplement_text_check CHECK ((length(text) <= 10000)),
	constraint supplement_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX supplement_of_appeal ON appeals.supplement USING btree (territory_id, appeal_id, at);

-- tenant
create table appeals.supplement_photograph (
	territory_id integer not null,
	supplement_id uuid not null,
	file_id uuid not null,
	"position" smallint not null,
	name text not null,
	constraint supplement_photograph_pkey PRIMARY KEY (territory_id, supplement_id, file_id),
	constraint supplement_photograph_territory_id_file_id_fkey FOREIGN KEY (territory_id, file_id) REFERENCES files.file(territory_id, id) ON DELETE RESTRICT,
	constraint supplement_photograph_territory_id_supplement_id_fkey FOREIGN KEY (territory_id, supplement_id) REFERENCES appeals.supplement(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table appeals.tally (
	territory_id integer not null,
	grain text not null,
	starts_on date not null,
	category text not null,
	filed integer not null,
	people integer not null,
	gone integer not null,
	placed integer not null,
	misplaced integer not null,
	answered integer not null,
	replies integer not null,
	returned integer not null,
	accepted integer not null,
	due integer not null,
	met integer not null,
	waiting integer not null,
	in_days integer[] not null,
	in_hours integer[] not null,
	constraint tally_pkey PRIMARY KEY (territory_id, grain, starts_on, category),
	constraint tally_grain_check CHECK ((grain = ANY (ARRAY['day'::text, 'month'::text])))
);

-- tenant
create table appeals.tally_of_body (
	territory_id integer not null,
	starts_on date not null,
	body_territory_id integer not null,
	body_id uuid not null,
	category text not null,
	filed integer not null,
	people integer not null,
	gone integer not null,
	placed integer not null,
	misplaced integer not null,
	answered integer not null,
	replies integer not null,
	returned integer not null,
	accepted integer not null,
	due integer not null,
	met integer not null,
	waiting integer not null,
	in_days integer[] not null,
	in_hours integer[] not null,
	constraint tally_of_body_pkey PRIMARY KEY (territory_id, starts_on, body_territory_id, body_id, category)
);
CREATE INDEX tally_of_body_territory_id_body_territory_id_body_id_starts_idx ON appeals.tally_of_body USING btree (territory_id, body_territory_id, body_id, starts_on);

-- tenant
create table appeals.tally_of_cell (
	territory_id integer not null,
	grain text not null,
	starts_on date not null,
	category text not null,
	cell bigint not null,
	filed integer not null,
	shown integer not null,
	constraint tally_of_cell_pkey PRIMARY KEY (territory_id, grain, starts_on, category, cell),
	constraint tally_of_cell_grain_check CHECK ((grain = ANY (ARRAY['month'::text, 'year'::text])))
);

-- tenant
create table appeals.template (
	territory_id integer not null,
	id uuid not null,
	body_id uuid not null,
	category text,
	title text not null,
	text text not null,
	created_at timestamp with time zone not null,
	constraint template_pkey PRIMARY KEY (territory_id, id),
	constraint template_text_check CHECK (((length(text) >= 1) AND (length(text) <= 10000))),
	constraint template_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
	constraint template_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code)
);
CREATE INDEX template_territory_id_body_id_idx ON appeals.template USING btree (territory_id, body_id);

-- tenant
create table appeals.term (
	territory_id integer not null,
	appeal_id uuid not null,
	kind text not null,
	rule text not null,
	started_on date not null,
	amount smallint not null,
	unit text not null,
	due_on date not null,
	zone text not null,
	calendar_version text not null,
	met_at timestamp with time zone,
	week text not null,
	started_at timestamp with time zone not null,
	due_at timestamp with time zone not null,
	missed_at timestamp with time zone,
	waits_for text,
	waits_since timestamp with time zone,
	waits_until timestamp with time zone,
	next_at timestamp with time zone,
	constraint term_pkey PRIMARY KEY (territory_id, appeal_id, kind),
	constraint term_check CHECK (((waits_for IS NULL) OR (kind = ANY (ARRAY['reaction'::text, 'promise'::text])))),
	constraint term_check1 CHECK ((((waits_for IS NULL) = (waits_since IS NULL)) AND ((waits_for IS NULL) = (waits_until IS NULL)))),
	constraint term_days_check CHECK ((amount > 0)),
	constraint term_kind_check CHECK ((kind = ANY (ARRAY['register'::text, 'redirect'::text, 'reaction'::text, 'answer'::text, 'promise'::text, 'verdict'::text]))),
	constraint term_rule_check CHECK ((length(rule) <= 120)),
	constraint term_unit_check CHECK ((unit = ANY (ARRAY['days'::text, 'working-days'::text, 'working-hours'::text]))),
	constraint term_week_check CHECK ((week = ANY (ARRAY['office'::text, 'six-day'::text, 'every-day'::text]))),
	constraint term_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX term_next ON appeals.term USING btree (next_at) WHERE (next_at IS NOT NULL);

-- tenant
create table appeals.term_change (
	territory_id integer not null,
	at timestamp with time zone not null,
	id uuid not null,
	appeal_id uuid not null,
	kind text not null,
	because text not null,
	from_at timestamp with time zone,
	from_on date,
	to_at timestamp with time zone,
	to_on date,
	met_at timestamp with time zone,
	account_id uuid,
	reason text,
	constraint term_change_pkey PRIMARY KEY (territory_id, at, id),
	constraint term_change_because_check CHECK ((because = ANY (ARRAY['category'::text, 'calendar'::text, 'rule'::text, 'waits'::text, 'goes-on'::text, 'prolonged'::text, 'returned'::text, 'answered'::text]))),
	constraint term_change_check CHECK ((((from_at IS NULL) = (from_on IS NULL)) AND ((to_at IS NULL) = (to_on IS NULL)))),
	constraint term_change_reason_check CHECK ((length(reason) <= 3000))
) partition by RANGE (at);
create table appeals.term_change_rest partition of appeals.term_change default;
CREATE INDEX term_change_of_appeal ON ONLY appeals.term_change USING btree (territory_id, appeal_id, at, id);

-- reference
create table appeals.term_rule (
	code text not null,
	valid_from date not null,
	valid_to date,
	kind text not null,
	country character(2),
	holds_in integer,
	amount smallint,
	unit text,
	day_off text not null,
	prolong_days smallint,
	goes_along boolean default false not null,
	source text not null,
	source_on date,
	url text,
	constraint term_rule_pkey PRIMARY KEY (code, valid_from),
	constraint term_rule_amount_check CHECK ((amount > 0)),
	constraint term_rule_check1 CHECK ((valid_to > valid_from)),
	constraint term_rule_check2 CHECK (((amount IS NULL) = (unit IS NULL))),
	constraint term_rule_check3 CHECK (((prolong_days IS NULL) OR (kind = 'answer'::text))),
	constraint term_rule_code_check CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 80))),
	constraint term_rule_day_off_check CHECK ((day_off = ANY (ARRAY['before'::text, 'after'::text]))),
	constraint term_rule_kind_check CHECK ((kind = ANY (ARRAY['register'::text, 'redirect'::text, 'reaction'::text, 'answer'::text, 'promise'::text, 'verdict'::text]))),
	constraint term_rule_prolong_days_check CHECK ((prolong_days > 0)),
	constraint term_rule_source_check CHECK (((length(source) >= 1) AND (length(source) <= 500))),
	constraint term_rule_unit_check CHECK ((unit = ANY (ARRAY['days'::text, 'working-days'::text, 'working-hours'::text]))),
	constraint term_rule_url_check CHECK (((url ~ '^https?://'::text) AND (length(url) <= 500))),
	constraint term_rule_holds_in_fkey FOREIGN KEY (holds_in) REFERENCES territories.territory(id)
);

-- reference
create table appeals.term_rule_text (
	code text not null,
	lang text not null,
	short text not null,
	demands text not null,
	constraint term_rule_text_pkey PRIMARY KEY (code, lang),
	constraint term_rule_text_demands_check CHECK ((length(demands) <= 500)),
	constraint term_rule_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint term_rule_text_short_check CHECK (((length(short) >= 1) AND (length(short) <= 80)))
);

-- tenant
create table appeals.term_told (
	territory_id integer not null,
	appeal_id uuid not null,
	kind text not null,
	due_at timestamp with time zone not null,
	step text not null,
	at timestamp with time zone not null,
	people smallint not null,
	constraint term_told_pkey PRIMARY KEY (territory_id, appeal_id, kind, due_at, step),
	constraint term_told_step_check CHECK ((length(step) <= 80)),
	constraint term_told_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);

-- local
create table appeals.to_count (
	territory_id integer not null,
	month date not null,
	kind text not null,
	not_before timestamp with time zone not null,
	taken boolean default false not null,
	constraint to_count_pkey PRIMARY KEY (territory_id, month, kind),
	constraint to_count_kind_check CHECK ((kind = ANY (ARRAY['figures'::text, 'cells'::text])))
);

-- tenant
create table appeals.wait (
	territory_id integer not null,
	appeal_id uuid not null,
	reason text not null,
	since timestamp with time zone not null,
	until timestamp with time zone not null,
	ended_at timestamp with time zone,
	account_id uuid,
	note text,
	constraint wait_pkey PRIMARY KEY (territory_id, appeal_id, reason, since),
	constraint wait_check CHECK ((until > since)),
	constraint wait_note_check CHECK ((length(note) <= 3000)),
	constraint wait_reason_fkey FOREIGN KEY (reason) REFERENCES appeals.wait_reason(code),
	constraint wait_territory_id_appeal_id_fkey FOREIGN KEY (territory_id, appeal_id) REFERENCES appeals.appeal(territory_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX wait_open ON appeals.wait USING btree (territory_id, appeal_id, reason) WHERE (ended_at IS NULL);

-- reference
create table appeals.wait_reason (
	code text not null,
	"position" smallint default 0 not null,
	most_amount smallint not null,
	most_unit text not null,
	since date default '2026-11-27'::date not null,
	until date,
	source text default ''::text not null,
	source_on date,
	revision integer default 0 not null,
	constraint wait_reason_pkey PRIMARY KEY (code),
	constraint wait_reason_check CHECK ((until >= since)),
	constraint wait_reason_code_check CHECK (((code ~ '^[a-z]+(-[a-z]+)*$'::text) AND (length(code) <= 40))),
	constraint wait_reason_most_amount_check CHECK ((most_amount > 0)),
	constraint wait_reason_most_unit_check CHECK ((most_unit = ANY (ARRAY['days'::text, 'working-days'::text, 'working-hours'::text]))),
	constraint wait_reason_source_check CHECK ((length(source) <= 300))
);

-- reference
create table appeals.wait_reason_change (
	code text not null,
	revision integer not null,
	at timestamp with time zone not null,
	account_id uuid,
	kind text not null,
	before jsonb,
	after jsonb not null,
	constraint wait_reason_change_pkey PRIMARY KEY (code, revision),
	constraint wait_reason_change_kind_check CHECK ((kind = ANY (ARRAY['made'::text, 'changed'::text, 'withdrawn'::text, 'offered'::text, 'undone'::text]))),
	constraint wait_reason_change_revision_check CHECK ((revision > 0)),
	constraint wait_reason_change_code_fkey FOREIGN KEY (code) REFERENCES appeals.wait_reason(code) ON DELETE CASCADE
);

-- reference
create table appeals.wait_reason_text (
	code text not null,
	lang text not null,
	name text not null,
	said text not null,
	constraint wait_reason_text_pkey PRIMARY KEY (code, lang),
	constraint wait_reason_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint wait_reason_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
	constraint wait_reason_text_said_check CHECK (((length(said) >= 1) AND (length(said) <= 200))),
	constraint wait_reason_text_code_fkey FOREIGN KEY (code) REFERENCES appeals.wait_reason(code) ON DELETE CASCADE
);

-- reference
create table appeals.wait_stops (
	reason text not null,
	kind text not null,
	category text default ''::text not null,
	stops boolean not null,
	holds_in integer default 0 not null,
	constraint wait_stops_pkey PRIMARY KEY (reason, kind, category, holds_in),
	constraint wait_stops_kind_check CHECK ((kind = ANY (ARRAY['reaction'::text, 'promise'::text]))),
	constraint wait_stops_reason_fkey FOREIGN KEY (reason) REFERENCES appeals.wait_reason(code) ON DELETE CASCADE
);

-- reference
create table appeals.wait_stops_change (
	holds_in integer not null,
	category text not null,
	reason text not null,
	revision integer not null,
	at timestamp with time zone not null,
	account_id uuid,
	promise_before boolean,
	reaction_before boolean,
	promise boolean,
	reaction boolean,
	constraint wait_stops_change_pkey PRIMARY KEY (holds_in, category, reason, revision),
	constraint wait_stops_change_revision_check CHECK ((revision > 0)),
	constraint wait_stops_change_reason_fkey FOREIGN KEY (reason) REFERENCES appeals.wait_reason(code) ON DELETE CASCADE
);

-- account
create table appeals.watch (
	account_id uuid not null,
	id uuid not null,
	territory_id integer not null,
	category text,
	place text,
	body_territory_id integer,
	body_id uuid,
	cell text,
	title text not null,
	made_at timestamp with time zone not null,
	stopped_at timestamp with time zone,
	seen_to timestamp with time zone not null,
	till timestamp with time zone,
	next_at timestamp with time zone not null,
	constraint watch_pkey PRIMARY KEY (account_id, id),
	constraint watch_cell_check CHECK ((cell ~ '^8[0-9a-f]{14}$'::text)),
	constraint watch_check CHECK (((body_territory_id IS NULL) = (body_id IS NULL))),
	constraint watch_place_check CHECK (((length(place) >= 1) AND (length(place) <= 100))),
	constraint watch_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
CREATE INDEX watch_due ON appeals.watch USING btree (next_at) WHERE (stopped_at IS NULL);
CREATE UNIQUE INDEX watch_once ON appeals.watch USING btree (account_id, territory_id, COALESCE(category, ''::text), COALESCE(place, ''::text), COALESCE(body_id, '00000000-0000-0000-0000-000000000000'::uuid), COALESCE(cell, ''::text)) WHERE (stopped_at IS NULL);


-- audit

create schema audit;

-- tenant
create table audit.entry (
	territory_id integer not null,
	at timestamp with time zone not null,
	id uuid not null,
	actor uuid,
	action text not null,
	reading boolean not null,
	thing_kind text,
	thing_id text,
	about uuid,
	request text,
	commitment bytea,
	constraint entry_pkey PRIMARY KEY (territory_id, at, id),
	constraint entry_action_check CHECK ((action ~ '^[a-z][a-z0-9-]*\.[a-z0-9.-]+$'::text)),
	constraint entry_at_check CHECK ((((EXTRACT(epoch FROM at) * (1000)::numeric) % (1)::numeric) = (0)::numeric)),
	constraint entry_check CHECK (((thing_kind IS NULL) = (thing_id IS NULL))),
	constraint entry_commitment_check CHECK ((octet_length(commitment) = 32))
) partition by RANGE (at);
create table audit.entry_rest partition of audit.entry default;
CREATE INDEX entry_by_about ON ONLY audit.entry USING btree (about, at DESC) WHERE (about IS NOT NULL);
CREATE INDEX entry_by_actor ON ONLY audit.entry USING btree (territory_id, actor, at DESC);
CREATE INDEX entry_by_thing ON ONLY audit.entry USING btree (territory_id, thing_id, at DESC);
CREATE INDEX entry_by_time ON ONLY audit.entry USING brin (at) WITH (pages_per_range='16', autosummarize='on');
comment on table audit.entry is 'Immutable. Monthly partitions; audit.entry_rest takes what falls outside of them.';
comment on column audit.entry.territory_id is 'The territory whose administrators may read the entry; 0 is the installation.';
comment on column audit.entry.at is 'Whole milliseconds: what is hashed must come back the same.';
comment on column audit.entry.actor is 'Account; null when the house itself acted.';
comment on column audit.entry.reading is 'Personal data were read, nothing was changed.';
comment on column audit.entry.about is 'Account whose data were read or changed, so that a person can learn of it.';
comment on column audit.entry.request is 'Id of the request, as in the log.';
comment on column audit.entry.commitment is 'SHA-256 of the nonce and the text of the payload; stays when the payload is erased.';

-- local
create table audit.head (
	only_row boolean not null,
	seq bigint not null,
	hash bytea not null,
	holder uuid,
	fence bigint not null,
	lease_until timestamp with time zone not null,
	reached timestamp with time zone not null,
	constraint head_pkey PRIMARY KEY (only_row),
	constraint head_hash_check CHECK ((octet_length(hash) = 32)),
	constraint head_only_row_check CHECK (only_row)
);
comment on table audit.head is 'The end of the chain and who may lengthen it now.';
comment on column audit.head.fence is 'Grows with each new holder: one that was asleep finds its number too old.';
comment on column audit.head.reached is 'The newest entry''s time in the chain.';

-- local
create table audit.link (
	at timestamp with time zone not null,
	entry_id uuid not null,
	territory_id integer not null,
	seq bigint not null,
	fence bigint not null,
	entry_hash bytea not null,
	hash bytea not null,
	constraint link_pkey PRIMARY KEY (at, entry_id),
	constraint link_entry_hash_check CHECK ((octet_length(entry_hash) = 32)),
	constraint link_hash_check CHECK ((octet_length(hash) = 32))
) partition by RANGE (at);
create table audit.link_rest partition of audit.link default;
CREATE INDEX link_by_seq ON ONLY audit.link USING btree (seq);
comment on table audit.link is 'The chain: one row an entry, numbered without gaps.';
comment on column audit.link.fence is 'Number of the lease under which the link was laid.';
comment on column audit.link.entry_hash is 'SHA-256 of the entry in its canonical form.';
comment on column audit.link.hash is 'SHA-256 of the previous link''s hash and entry_hash; the first follows 32 zero bytes.';

-- tenant
create table audit.payload (
	territory_id integer not null,
	at timestamp with time zone not null,
	entry_id uuid not null,
	about uuid,
	nonce bytea not null,
	body text not null,
	constraint payload_pkey PRIMARY KEY (territory_id, at, entry_id),
	constraint payload_nonce_check CHECK ((octet_length(nonce) = 16))
) partition by RANGE (at);
create table audit.payload_rest partition of audit.payload default;
CREATE INDEX payload_by_about ON ONLY audit.payload USING btree (about) WHERE (about IS NOT NULL);
comment on table audit.payload is 'What an entry says beyond its own columns. Erased with the person it is about; the entry stays.';
comment on column audit.payload.body is 'JSON, kept as text because its hash must come out the same years later.';


-- ballots

create schema ballots;

-- tenant
create table ballots.allowed (
	territory_id integer not null,
	ballot_id uuid not null,
	id uuid not null,
	account_id uuid,
	email_hash bytea,
	email_shown text,
	at timestamp with time zone not null,
	constraint allowed_pkey PRIMARY KEY (territory_id, id),
	constraint allowed_check CHECK (((account_id IS NULL) <> (email_hash IS NULL))),
	constraint allowed_check1 CHECK (((email_hash IS NULL) = (email_shown IS NULL))),
	constraint allowed_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX allowed_account ON ballots.allowed USING btree (territory_id, ballot_id, account_id) WHERE (account_id IS NOT NULL);
CREATE UNIQUE INDEX allowed_email ON ballots.allowed USING btree (territory_id, ballot_id, email_hash) WHERE (email_hash IS NOT NULL);

-- tenant
create table ballots.ballot (
	territory_id integer not null,
	id uuid not null,
	space_id uuid,
	state text not null,
	lang text not null,
	question text not null,
	explanation text not null,
	other_question text,
	other_explanation text,
	marks jsonb not null,
	rule jsonb not null,
	quorum jsonb,
	ties jsonb not null,
	who jsonb not null,
	secrecy text not null,
	names boolean not null,
	may_change boolean not null,
	results text not null,
	channels text[] not null,
	may_close_early boolean not null,
	opens_at timestamp with time zone,
	closes_at timestamp with time zone,
	eligible integer,
	eligible_source text default ''::text not null,
	version integer default 1 not null,
	created_by uuid,
	created_at timestamp with time zone not null,
	opened_at timestamp with time zone,
	closed_at timestamp with time zone,
	counted_at timestamp with time zone,
	cancelled_at timestamp with time zone,
	cancelled_why text default ''::text not null,
	fixed text,
	nonce bytea,
	leaf bytea,
	papers_done_at timestamp with time zone,
	constraint ballot_pkey PRIMARY KEY (territory_id, id),
	constraint ballot_cancelled_why_check CHECK ((length(cancelled_why) <= 2000)),
	constraint ballot_channels_check CHECK ((channels <@ ARRAY['site'::text, 'code'::text, 'desk'::text, 'paper'::text])),
	constraint ballot_check CHECK (((fixed IS NULL) = (leaf IS NULL))),
	constraint ballot_check1 CHECK (((NOT names) OR (secrecy = 'open'::text))),
	constraint ballot_check2 CHECK (((nonce IS NULL) = (leaf IS NULL))),
	constraint ballot_check3 CHECK (((state = ANY (ARRAY['draft'::text, 'announced'::text, 'cancelled'::text])) OR ((opened_at IS NOT NULL) AND (closes_at IS NOT NULL) AND (leaf IS NOT NULL)))),
	constraint ballot_check4 CHECK (((state = 'closed'::text) = (counted_at IS NOT NULL))),
	constraint ballot_check5 CHECK (((state = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
	constraint ballot_eligible_check CHECK ((eligible >= 0)),
	constraint ballot_eligible_source_check CHECK ((length(eligible_source) <= 300)),
	constraint ballot_explanation_check CHECK ((length(explanation) <= 20000)),
	constraint ballot_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint ballot_leaf_check CHECK ((octet_length(leaf) = 32)),
	constraint ballot_nonce_check CHECK ((octet_length(nonce) = 32)),
	constraint ballot_other_explanation_check CHECK ((length(other_explanation) <= 20000)),
	constraint ballot_other_question_check CHECK ((length(other_question) <= 300)),
	constraint ballot_question_check CHECK ((length(question) <= 300)),
	constraint ballot_results_check CHECK ((results = ANY (ARRAY['live'::text, 'after'::text]))),
	constraint ballot_secrecy_check CHECK ((secrecy = ANY (ARRAY['secret'::text, 'open'::text]))),
	constraint ballot_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'announced'::text, 'open'::text, 'counting'::text, 'closed'::text, 'cancelled'::text])))
);
CREATE INDEX ballot_newest ON ballots.ballot USING btree (territory_id, created_at DESC, id DESC);
CREATE INDEX ballot_under_way ON ballots.ballot USING btree (state, closes_at) WHERE (state = ANY (ARRAY['announced'::text, 'open'::text, 'counting'::text]));

-- tenant
create table ballots.code (
	territory_id integer not null,
	ballot_id uuid not null,
	hash bytea not null,
	batch_id uuid not null,
	number integer not null,
	id uuid not null,
	constraint code_pkey PRIMARY KEY (territory_id, ballot_id, hash),
	constraint code_territory_id_batch_id_number_key UNIQUE (territory_id, batch_id, number),
	constraint code_territory_id_batch_id_fkey FOREIGN KEY (territory_id, batch_id) REFERENCES ballots.code_batch(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table ballots.code_batch (
	territory_id integer not null,
	id uuid not null,
	ballot_id uuid not null,
	title text not null,
	size integer not null,
	made_by uuid,
	made_at timestamp with time zone not null,
	revoked_at timestamp with time zone,
	constraint code_batch_pkey PRIMARY KEY (territory_id, id),
	constraint code_batch_size_check CHECK (((size >= 1) AND (size <= 5000))),
	constraint code_batch_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
	constraint code_batch_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table ballots.envelope (
	territory_id integer not null,
	id uuid not null,
	ballot_id uuid not null,
	voter uuid,
	channel text not null,
	day date not null,
	leaf bytea not null,
	content bytea,
	pack_id uuid,
	constraint envelope_pkey PRIMARY KEY (territory_id, id),
	constraint envelope_channel_check CHECK ((channel = ANY (ARRAY['site'::text, 'code'::text, 'desk'::text, 'paper'::text]))),
	constraint envelope_leaf_check CHECK ((octet_length(leaf) = 32)),
	constraint envelope_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id),
	constraint envelope_territory_id_pack_id_fkey FOREIGN KEY (territory_id, pack_id) REFERENCES ballots.pack(territory_id, id)
);
CREATE INDEX envelope_of_ballot ON ballots.envelope USING btree (territory_id, ballot_id, id);
CREATE INDEX envelope_of_pack ON ballots.envelope USING btree (territory_id, pack_id) WHERE (pack_id IS NOT NULL);
CREATE UNIQUE INDEX envelope_of_voter ON ballots.envelope USING btree (territory_id, ballot_id, voter) WHERE (voter IS NOT NULL);

-- tenant
create table ballots.event (
	territory_id integer not null,
	id uuid not null,
	ballot_id uuid not null,
	at timestamp with time zone not null,
	kind text not null,
	account_id uuid,
	reason text default ''::text not null,
	before text,
	after text,
	nonce bytea,
	leaf bytea,
	constraint event_pkey PRIMARY KEY (territory_id, id),
	constraint event_check CHECK (((nonce IS NULL) = (leaf IS NULL))),
	constraint event_kind_check CHECK ((kind = ANY (ARRAY['announced'::text, 'taken-back'::text, 'opened'::text, 'prolonged'::text, 'corrected'::text, 'eligible-set'::text, 'closed'::text, 'pack-taken-back'::text, 'papers-done'::text, 'cancelled'::text, 'counted'::text]))),
	constraint event_leaf_check CHECK ((octet_length(leaf) = 32)),
	constraint event_nonce_check CHECK ((octet_length(nonce) = 32)),
	constraint event_reason_check CHECK ((length(reason) <= 2000)),
	constraint event_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX event_of_ballot ON ballots.event USING btree (territory_id, ballot_id, at, id);

-- tenant
create table ballots.live (
	territory_id integer not null,
	ballot_id uuid not null,
	at timestamp with time zone not null,
	votes integer not null,
	tally jsonb not null,
	constraint live_pkey PRIMARY KEY (territory_id, ballot_id),
	constraint live_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id)
);

-- tenant
create table ballots.option (
	territory_id integer not null,
	ballot_id uuid not null,
	code text not null,
	"position" smallint not null,
	title text not null,
	note text not null,
	other_title text,
	other_note text,
	cost bigint,
	groups text[] default '{}'::text[] not null,
	constraint option_pkey PRIMARY KEY (territory_id, ballot_id, code),
	constraint option_code_check CHECK ((code ~ '^[a-z0-9]{1,12}$'::text)),
	constraint option_cost_check CHECK ((cost >= 0)),
	constraint option_note_check CHECK ((length(note) <= 2000)),
	constraint option_other_note_check CHECK ((length(other_note) <= 2000)),
	constraint option_other_title_check CHECK ((length(other_title) <= 200)),
	constraint option_title_check CHECK ((length(title) <= 200)),
	constraint option_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table ballots.option_group (
	territory_id integer not null,
	ballot_id uuid not null,
	code text not null,
	"position" smallint not null,
	title text not null,
	other_title text,
	budget bigint,
	most integer,
	"least" integer,
	constraint option_group_pkey PRIMARY KEY (territory_id, ballot_id, code),
	constraint option_group_budget_check CHECK ((budget >= 0)),
	constraint option_group_code_check CHECK ((code ~ '^[a-z0-9]{1,12}$'::text)),
	constraint option_group_least_check CHECK (("least" >= 0)),
	constraint option_group_most_check CHECK ((most >= 0)),
	constraint option_group_other_title_check CHECK ((length(other_title) <= 200)),
	constraint option_group_title_check CHECK ((length(title) <= 200)),
	constraint option_group_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table ballots.pack (
	territory_id integer not null,
	id uuid not null,
	ballot_id uuid not null,
	title text not null,
	size integer not null,
	made_by uuid,
	made_at timestamp with time zone not null,
	first_by uuid,
	second_by uuid,
	accepted_by uuid,
	accepted_at timestamp with time zone,
	constraint pack_pkey PRIMARY KEY (territory_id, id),
	constraint pack_check CHECK ((first_by <> second_by)),
	constraint pack_size_check CHECK (((size >= 1) AND (size <= 2000))),
	constraint pack_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
	constraint pack_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id)
);
CREATE INDEX pack_of_ballot ON ballots.pack USING btree (territory_id, ballot_id, made_at);

-- tenant
create table ballots.pack_entry (
	territory_id integer not null,
	pack_id uuid not null,
	turn smallint not null,
	number integer not null,
	marks text,
	constraint pack_entry_pkey PRIMARY KEY (territory_id, pack_id, turn, number),
	constraint pack_entry_number_check CHECK ((number > 0)),
	constraint pack_entry_turn_check CHECK ((turn = ANY (ARRAY[1, 2]))),
	constraint pack_entry_territory_id_pack_id_fkey FOREIGN KEY (territory_id, pack_id) REFERENCES ballots.pack(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table ballots.paper (
	territory_id integer not null,
	ballot_id uuid not null,
	code bytea not null,
	nth smallint default 0 not null,
	marks text not null,
	name text,
	account_id uuid,
	constraint paper_pkey PRIMARY KEY (territory_id, ballot_id, code, nth),
	constraint paper_code_check CHECK ((octet_length(code) = 6)),
	constraint paper_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id)
);

-- tenant
create table ballots.published (
	territory_id integer not null,
	ballot_id uuid not null,
	kind text not null,
	name text not null,
	content bytea not null,
	sha256 bytea not null,
	constraint published_pkey PRIMARY KEY (territory_id, ballot_id, kind),
	constraint published_kind_check CHECK ((kind = ANY (ARRAY['votes'::text, 'envelopes'::text, 'replaced'::text]))),
	constraint published_sha256_check CHECK ((octet_length(sha256) = 32)),
	constraint published_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id)
);

-- tenant
create table ballots.replaced (
	territory_id integer not null,
	id uuid not null,
	ballot_id uuid not null,
	constraint replaced_pkey PRIMARY KEY (territory_id, id),
	constraint replaced_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id)
);
CREATE INDEX replaced_of_ballot ON ballots.replaced USING btree (territory_id, ballot_id, id);

-- tenant
create table ballots.result (
	territory_id integer not null,
	ballot_id uuid not null,
	counted_at timestamp with time zone not null,
	outcome jsonb not null,
	content text not null,
	nonce bytea not null,
	leaf bytea not null,
	constraint result_pkey PRIMARY KEY (territory_id, ballot_id),
	constraint result_leaf_check CHECK ((octet_length(leaf) = 32)),
	constraint result_nonce_check CHECK ((octet_length(nonce) = 32)),
	constraint result_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id)
);

-- tenant
create table ballots.urn_key (
	territory_id integer not null,
	ballot_id uuid not null,
	sealed text not null,
	made_at timestamp with time zone not null,
	constraint urn_key_pkey PRIMARY KEY (territory_id, ballot_id),
	constraint urn_key_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id)
);

-- tenant
create table ballots.voter (
	territory_id integer not null,
	ballot_id uuid not null,
	key uuid not null,
	further_of uuid,
	account_id uuid,
	channel text not null,
	day date not null,
	constraint voter_pkey PRIMARY KEY (territory_id, ballot_id, key),
	constraint voter_channel_check CHECK ((channel = ANY (ARRAY['site'::text, 'code'::text, 'desk'::text, 'paper'::text]))),
	constraint voter_territory_id_ballot_id_fkey FOREIGN KEY (territory_id, ballot_id) REFERENCES ballots.ballot(territory_id, id)
);
CREATE INDEX voter_account ON ballots.voter USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX voter_counted ON ballots.voter USING btree (territory_id, ballot_id, channel) WHERE (further_of IS NULL);


-- calendar

create schema calendar;

-- reference
create table calendar.day (
	country character(2) not null,
	region text default ''::text not null,
	version integer not null,
	day date not null,
	kind text not null,
	constraint day_pkey PRIMARY KEY (country, region, version, day),
	constraint day_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'moved'::text, 'working'::text, 'short'::text]))),
	constraint day_country_region_version_fkey FOREIGN KEY (country, region, version) REFERENCES calendar.edition(country, region, version) ON DELETE CASCADE
);

-- reference
create table calendar.edition (
	country character(2) not null,
	region text default ''::text not null,
	version integer not null,
	year integer not null,
	source text not null,
	source_on date,
	certain boolean not null,
	made_at timestamp with time zone not null,
	made_by uuid,
	constraint edition_pkey PRIMARY KEY (country, region, version),
	constraint edition_version_check CHECK ((version > 0)),
	constraint edition_year_check CHECK (((year >= 1990) AND (year <= 2200)))
);
CREATE INDEX edition_by_year ON calendar.edition USING btree (country, region, year, version);

-- reference
create table calendar.hours (
	territory_id integer not null,
	version integer not null,
	weekday smallint not null,
	from_minute smallint not null,
	to_minute smallint not null,
	constraint hours_pkey PRIMARY KEY (territory_id, version, weekday, from_minute),
	constraint hours_check CHECK ((from_minute < to_minute)),
	constraint hours_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
	constraint hours_to_minute_check CHECK (((to_minute >= 1) AND (to_minute <= 1440))),
	constraint hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7))),
	constraint hours_territory_id_version_fkey FOREIGN KEY (territory_id, version) REFERENCES calendar.hours_edition(territory_id, version) ON DELETE CASCADE
);

-- reference
create table calendar.hours_edition (
	territory_id integer not null,
	version integer not null,
	inherits boolean not null,
	source text not null,
	made_at timestamp with time zone not null,
	made_by uuid,
	constraint hours_edition_pkey PRIMARY KEY (territory_id, version),
	constraint hours_edition_source_check CHECK ((length(source) <= 500)),
	constraint hours_edition_version_check CHECK ((version > 0))
);


-- channels

create schema channels;

-- local
create table channels.letter (
	id uuid not null,
	to_address text not null,
	account_id uuid,
	subject text not null,
	body text,
	html text,
	headers jsonb default '{}'::jsonb not null,
	state text not null,
	tried integer default 0 not null,
	problem text,
	created_at timestamp with time zone not null,
	changed_at timestamp with time zone not null,
	attach jsonb,
	constraint letter_pkey PRIMARY KEY (id),
	constraint letter_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'kept'::text, 'sending'::text, 'sent'::text, 'refused'::text, 'failed'::text]))),
	constraint letter_to_address_check CHECK ((char_length(to_address) <= 320))
);
CREATE INDEX letter_by_state ON channels.letter USING btree (state, created_at DESC, id DESC);
CREATE INDEX letter_newest ON channels.letter USING btree (created_at DESC, id DESC);
CREATE INDEX letter_of_account ON channels.letter USING btree (account_id) WHERE (account_id IS NOT NULL);

-- reference
create table channels.mail_settings (
	one boolean default true not null,
	host text not null,
	port integer not null,
	security text not null,
	login text default ''::text not null,
	password_sealed text,
	from_address text not null,
	from_name text default ''::text not null,
	changed_at timestamp with time zone not null,
	changed_by uuid not null,
	constraint mail_settings_pkey PRIMARY KEY (one),
	constraint mail_settings_one_check CHECK (one),
	constraint mail_settings_port_check CHECK (((port >= 1) AND (port <= 65535))),
	constraint mail_settings_security_check CHECK ((security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text])))
);


-- demo

create schema demo;

-- local
create table demo.planted (
	key text not null,
	value text not null,
	planted_at timestamp with time zone not null,
	constraint planted_pkey PRIMARY KEY (key)
);


-- events

create schema events;

-- local
create table events.outbox (
	id uuid not null,
	name text not null,
	payload jsonb not null,
	at timestamp with time zone not null,
	constraint outbox_pkey PRIMARY KEY (id),
	constraint outbox_name_check CHECK ((name ~ '^[a-z][a-z0-9-]*\.[a-z0-9.-]+$'::text))
);
comment on table events.outbox is 'Announced and not yet handed to the listeners. Rows live for about 100 ms.';
comment on column events.outbox.id is 'Version 7, so that the relay takes the oldest first.';
comment on column events.outbox.name is 'A fact of a room, in the past tense: appeals.answered.';


-- files

create schema files;

-- tenant
create table files.file (
	territory_id integer not null,
	id uuid not null,
	sha256 bytea not null,
	size bigint not null,
	type text not null,
	name text not null,
	width integer,
	height integer,
	audience text not null,
	thing_kind text,
	thing_id uuid,
	by_account uuid,
	created_at timestamp with time zone not null,
	unused_since timestamp with time zone,
	constraint file_pkey PRIMARY KEY (territory_id, id),
	constraint file_audience_check CHECK ((audience = ANY (ARRAY['public'::text, 'thing'::text, 'own'::text]))),
	constraint file_check CHECK (((width IS NULL) = (height IS NULL))),
	constraint file_check1 CHECK (((thing_kind IS NULL) = (thing_id IS NULL))),
	constraint file_check2 CHECK (((audience <> 'thing'::text) OR (thing_kind IS NOT NULL))),
	constraint file_check3 CHECK (((audience <> 'own'::text) OR (by_account IS NOT NULL))),
	constraint file_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
	constraint file_sha256_check CHECK ((octet_length(sha256) = 32)),
	constraint file_size_check CHECK ((size >= 0)),
	constraint file_type_check CHECK ((type ~ '^[a-z]+/[a-z0-9.+-]+$'::text))
);
CREATE INDEX file_by_account ON files.file USING btree (territory_id, by_account) WHERE (by_account IS NOT NULL);
CREATE INDEX file_by_content ON files.file USING btree (sha256);
CREATE INDEX file_of_thing ON files.file USING btree (territory_id, thing_kind, thing_id) WHERE (thing_kind IS NOT NULL);
CREATE INDEX file_unused ON files.file USING btree (territory_id, unused_since) WHERE (unused_since IS NOT NULL);


-- geo

create schema geo;

CREATE OR REPLACE FUNCTION geo.coarser(cell bigint, resolution integer)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (((cell & (~ ((15)::bigint << 52))) | ((resolution)::bigint << 52)) | (((1)::bigint << (3 * (15 - resolution))) - 1));


-- identity

create schema identity;

-- account
create table identity.account (
	account_id uuid not null,
	name text not null,
	email text,
	email_confirmed_at timestamp with time zone,
	lang text default 'ru'::text not null,
	password text,
	password_changed_at timestamp with time zone,
	state text default 'active'::text not null,
	demonstration boolean default false not null,
	last_seen_on date,
	created_at timestamp with time zone not null,
	updated_at timestamp with time zone not null,
	born_on date,
	born_how text,
	constraint account_pkey PRIMARY KEY (account_id),
	constraint account_born CHECK (((born_on IS NULL) = (born_how IS NULL))),
	constraint account_born_how_check CHECK ((born_how = ANY (ARRAY['desk'::text, 'provider'::text]))),
	constraint account_born_on_check CHECK (((born_on >= '1880-01-01'::date) AND (born_on <= '2200-01-01'::date))),
	constraint account_email_check CHECK ((length(email) <= 254)),
	constraint account_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint account_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
	constraint account_state_check CHECK ((state = ANY (ARRAY['active'::text, 'suspended'::text, 'erased'::text])))
);
CREATE INDEX account_name ON identity.account USING gin (lower(name) gin_trgm_ops);

-- claim
create table identity.attempt (
	kind text not null,
	value text not null,
	since timestamp with time zone not null,
	count integer not null,
	constraint attempt_pkey PRIMARY KEY (value, kind)
);
CREATE INDEX attempt_since ON identity.attempt USING btree (since);

-- claim
create table identity.claim (
	kind text not null,
	value text not null,
	account_id uuid not null,
	claimed_at timestamp with time zone not null,
	constraint claim_pkey PRIMARY KEY (value, kind),
	constraint claim_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'external'::text, 'passkey'::text, 'paper'::text]))),
	constraint claim_value_check CHECK (((length(value) >= 1) AND (length(value) <= 1500)))
);
CREATE INDEX claim_account ON identity.claim USING btree (account_id);

-- tenant
create table identity.code_batch (
	territory_id integer not null,
	id uuid not null,
	title text not null,
	size integer not null,
	made_by uuid not null,
	made_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	revoked_at timestamp with time zone,
	constraint code_batch_pkey PRIMARY KEY (territory_id, id),
	constraint code_batch_size_check CHECK (((size >= 1) AND (size <= 2000))),
	constraint code_batch_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);

-- account
create table identity.consent (
	account_id uuid not null,
	id uuid not null,
	purpose text not null,
	version integer not null,
	lang text not null,
	given_at timestamp with time zone not null,
	withdrawn_at timestamp with time zone,
	through text not null,
	constraint consent_pkey PRIMARY KEY (account_id, id),
	constraint consent_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX consent_today ON identity.consent USING btree (account_id, purpose) WHERE (withdrawn_at IS NULL);

-- reference
create table identity.consent_text (
	purpose text not null,
	version integer not null,
	lang text not null,
	title text not null,
	body text not null,
	hash bytea not null,
	in_force_from timestamp with time zone not null,
	constraint consent_text_pkey PRIMARY KEY (purpose, version, lang),
	constraint consent_text_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint consent_text_purpose_check CHECK ((purpose ~ '^[a-z][a-z-]{1,40}$'::text))
);

-- account
create table identity.data_export (
	account_id uuid not null,
	id uuid not null,
	asked_at timestamp with time zone not null,
	ready_at timestamp with time zone,
	failed_at timestamp with time zone,
	zip bytea,
	expires_at timestamp with time zone not null,
	constraint data_export_pkey PRIMARY KEY (account_id, id),
	constraint data_export_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);

-- tenant
create table identity.demand (
	territory_id integer not null,
	second_factor boolean default false not null,
	set_by uuid,
	set_at timestamp with time zone not null,
	constraint demand_pkey PRIMARY KEY (territory_id)
);

-- account
create table identity.erasure (
	account_id uuid not null,
	id uuid not null,
	asked_at timestamp with time zone not null,
	confirmed_at timestamp with time zone,
	due_at timestamp with time zone,
	cancelled_at timestamp with time zone,
	done_at timestamp with time zone,
	kept text[] default '{}'::text[] not null,
	constraint erasure_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX erasure_due ON identity.erasure USING btree (due_at) WHERE ((cancelled_at IS NULL) AND (done_at IS NULL) AND (confirmed_at IS NOT NULL));
CREATE UNIQUE INDEX erasure_open ON identity.erasure USING btree (account_id) WHERE ((cancelled_at IS NULL) AND (done_at IS NULL));

-- account
create table identity.external (
	account_id uuid not null,
	id uuid not null,
	provider text not null,
	subject text not null,
	identified boolean default false not null,
	linked_at timestamp with time zone not null,
	used_at timestamp with time zone not null,
	constraint external_pkey PRIMARY KEY (account_id, id),
	constraint external_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX external_once ON identity.external USING btree (account_id, provider, subject);

-- account
create table identity.first_step (
	account_id uuid not null,
	step text not null,
	done_at timestamp with time zone not null,
	constraint first_step_pkey PRIMARY KEY (account_id, step),
	constraint first_step_step_check CHECK ((length(step) <= 60)),
	constraint first_step_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);

-- account
create table identity.happening (
	account_id uuid not null,
	id uuid not null,
	at timestamp with time zone not null,
	what text not null,
	ip inet,
	agent text default ''::text not null,
	constraint happening_pkey PRIMARY KEY (account_id, id),
	constraint happening_agent_check CHECK ((length(agent) <= 300)),
	constraint happening_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);

-- tenant
create table identity.holder (
	territory_id integer not null,
	grant_id uuid not null,
	account_id uuid not null,
	role text not null,
	reach text not null,
	space_id uuid,
	granted_by uuid,
	granted_at timestamp with time zone not null,
	expires_at timestamp with time zone,
	constraint holder_pkey PRIMARY KEY (territory_id, grant_id)
);
CREATE INDEX holder_account ON identity.holder USING btree (territory_id, account_id);
CREATE INDEX holder_space ON identity.holder USING btree (territory_id, space_id);

-- account
create table identity.host_code (
	account_id uuid not null,
	id uuid not null,
	secret_hash bytea not null,
	host text not null,
	browser_hash bytea not null,
	sign_in_id uuid not null,
	created_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	used_at timestamp with time zone,
	constraint host_code_pkey PRIMARY KEY (account_id, id),
	constraint host_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);

-- tenant
create table identity.invitation (
	territory_id integer not null,
	id uuid not null,
	email text not null,
	name text default ''::text not null,
	role text not null,
	reach text not null,
	space_id uuid,
	secret_hash bytea not null,
	lang text not null,
	invited_by uuid not null,
	created_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	accepted_by uuid,
	accepted_at timestamp with time zone,
	revoked_at timestamp with time zone,
	constraint invitation_pkey PRIMARY KEY (territory_id, id),
	constraint invitation_email_check CHECK ((length(email) <= 254)),
	constraint invitation_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint invitation_name_check CHECK ((length(name) <= 200)),
	constraint invitation_reach_check CHECK ((reach = ANY (ARRAY['territory'::text, 'subtree'::text])))
);
CREATE INDEX invitation_newest ON identity.invitation USING btree (territory_id, created_at DESC, id DESC);

-- account
create table identity.letter (
	account_id uuid not null,
	id uuid not null,
	purpose text not null,
	secret_hash bytea not null,
	email text,
	created_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	used_at timestamp with time zone,
	constraint letter_pkey PRIMARY KEY (account_id, id),
	constraint letter_purpose_check CHECK ((purpose = ANY (ARRAY['confirm-email'::text, 'change-email'::text, 'reset'::text, 'erase'::text, 'unlock'::text]))),
	constraint letter_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);

-- account
create table identity.organisation_claim (
	account_id uuid not null,
	id uuid not null,
	provider text not null,
	code text not null,
	name text not null,
	role text default ''::text not null,
	seen_at timestamp with time zone not null,
	constraint organisation_claim_pkey PRIMARY KEY (account_id, id),
	constraint organisation_claim_code_check CHECK ((length(code) <= 60)),
	constraint organisation_claim_name_check CHECK ((length(name) <= 500)),
	constraint organisation_claim_role_check CHECK ((length(role) <= 300)),
	constraint organisation_claim_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX organisation_claim_once ON identity.organisation_claim USING btree (account_id, provider, code);

-- tenant
create table identity.paper_code (
	territory_id integer not null,
	batch_id uuid not null,
	number integer not null,
	hash bytea not null,
	used_by uuid,
	used_at timestamp with time zone,
	constraint paper_code_pkey PRIMARY KEY (territory_id, batch_id, number),
	constraint paper_code_territory_id_batch_id_fkey FOREIGN KEY (territory_id, batch_id) REFERENCES identity.code_batch(territory_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX paper_code_hash ON identity.paper_code USING btree (territory_id, hash);

-- reference
create table identity.provider (
	id text not null,
	title text not null,
	issuer text not null,
	client_id text not null,
	client_secret text,
	scopes text default 'openid profile email'::text not null,
	claim_name text default 'name'::text not null,
	claim_email text default 'email'::text not null,
	claim_residence text default ''::text not null,
	claim_identified text default ''::text not null,
	claim_organisation_code text default ''::text not null,
	claim_organisation_name text default ''::text not null,
	claim_organisation_role text default ''::text not null,
	trusts_email boolean default false not null,
	trusts_residence boolean default false not null,
	trusts_factor boolean default false not null,
	enabled boolean default true not null,
	changed_by uuid,
	changed_at timestamp with time zone not null,
	constraint provider_pkey PRIMARY KEY (id),
	constraint provider_client_id_check CHECK ((length(client_id) <= 300)),
	constraint provider_id_check CHECK ((id ~ '^[a-z][a-z0-9-]{1,30}$'::text)),
	constraint provider_issuer_check CHECK ((length(issuer) <= 500)),
	constraint provider_title_check CHECK (((length(title) >= 1) AND (length(title) <= 100)))
);

-- account
create table identity.recovery_code (
	account_id uuid not null,
	id uuid not null,
	hash bytea not null,
	created_at timestamp with time zone not null,
	used_at timestamp with time zone,
	constraint recovery_code_pkey PRIMARY KEY (account_id, id),
	constraint recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);

-- account
create table identity.residence (
	account_id uuid not null,
	id uuid not null,
	territory_id integer not null,
	place_id integer,
	declared_at timestamp with time zone not null,
	confirmed_at timestamp with time zone,
	how text,
	confirmed_by uuid,
	provider text,
	ended_at timestamp with time zone,
	ended_why text,
	constraint residence_pkey PRIMARY KEY (account_id, id),
	constraint residence_check CHECK (((confirmed_at IS NULL) = (how IS NULL))),
	constraint residence_ended_why_check CHECK ((ended_why = ANY (ARRAY['moved'::text, 'withdrawn'::text, 'erased'::text]))),
	constraint residence_how_check CHECK ((how = ANY (ARRAY['desk'::text, 'paper'::text, 'provider'::text]))),
	constraint residence_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX residence_today ON identity.residence USING btree (account_id) WHERE (ended_at IS NULL);

-- account
create table identity.role_grant (
	account_id uuid not null,
	id uuid not null,
	role text not null,
	territory_id integer not null,
	reach text not null,
	space_id uuid,
	granted_by uuid,
	granted_at timestamp with time zone not null,
	expires_at timestamp with time zone,
	withdrawn_by uuid,
	withdrawn_at timestamp with time zone,
	withdrawn_why text default ''::text not null,
	constraint role_grant_pkey PRIMARY KEY (account_id, id),
	constraint role_grant_reach_check CHECK ((reach = ANY (ARRAY['territory'::text, 'subtree'::text]))),
	constraint role_grant_role_check CHECK ((role ~ '^[a-z][a-z-]{1,40}$'::text)),
	constraint role_grant_withdrawn_why_check CHECK ((length(withdrawn_why) <= 1000)),
	constraint role_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX role_grant_once ON identity.role_grant USING btree (account_id, role, territory_id, reach, space_id) NULLS NOT DISTINCT WHERE (withdrawn_at IS NULL);

-- account
create table identity.second_factor (
	account_id uuid not null,
	id uuid not null,
	kind text not null,
	name text not null,
	sealed text,
	last_step bigint,
	credential text,
	public_key bytea,
	counter bigint,
	transports text[] default '{}'::text[] not null,
	confirmed_at timestamp with time zone,
	used_at timestamp with time zone,
	created_at timestamp with time zone not null,
	constraint second_factor_pkey PRIMARY KEY (account_id, id),
	constraint second_factor_check CHECK (((kind = 'totp'::text) = (sealed IS NOT NULL))),
	constraint second_factor_check1 CHECK (((kind = 'passkey'::text) = (public_key IS NOT NULL))),
	constraint second_factor_kind_check CHECK ((kind = ANY (ARRAY['totp'::text, 'passkey'::text]))),
	constraint second_factor_name_check CHECK ((length(name) <= 100)),
	constraint second_factor_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX second_factor_totp ON identity.second_factor USING btree (account_id) WHERE ((kind = 'totp'::text) AND (confirmed_at IS NOT NULL));

-- account
create table identity.sign_in (
	account_id uuid not null,
	id uuid not null,
	secret_hash bytea not null,
	next_hash bytea,
	previous_hash bytea,
	rotated_at timestamp with time zone not null,
	way text not null,
	factor_at timestamp with time zone,
	proved_at timestamp with time zone not null,
	host text,
	parent_id uuid,
	provider text,
	ip inet,
	agent text default ''::text not null,
	remembered boolean default false not null,
	created_at timestamp with time zone not null,
	seen_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	ended_at timestamp with time zone,
	ended_why text,
	constraint sign_in_pkey PRIMARY KEY (account_id, id),
	constraint sign_in_agent_check CHECK ((length(agent) <= 300)),
	constraint sign_in_ended_why_check CHECK ((ended_why = ANY (ARRAY['signed-out'::text, 'revoked'::text, 'password'::text, 'stolen'::text, 'erased'::text, 'suspended'::text, 'parent'::text]))),
	constraint sign_in_way_check CHECK ((way = ANY (ARRAY['password'::text, 'passkey'::text, 'provider'::text, 'letter'::text, 'host'::text]))),
	constraint sign_in_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id) ON DELETE CASCADE
);
CREATE INDEX sign_in_secret ON identity.sign_in USING btree (account_id, secret_hash);


-- intake

create schema intake;

-- tenant
create table intake.api_key (
	territory_id integer not null,
	id uuid not null,
	name text not null,
	contact text default ''::text not null,
	secret_hash bytea not null,
	scopes text[] not null,
	origins text[] default '{}'::text[] not null,
	per_minute integer not null,
	created_by uuid not null,
	created_at timestamp with time zone not null,
	expires_at timestamp with time zone,
	revoked_at timestamp with time zone,
	revoked_by uuid,
	last_used_at timestamp with time zone,
	constraint api_key_pkey PRIMARY KEY (territory_id, id),
	constraint api_key_check CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
	constraint api_key_contact_check CHECK ((length(contact) <= 200)),
	constraint api_key_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
	constraint api_key_origins_check CHECK ((cardinality(origins) <= 50)),
	constraint api_key_per_minute_check CHECK (((per_minute >= 1) AND (per_minute <= 100000))),
	constraint api_key_scopes_check CHECK ((cardinality(scopes) > 0)),
	constraint api_key_secret_hash_check CHECK ((length(secret_hash) = 32)),
	constraint api_key_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);

-- tenant
create table intake.api_key_day (
	territory_id integer not null,
	key_id uuid not null,
	day date not null,
	calls integer not null,
	refused integer not null,
	constraint api_key_day_pkey PRIMARY KEY (territory_id, key_id, day),
	constraint api_key_day_territory_id_key_id_fkey FOREIGN KEY (territory_id, key_id) REFERENCES intake.api_key(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table intake.arrival (
	territory_id integer not null,
	source text not null,
	external_id text not null,
	appeal_id uuid not null,
	thread text,
	at timestamp with time zone not null,
	import_territory_id integer,
	import_id uuid,
	line integer,
	constraint arrival_pkey PRIMARY KEY (territory_id, source, external_id),
	constraint arrival_check CHECK ((((import_id IS NULL) = (import_territory_id IS NULL)) AND ((import_id IS NULL) = (line IS NULL)))),
	constraint arrival_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
	constraint arrival_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200))),
	constraint arrival_thread_check CHECK ((length(thread) <= 200))
);
CREATE INDEX arrival_of_appeal ON intake.arrival USING btree (territory_id, appeal_id);
CREATE INDEX arrival_of_import ON intake.arrival USING btree (territory_id, import_id, appeal_id) WHERE (import_id IS NOT NULL);

-- tenant
create table intake.delivery (
	territory_id integer not null,
	id uuid not null,
	webhook_id uuid not null,
	event text not null,
	same text not null,
	body text not null,
	state text not null,
	attempts smallint default 0 not null,
	status smallint,
	answer text,
	problem text,
	created_at timestamp with time zone not null,
	tried_at timestamp with time zone,
	delivered_at timestamp with time zone,
	constraint delivery_pkey PRIMARY KEY (territory_id, id),
	constraint delivery_territory_id_webhook_id_same_key UNIQUE (territory_id, webhook_id, same),
	constraint delivery_answer_check CHECK ((length(answer) <= 2000)),
	constraint delivery_event_check CHECK ((length(event) <= 40)),
	constraint delivery_problem_check CHECK ((length(problem) <= 200)),
	constraint delivery_same_check CHECK ((length(same) <= 200)),
	constraint delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text]))),
	constraint delivery_territory_id_webhook_id_fkey FOREIGN KEY (territory_id, webhook_id) REFERENCES intake.webhook(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX delivery_newest ON intake.delivery USING btree (territory_id, webhook_id, created_at DESC, id DESC);

-- tenant
create table intake.endpoint (
	territory_id integer not null,
	id uuid not null,
	name text not null,
	url text not null,
	jurisdiction text default ''::text not null,
	key_sealed text,
	format text not null,
	zone text not null,
	reveals text not null,
	takes_private boolean default false not null,
	body_territory_id integer,
	body_id uuid,
	state text not null,
	services_at timestamp with time zone,
	polled_at timestamp with time zone,
	failing_since timestamp with time zone,
	problem text,
	created_by uuid not null,
	created_at timestamp with time zone not null,
	constraint endpoint_pkey PRIMARY KEY (territory_id, id),
	constraint endpoint_check CHECK (((body_territory_id IS NULL) = (body_id IS NULL))),
	constraint endpoint_format_check CHECK ((format = ANY (ARRAY['json'::text, 'xml'::text]))),
	constraint endpoint_jurisdiction_check CHECK ((length(jurisdiction) <= 200)),
	constraint endpoint_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
	constraint endpoint_problem_check CHECK ((length(problem) <= 500)),
	constraint endpoint_reveals_check CHECK ((reveals = ANY (ARRAY['public'::text, 'whole'::text]))),
	constraint endpoint_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'on'::text, 'off'::text]))),
	constraint endpoint_url_check CHECK (((length(url) >= 8) AND (length(url) <= 500))),
	constraint endpoint_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);

-- tenant
create table intake.endpoint_choice (
	territory_id integer not null,
	endpoint_id uuid not null,
	service_code text not null,
	question_code text not null,
	key text not null,
	"position" integer not null,
	name text not null,
	constraint endpoint_choice_pkey PRIMARY KEY (territory_id, endpoint_id, service_code, question_code, key),
	constraint endpoint_choice_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
	constraint endpoint_choice_name_check CHECK ((length(name) <= 300)),
	constraint endpoint_choice_territory_id_endpoint_id_service_code_ques_fkey FOREIGN KEY (territory_id, endpoint_id, service_code, question_code) REFERENCES intake.endpoint_question(territory_id, endpoint_id, service_code, code) ON DELETE CASCADE
);

-- tenant
create table intake.endpoint_question (
	territory_id integer not null,
	endpoint_id uuid not null,
	service_code text not null,
	code text not null,
	"position" integer not null,
	description text not null,
	required boolean not null,
	answer text default ''::text not null,
	constraint endpoint_question_pkey PRIMARY KEY (territory_id, endpoint_id, service_code, code),
	constraint endpoint_question_answer_check CHECK ((length(answer) <= 500)),
	constraint endpoint_question_code_check CHECK (((length(code) >= 1) AND (length(code) <= 120))),
	constraint endpoint_question_description_check CHECK ((length(description) <= 500)),
	constraint endpoint_question_territory_id_endpoint_id_service_code_fkey FOREIGN KEY (territory_id, endpoint_id, service_code) REFERENCES intake.endpoint_service(territory_id, endpoint_id, code) ON DELETE CASCADE
);

-- tenant
create table intake.endpoint_rule (
	territory_id integer not null,
	endpoint_id uuid not null,
	category text not null,
	service_code text not null,
	constraint endpoint_rule_pkey PRIMARY KEY (territory_id, endpoint_id, category),
	constraint endpoint_rule_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code),
	constraint endpoint_rule_territory_id_endpoint_id_service_code_fkey FOREIGN KEY (territory_id, endpoint_id, service_code) REFERENCES intake.endpoint_service(territory_id, endpoint_id, code) ON DELETE CASCADE
);

-- tenant
create table intake.endpoint_service (
	territory_id integer not null,
	endpoint_id uuid not null,
	code text not null,
	name text not null,
	description text not null,
	"group" text not null,
	keywords text not null,
	asks boolean not null,
	gone_at timestamp with time zone,
	constraint endpoint_service_pkey PRIMARY KEY (territory_id, endpoint_id, code),
	constraint endpoint_service_code_check CHECK (((length(code) >= 1) AND (length(code) <= 120))),
	constraint endpoint_service_description_check CHECK ((length(description) <= 2000)),
	constraint endpoint_service_group_check CHECK ((length("group") <= 200)),
	constraint endpoint_service_keywords_check CHECK ((length(keywords) <= 1000)),
	constraint endpoint_service_name_check CHECK ((length(name) <= 300)),
	constraint endpoint_service_territory_id_endpoint_id_fkey FOREIGN KEY (territory_id, endpoint_id) REFERENCES intake.endpoint(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table intake.import (
	territory_id integer not null,
	id uuid not null,
	file_name text not null,
	content bytea,
	size integer not null,
	format text not null,
	encoding text,
	delimiter text,
	headed boolean not null,
	mapping_id uuid not null,
	keeps_id uuid,
	state text not null,
	rows integer default 0 not null,
	wrong integer default 0 not null,
	doubtful integer default 0 not null,
	brought integer default 0 not null,
	known integer default 0 not null,
	taken_back integer default 0 not null,
	kept integer default 0 not null,
	reached integer default 0 not null,
	mirrored integer default 0 not null,
	seconds numeric,
	work_id uuid,
	account_id uuid,
	created_at timestamp with time zone not null,
	ended_at timestamp with time zone,
	undo_until timestamp with time zone,
	constraint import_pkey PRIMARY KEY (territory_id, id),
	constraint import_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200))),
	constraint import_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
	constraint import_state_check CHECK ((state = ANY (ARRAY['columns'::text, 'checking'::text, 'checked'::text, 'importing'::text, 'done'::text, 'stopped'::text, 'failed'::text, 'undoing'::text, 'undone'::text]))),
	constraint import_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id),
	constraint import_territory_id_mapping_id_fkey FOREIGN KEY (territory_id, mapping_id) REFERENCES intake.mapping(territory_id, id) ON DELETE RESTRICT
);
CREATE INDEX import_newest ON intake.import USING btree (territory_id, created_at DESC);

-- tenant
create table intake.import_column (
	territory_id integer not null,
	import_id uuid not null,
	"position" smallint not null,
	name text not null,
	filled integer not null,
	samples text[] not null,
	different integer,
	written text,
	swapped integer default 0 not null,
	constraint import_column_pkey PRIMARY KEY (territory_id, import_id, "position"),
	constraint import_column_territory_id_import_id_fkey FOREIGN KEY (territory_id, import_id) REFERENCES intake.import(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table intake.import_problem (
	territory_id integer not null,
	import_id uuid not null,
	number integer not null,
	line integer not null,
	"column" text,
	severity text not null,
	code text not null,
	facts jsonb default '{}'::jsonb not null,
	constraint import_problem_pkey PRIMARY KEY (territory_id, import_id, number),
	constraint import_problem_severity_check CHECK ((severity = ANY (ARRAY['wrong'::text, 'doubtful'::text]))),
	constraint import_problem_territory_id_import_id_fkey FOREIGN KEY (territory_id, import_id) REFERENCES intake.import(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX import_problem_of_code ON intake.import_problem USING btree (territory_id, import_id, code, number);

-- tenant
create table intake.import_value (
	territory_id integer not null,
	import_id uuid not null,
	"position" smallint not null,
	value text not null,
	count integer not null,
	constraint import_value_pkey PRIMARY KEY (territory_id, import_id, "position", value),
	constraint import_value_territory_id_import_id_fkey FOREIGN KEY (territory_id, import_id) REFERENCES intake.import(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table intake.mapping (
	territory_id integer not null,
	id uuid not null,
	name text,
	source text not null,
	made_by uuid,
	made_at timestamp with time zone not null,
	constraint mapping_pkey PRIMARY KEY (territory_id, id),
	constraint mapping_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
	constraint mapping_source_check CHECK (((length(source) >= 1) AND (length(source) <= 120))),
	constraint mapping_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);
CREATE UNIQUE INDEX mapping_named ON intake.mapping USING btree (territory_id, lower(name)) WHERE (name IS NOT NULL);

-- tenant
create table intake.mapping_field (
	territory_id integer not null,
	mapping_id uuid not null,
	field text not null,
	"column" text,
	otherwise text,
	written text,
	swapped boolean default false not null,
	constraint mapping_field_pkey PRIMARY KEY (territory_id, mapping_id, field),
	constraint mapping_field_column_check CHECK ((length("column") <= 100)),
	constraint mapping_field_field_check CHECK (((field ~ '^[a-z]+(-[a-z]+)*$'::text) AND (length(field) <= 40))),
	constraint mapping_field_otherwise_check CHECK ((length(otherwise) <= 200)),
	constraint mapping_field_written_check CHECK ((written = ANY (ARRAY['ymd'::text, 'dmy'::text, 'mdy'::text, 'serial'::text]))),
	constraint mapping_field_territory_id_mapping_id_fkey FOREIGN KEY (territory_id, mapping_id) REFERENCES intake.mapping(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table intake.mapping_value (
	territory_id integer not null,
	mapping_id uuid not null,
	field text not null,
	value text not null,
	target text not null,
	constraint mapping_value_pkey PRIMARY KEY (territory_id, mapping_id, field, value),
	constraint mapping_value_target_check CHECK ((length(target) <= 200)),
	constraint mapping_value_value_check CHECK ((length(value) <= 300)),
	constraint mapping_value_territory_id_mapping_id_fkey FOREIGN KEY (territory_id, mapping_id) REFERENCES intake.mapping(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table intake.sending (
	territory_id integer not null,
	appeal_id uuid not null,
	endpoint_territory_id integer not null,
	endpoint_id uuid not null,
	service_code text not null,
	state text not null,
	attempts smallint default 0 not null,
	began_at timestamp with time zone,
	token text,
	foreign_id text,
	notes text default ''::text not null,
	problem text,
	created_at timestamp with time zone not null,
	sent_at timestamp with time zone,
	changed_at timestamp with time zone not null,
	constraint sending_pkey PRIMARY KEY (territory_id, appeal_id, endpoint_territory_id, endpoint_id),
	constraint sending_check CHECK (((state <> ALL (ARRAY['open'::text, 'closed'::text])) OR (foreign_id IS NOT NULL))),
	constraint sending_check1 CHECK (((state <> 'token'::text) OR (token IS NOT NULL))),
	constraint sending_foreign_id_check CHECK ((length(foreign_id) <= 200)),
	constraint sending_notes_check CHECK ((length(notes) <= 2000)),
	constraint sending_problem_check CHECK ((length(problem) <= 500)),
	constraint sending_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'token'::text, 'open'::text, 'closed'::text, 'refused'::text]))),
	constraint sending_token_check CHECK ((length(token) <= 300))
);
CREATE INDEX sending_by_number ON intake.sending USING btree (territory_id, endpoint_id, foreign_id) WHERE (foreign_id IS NOT NULL);
CREATE INDEX sending_of_endpoint ON intake.sending USING btree (territory_id, endpoint_id, state, changed_at DESC);

-- tenant
create table intake.webhook (
	territory_id integer not null,
	id uuid not null,
	name text not null,
	url text not null,
	events text[] not null,
	category text,
	secret_sealed text not null,
	key_id uuid,
	state text not null,
	failing_since timestamp with time zone,
	delivered_at timestamp with time zone,
	created_by uuid not null,
	created_at timestamp with time zone not null,
	constraint webhook_pkey PRIMARY KEY (territory_id, id),
	constraint webhook_events_check CHECK ((cardinality(events) > 0)),
	constraint webhook_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
	constraint webhook_state_check CHECK ((state = ANY (ARRAY['on'::text, 'off'::text, 'failed'::text]))),
	constraint webhook_url_check CHECK (((length(url) >= 8) AND (length(url) <= 500))),
	constraint webhook_category_fkey FOREIGN KEY (category) REFERENCES appeals.category(code),
	constraint webhook_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id),
	constraint webhook_territory_id_key_id_fkey FOREIGN KEY (territory_id, key_id) REFERENCES intake.api_key(territory_id, id) ON DELETE RESTRICT
);


-- jobs

create schema jobs;

-- local
create table jobs.process (
	pool text not null,
	host text not null,
	pid integer not null,
	started_at timestamp with time zone not null,
	seen_at timestamp with time zone not null,
	constraint process_pkey PRIMARY KEY (pool)
);
comment on table jobs.process is 'Processes that run jobs. One that was not seen for half a minute is dead, and the jobs it held are given to others.';

-- local
create table jobs.work (
	id uuid not null,
	territory_id integer not null,
	job text not null,
	title_key text not null,
	title_facts jsonb not null,
	started_by uuid,
	payload jsonb not null,
	state text not null,
	done bigint default 0 not null,
	total bigint,
	note_key text,
	note_facts jsonb,
	cursor jsonb,
	result jsonb,
	error text,
	created_at timestamp with time zone not null,
	updated_at timestamp with time zone not null,
	ended_at timestamp with time zone,
	constraint work_pkey PRIMARY KEY (id),
	constraint work_check CHECK (((state = ANY (ARRAY['done'::text, 'stopped'::text, 'failed'::text])) = (ended_at IS NOT NULL))),
	constraint work_done_check CHECK ((done >= 0)),
	constraint work_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'stopping'::text, 'stopped'::text, 'done'::text, 'failed'::text]))),
	constraint work_total_check CHECK ((total >= 0))
);
CREATE INDEX work_by_person ON jobs.work USING btree (started_by, created_at DESC);
CREATE INDEX work_by_territory ON jobs.work USING btree (territory_id, created_at DESC, id DESC);
comment on table jobs.work is 'Work that takes long: how far it is, and from where it can be taken up again.';
comment on column jobs.work.territory_id is 'Whose administrators see it; 0 is the installation.';
comment on column jobs.work.title_key is 'A key of the words, shown with title_facts in the language of the reader.';
comment on column jobs.work.done is 'Pieces done, of total where that is known.';
comment on column jobs.work.cursor is 'Written by the job: what it needs to go on from here.';
comment on column jobs.work.result is 'Written by the job at its end, for the page: figures and report.';
comment on column jobs.work.error is 'What stopped it, for administrators.';


-- notifications

create schema notifications;

-- account
create table notifications.choice (
	account_id uuid not null,
	kind text not null,
	in_account boolean not null,
	mail text not null,
	changed_at timestamp with time zone not null,
	constraint choice_pkey PRIMARY KEY (account_id, kind),
	constraint choice_mail_check CHECK ((mail = ANY (ARRAY['never'::text, 'at-once'::text, 'digest'::text])))
);

-- account
create table notifications.notice (
	account_id uuid not null,
	id uuid not null,
	kind text not null,
	key text not null,
	about_territory integer,
	facts jsonb not null,
	url text not null,
	shown boolean not null,
	mail text not null,
	mail_after timestamp with time zone,
	created_at timestamp with time zone not null,
	read_at timestamp with time zone,
	constraint notice_pkey PRIMARY KEY (account_id, id),
	constraint notice_account_id_key_key UNIQUE (account_id, key),
	constraint notice_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 200))),
	constraint notice_mail_check CHECK ((mail = ANY (ARRAY['never'::text, 'at-once'::text, 'digest'::text, 'sent'::text])))
);
CREATE INDEX notice_by_age ON notifications.notice USING btree (created_at);
CREATE INDEX notice_newest ON notifications.notice USING btree (account_id, created_at DESC, id DESC) WHERE shown;
CREATE INDEX notice_to_mail ON notifications.notice USING btree (mail_after, account_id) WHERE (mail = ANY (ARRAY['at-once'::text, 'digest'::text]));
CREATE INDEX notice_unread ON notifications.notice USING btree (account_id) WHERE (shown AND (read_at IS NULL));

-- account
create table notifications.rhythm (
	account_id uuid not null,
	zone text not null,
	digest_hour smallint not null,
	quiet_from smallint,
	quiet_to smallint,
	changed_at timestamp with time zone not null,
	constraint rhythm_pkey PRIMARY KEY (account_id),
	constraint rhythm_check CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
	constraint rhythm_digest_hour_check CHECK (((digest_hour >= 0) AND (digest_hour <= 23))),
	constraint rhythm_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 23))),
	constraint rhythm_quiet_to_check CHECK (((quiet_to >= 0) AND (quiet_to <= 23)))
);


-- opinions

create schema opinions;

-- tenant
create table opinions.conversation (
	territory_id integer not null,
	id uuid not null,
	space_id uuid,
	state text not null,
	lang text not null,
	question text not null,
	explanation text not null,
	other_question text,
	other_explanation text,
	who jsonb not null,
	adding text not null,
	moderation text not null,
	results text not null,
	open_marks boolean not null,
	closes_at timestamp with time zone,
	version integer default 1 not null,
	statements integer default 0 not null,
	participants integer default 0 not null,
	created_by uuid,
	created_at timestamp with time zone not null,
	opened_at timestamp with time zone,
	closed_at timestamp with time zone,
	cancelled_at timestamp with time zone,
	cancelled_why text default ''::text not null,
	constraint conversation_pkey PRIMARY KEY (territory_id, id),
	constraint conversation_adding_check CHECK ((adding = ANY (ARRAY['residents'::text, 'nobody'::text]))),
	constraint conversation_cancelled_why_check CHECK ((length(cancelled_why) <= 2000)),
	constraint conversation_check CHECK (((state = 'draft'::text) OR ((opened_at IS NOT NULL) AND (closes_at IS NOT NULL)))),
	constraint conversation_check1 CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
	constraint conversation_check2 CHECK (((state = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
	constraint conversation_explanation_check CHECK ((length(explanation) <= 20000)),
	constraint conversation_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint conversation_moderation_check CHECK ((moderation = ANY (ARRAY['before'::text, 'after'::text]))),
	constraint conversation_other_explanation_check CHECK ((length(other_explanation) <= 20000)),
	constraint conversation_other_question_check CHECK ((length(other_question) <= 300)),
	constraint conversation_participants_check CHECK ((participants >= 0)),
	constraint conversation_question_check CHECK ((length(question) <= 300)),
	constraint conversation_results_check CHECK ((results = ANY (ARRAY['always'::text, 'after-mine'::text, 'after-closing'::text]))),
	constraint conversation_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'cancelled'::text]))),
	constraint conversation_statements_check CHECK ((statements >= 0))
);
CREATE INDEX conversation_newest ON opinions.conversation USING btree (territory_id, created_at DESC, id DESC);
CREATE INDEX conversation_open ON opinions.conversation USING btree (closes_at) WHERE (state = 'open'::text);

-- tenant
create table opinions.event (
	territory_id integer not null,
	id uuid not null,
	conversation_id uuid not null,
	at timestamp with time zone not null,
	kind text not null,
	account_id uuid,
	reason text default ''::text not null,
	before text,
	after text,
	constraint event_pkey PRIMARY KEY (territory_id, id),
	constraint event_kind_check CHECK ((kind = ANY (ARRAY['opened'::text, 'prolonged'::text, 'closed'::text, 'cancelled'::text]))),
	constraint event_reason_check CHECK ((length(reason) <= 2000)),
	constraint event_territory_id_conversation_id_fkey FOREIGN KEY (territory_id, conversation_id) REFERENCES opinions.conversation(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX event_of_conversation ON opinions.event USING btree (territory_id, conversation_id, at, id);

-- tenant
create table opinions.mark (
	territory_id integer not null,
	conversation_id uuid not null,
	participant integer not null,
	statement integer not null,
	mark smallint,
	at timestamp with time zone not null,
	constraint mark_pkey PRIMARY KEY (territory_id, conversation_id, participant, statement),
	constraint mark_mark_check CHECK ((mark = ANY (ARRAY['-1'::integer, 0, 1]))),
	constraint mark_territory_id_conversation_id_participant_fkey FOREIGN KEY (territory_id, conversation_id, participant) REFERENCES opinions.participant(territory_id, conversation_id, number),
	constraint mark_territory_id_conversation_id_statement_fkey FOREIGN KEY (territory_id, conversation_id, statement) REFERENCES opinions.statement(territory_id, conversation_id, number)
);
CREATE INDEX mark_newest ON opinions.mark USING btree (territory_id, conversation_id, at);

-- tenant
create table opinions.participant (
	territory_id integer not null,
	conversation_id uuid not null,
	number integer not null,
	account_id uuid,
	joined_on date not null,
	constraint participant_pkey PRIMARY KEY (territory_id, conversation_id, number),
	constraint participant_territory_id_conversation_id_account_id_key UNIQUE (territory_id, conversation_id, account_id),
	constraint participant_number_check CHECK ((number > 0)),
	constraint participant_territory_id_conversation_id_fkey FOREIGN KEY (territory_id, conversation_id) REFERENCES opinions.conversation(territory_id, id)
);
CREATE INDEX participant_account ON opinions.participant USING btree (account_id) WHERE (account_id IS NOT NULL);

-- tenant
create table opinions.reading (
	territory_id integer not null,
	conversation_id uuid not null,
	at timestamp with time zone not null,
	newest_mark timestamp with time zone,
	statements_at timestamp with time zone,
	marks integer not null,
	people integer not null,
	content jsonb not null,
	state jsonb not null,
	constraint reading_pkey PRIMARY KEY (territory_id, conversation_id),
	constraint reading_territory_id_conversation_id_fkey FOREIGN KEY (territory_id, conversation_id) REFERENCES opinions.conversation(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table opinions.statement (
	territory_id integer not null,
	conversation_id uuid not null,
	number integer not null,
	text text not null,
	lang text not null,
	other_text text,
	plain text not null,
	account_id uuid,
	is_first boolean not null,
	state text not null,
	reason text default ''::text not null,
	decided_by uuid,
	decided_at timestamp with time zone,
	created_at timestamp with time zone not null,
	ready_reason text,
	constraint statement_pkey PRIMARY KEY (territory_id, conversation_id, number),
	constraint statement_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint statement_number_check CHECK ((number > 0)),
	constraint statement_other_text_check CHECK (((length(other_text) >= 1) AND (length(other_text) <= 280))),
	constraint statement_ready_reason_check CHECK ((ready_reason ~ '^[a-z]{1,20}$'::text)),
	constraint statement_reason_check CHECK ((length(reason) <= 2000)),
	constraint statement_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'shown'::text, 'rejected'::text, 'withdrawn'::text]))),
	constraint statement_text_check CHECK (((length(text) >= 1) AND (length(text) <= 280))),
	constraint statement_territory_id_conversation_id_fkey FOREIGN KEY (territory_id, conversation_id) REFERENCES opinions.conversation(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX statement_of_account ON opinions.statement USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX statement_said ON opinions.statement USING btree (territory_id, conversation_id, md5(plain));
CREATE INDEX statement_waiting ON opinions.statement USING btree (territory_id, conversation_id, number) WHERE (state = 'waiting'::text);


-- organisations

create schema organisations;

-- tenant
create table organisations.absence (
	territory_id integer not null,
	id uuid not null,
	body_id uuid,
	account_id uuid not null,
	deputy_id uuid not null,
	from_on date not null,
	until_on date not null,
	starts_at timestamp with time zone not null,
	ends_at timestamp with time zone not null,
	declared_by uuid not null,
	declared_at timestamp with time zone not null,
	begun_at timestamp with time zone,
	ended_at timestamp with time zone,
	ended_by uuid,
	constraint absence_pkey PRIMARY KEY (territory_id, id),
	constraint absence_check CHECK ((account_id <> deputy_id)),
	constraint absence_check1 CHECK ((until_on >= from_on)),
	constraint absence_check2 CHECK ((ends_at > starts_at))
);
CREATE INDEX absence_of_account ON organisations.absence USING btree (territory_id, account_id, ends_at);
CREATE INDEX absence_of_body ON organisations.absence USING btree (territory_id, body_id, ends_at);
CREATE INDEX absence_of_deputy ON organisations.absence USING btree (territory_id, deputy_id, ends_at);

-- tenant
create table organisations.absence_grant (
	territory_id integer not null,
	absence_id uuid not null,
	grant_id uuid not null,
	constraint absence_grant_pkey PRIMARY KEY (territory_id, absence_id, grant_id),
	constraint absence_grant_territory_id_absence_id_fkey FOREIGN KEY (territory_id, absence_id) REFERENCES organisations.absence(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table organisations.body (
	territory_id integer not null,
	id uuid not null,
	kind text not null,
	parent_id uuid,
	slug text not null,
	"position" integer default 0 not null,
	phone text,
	email text,
	site text,
	address text,
	hours text,
	lat double precision,
	lon double precision,
	opened_on date,
	closed_on date,
	successor_id uuid,
	created_at timestamp with time zone not null,
	updated_at timestamp with time zone not null,
	constraint body_pkey PRIMARY KEY (territory_id, id),
	constraint body_territory_id_slug_key UNIQUE (territory_id, slug),
	constraint body_address_check CHECK ((length(address) <= 500)),
	constraint body_check CHECK ((parent_id <> id)),
	constraint body_check1 CHECK (((lat IS NULL) = (lon IS NULL))),
	constraint body_email_check CHECK ((length(email) <= 254)),
	constraint body_hours_check CHECK ((length(hours) <= 500)),
	constraint body_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
	constraint body_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
	constraint body_phone_check CHECK ((length(phone) <= 200)),
	constraint body_site_check CHECK (((site ~ '^https?://'::text) AND (length(site) <= 500))),
	constraint body_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 80))),
	constraint body_kind_fkey FOREIGN KEY (kind) REFERENCES organisations.kind(code),
	constraint body_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id),
	constraint body_territory_id_parent_id_fkey FOREIGN KEY (territory_id, parent_id) REFERENCES organisations.body(territory_id, id) ON DELETE RESTRICT,
	constraint body_territory_id_successor_id_fkey FOREIGN KEY (territory_id, successor_id) REFERENCES organisations.body(territory_id, id) ON DELETE RESTRICT
);
CREATE INDEX body_territory_id_parent_id_idx ON organisations.body USING btree (territory_id, parent_id);
CREATE INDEX body_territory_id_position_idx ON organisations.body USING btree (territory_id, "position");

-- tenant
create table organisations.body_text (
	territory_id integer not null,
	body_id uuid not null,
	lang text not null,
	name text not null,
	short_name text,
	about text default ''::text not null,
	constraint body_text_pkey PRIMARY KEY (territory_id, body_id, lang),
	constraint body_text_about_check CHECK ((length(about) <= 5000)),
	constraint body_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint body_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
	constraint body_text_short_name_check CHECK (((length(short_name) >= 1) AND (length(short_name) <= 80))),
	constraint body_text_territory_id_body_id_fkey FOREIGN KEY (territory_id, body_id) REFERENCES organisations.body(territory_id, id) ON DELETE CASCADE
);

-- reference
create table organisations.kind (
	code text not null,
	"position" smallint not null,
	executes boolean default true not null,
	constraint kind_pkey PRIMARY KEY (code),
	constraint kind_code_check CHECK ((code ~ '^[a-z][a-z-]{1,39}$'::text))
);

-- reference
create table organisations.kind_text (
	kind text not null,
	lang text not null,
	name text not null,
	constraint kind_text_pkey PRIMARY KEY (kind, lang),
	constraint kind_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint kind_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
	constraint kind_text_kind_fkey FOREIGN KEY (kind) REFERENCES organisations.kind(code) ON DELETE CASCADE
);

-- reference
create table organisations.place_kind (
	code text not null,
	"position" smallint default 0 not null,
	constraint place_kind_pkey PRIMARY KEY (code),
	constraint place_kind_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{0,39}$'::text))
);

-- reference
create table organisations.place_kind_text (
	place_kind text not null,
	lang text not null,
	name text not null,
	constraint place_kind_text_pkey PRIMARY KEY (place_kind, lang),
	constraint place_kind_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint place_kind_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
	constraint place_kind_text_place_kind_fkey FOREIGN KEY (place_kind) REFERENCES organisations.place_kind(code) ON DELETE CASCADE
);

-- tenant
create table organisations.responsibility (
	territory_id integer not null,
	id uuid not null,
	category text,
	area_id integer not null,
	place_kind text,
	body_territory_id integer not null,
	body_id uuid not null,
	unit_id uuid,
	"position" integer default 0 not null,
	created_by uuid not null,
	created_at timestamp with time zone not null,
	constraint responsibility_pkey PRIMARY KEY (territory_id, id),
	constraint responsibility_category_check CHECK ((length(category) <= 80)),
	constraint responsibility_place_kind_check CHECK ((length(place_kind) <= 40)),
	constraint responsibility_area_id_fkey FOREIGN KEY (area_id) REFERENCES territories.territory(id),
	constraint responsibility_body_territory_id_fkey FOREIGN KEY (body_territory_id) REFERENCES territories.territory(id),
	constraint responsibility_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id)
);
CREATE UNIQUE INDEX responsibility_once ON organisations.responsibility USING btree (territory_id, COALESCE(category, ''::text), area_id, COALESCE(place_kind, ''::text), "position");
CREATE INDEX responsibility_territory_id_body_territory_id_body_id_idx ON organisations.responsibility USING btree (territory_id, body_territory_id, body_id);

-- tenant
create table organisations.service_area (
	territory_id integer not null,
	body_id uuid not null,
	area_id integer not null,
	constraint service_area_pkey PRIMARY KEY (territory_id, body_id, area_id),
	constraint service_area_area_id_fkey FOREIGN KEY (area_id) REFERENCES territories.territory(id),
	constraint service_area_territory_id_body_id_fkey FOREIGN KEY (territory_id, body_id) REFERENCES organisations.body(territory_id, id) ON DELETE CASCADE
);

-- tenant
create table organisations.staff (
	territory_id integer not null,
	id uuid not null,
	body_id uuid not null,
	unit_id uuid,
	account_id uuid not null,
	role text not null,
	post text default ''::text not null,
	public boolean default false not null,
	public_name text,
	since date not null,
	until date,
	constraint staff_pkey PRIMARY KEY (territory_id, id),
	constraint staff_check CHECK ((until >= since)),
	constraint staff_check1 CHECK (((NOT public) OR (public_name IS NOT NULL))),
	constraint staff_post_check CHECK ((length(post) <= 200)),
	constraint staff_public_name_check CHECK (((length(public_name) >= 1) AND (length(public_name) <= 200))),
	constraint staff_role_check CHECK ((role = ANY (ARRAY['head'::text, 'controller'::text, 'executor'::text, 'official'::text]))),
	constraint staff_territory_id_body_id_fkey FOREIGN KEY (territory_id, body_id) REFERENCES organisations.body(territory_id, id) ON DELETE CASCADE,
	constraint staff_territory_id_body_id_unit_id_fkey FOREIGN KEY (territory_id, body_id, unit_id) REFERENCES organisations.unit(territory_id, body_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX staff_once ON organisations.staff USING btree (territory_id, body_id, account_id, role) WHERE (until IS NULL);
CREATE INDEX staff_territory_id_account_id_idx ON organisations.staff USING btree (territory_id, account_id) WHERE (until IS NULL);

-- tenant
create table organisations.unit (
	territory_id integer not null,
	id uuid not null,
	body_id uuid not null,
	parent_id uuid,
	"position" integer default 0 not null,
	phone text,
	closed_on date,
	constraint unit_pkey PRIMARY KEY (territory_id, id),
	constraint unit_territory_id_body_id_id_key UNIQUE (territory_id, body_id, id),
	constraint unit_check CHECK ((parent_id <> id)),
	constraint unit_phone_check CHECK ((length(phone) <= 200)),
	constraint unit_territory_id_body_id_fkey FOREIGN KEY (territory_id, body_id) REFERENCES organisations.body(territory_id, id) ON DELETE CASCADE,
	constraint unit_territory_id_body_id_parent_id_fkey FOREIGN KEY (territory_id, body_id, parent_id) REFERENCES organisations.unit(territory_id, body_id, id) ON DELETE RESTRICT
);

-- tenant
create table organisations.unit_text (
	territory_id integer not null,
	unit_id uuid not null,
	lang text not null,
	name text not null,
	constraint unit_text_pkey PRIMARY KEY (territory_id, unit_id, lang),
	constraint unit_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint unit_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
	constraint unit_text_territory_id_unit_id_fkey FOREIGN KEY (territory_id, unit_id) REFERENCES organisations.unit(territory_id, id) ON DELETE CASCADE
);


-- platform

create schema platform;

-- account
create table platform.account_idempotency (
	account_id uuid not null,
	key text not null,
	request_hash bytea not null,
	answer jsonb,
	created_at timestamp with time zone not null,
	constraint account_idempotency_pkey PRIMARY KEY (account_id, key),
	constraint account_idempotency_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
	constraint account_idempotency_request_hash_check CHECK ((octet_length(request_hash) = 32))
);
CREATE INDEX account_idempotency_by_time ON platform.account_idempotency USING btree (created_at);
comment on table platform.account_idempotency is 'Commands that changed an account, so that a repeated form or API call gets the first answer. Written in the transaction of the command.';
comment on column platform.account_idempotency.key is 'From the form or the call of the client.';
comment on column platform.account_idempotency.request_hash is 'SHA-256 of the request: the same key with another request is refused.';
comment on column platform.account_idempotency.answer is 'Null only inside the transaction that carries the command out.';

-- tenant
create table platform.idempotency (
	territory_id integer not null,
	key text not null,
	request_hash bytea not null,
	answer jsonb,
	created_at timestamp with time zone not null,
	constraint idempotency_pkey PRIMARY KEY (territory_id, key),
	constraint idempotency_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
	constraint idempotency_request_hash_check CHECK ((octet_length(request_hash) = 32))
);
CREATE INDEX idempotency_by_time ON platform.idempotency USING btree (created_at);
comment on table platform.idempotency is 'Commands that were carried out, so that a repeated form or API call gets the first answer. Written in the transaction of the command.';
comment on column platform.idempotency.key is 'From the form or the call of the client.';
comment on column platform.idempotency.request_hash is 'SHA-256 of the request: the same key with another request is refused.';
comment on column platform.idempotency.answer is 'Null only inside the transaction that carries the command out.';

-- local
create table platform.key_print (
	version integer not null,
	print bytea not null,
	since timestamp with time zone not null,
	constraint key_print_pkey PRIMARY KEY (version),
	constraint key_print_print_check CHECK ((octet_length(print) = 16))
);
comment on table platform.key_print is 'Fingerprints of the keys in VECHE_KEYS. They tell keys apart and give nothing away.';
comment on column platform.key_print.print is 'Derived from the key by HKDF, under a purpose of its own.';

-- local
create table platform.migration (
	name text not null,
	checksum text not null,
	applied_at timestamp with time zone not null,
	constraint migration_pkey PRIMARY KEY (name)
);
comment on table platform.migration is 'Files of database/migrations that this database has been through.';
comment on column platform.migration.checksum is 'SHA-256 of the file, hexadecimal.';

-- local
create table platform.migration_lock (
	only_row boolean not null,
	constraint migration_lock_pkey PRIMARY KEY (only_row),
	constraint migration_lock_only_row_check CHECK (only_row)
);
comment on table platform.migration_lock is 'One row, locked while migrations run.';


-- quality

create schema quality;

-- reference
create table quality.criterion (
	holds_in integer not null,
	version integer not null,
	code text not null,
	"position" smallint not null,
	weight smallint not null,
	constraint criterion_pkey PRIMARY KEY (holds_in, version, code),
	constraint criterion_code_check CHECK (((code ~ '^[a-z]+(-[a-z]+)*$'::text) AND (length(code) <= 40))),
	constraint criterion_weight_check CHECK (((weight >= 1) AND (weight <= 10))),
	constraint criterion_holds_in_version_fkey FOREIGN KEY (holds_in, version) REFERENCES quality.rubric(holds_in, version) ON DELETE CASCADE
);

-- reference
create table quality.criterion_text (
	holds_in integer not null,
	version integer not null,
	code text not null,
	lang text not null,
	name text not null,
	hint text default ''::text not null,
	constraint criterion_text_pkey PRIMARY KEY (holds_in, version, code, lang),
	constraint criterion_text_hint_check CHECK ((length(hint) <= 300)),
	constraint criterion_text_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
	constraint criterion_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
	constraint criterion_text_holds_in_version_code_fkey FOREIGN KEY (holds_in, version, code) REFERENCES quality.criterion(holds_in, version, code) ON DELETE CASCADE
);

-- tenant
create table quality.draw (
	territory_id integer not null,
	week date not null,
	seed text not null,
	per_body smallint not null,
	percent smallint not null,
	twice smallint not null,
	answers integer not null,
	drawn integer not null,
	drawn_at timestamp with time zone not null,
	constraint draw_pkey PRIMARY KEY (territory_id, week),
	constraint draw_seed_check CHECK (((length(seed) >= 16) AND (length(seed) <= 64)))
);

-- reference
create table quality.plan (
	holds_in integer not null,
	version integer not null,
	inherits boolean default false not null,
	per_body smallint not null,
	percent smallint not null,
	twice smallint not null,
	made_at timestamp with time zone not null,
	made_by uuid,
	constraint plan_pkey PRIMARY KEY (holds_in, version),
	constraint plan_per_body_check CHECK (((per_body >= 0) AND (per_body <= 50))),
	constraint plan_percent_check CHECK (((percent >= 0) AND (percent <= 100))),
	constraint plan_twice_check CHECK (((twice >= 0) AND (twice <= 100))),
	constraint plan_version_check CHECK ((version > 0))
);

-- tenant
create table quality.point (
	territory_id integer not null,
	scoring_id uuid not null,
	code text not null,
	points smallint not null,
	constraint point_pkey PRIMARY KEY (territory_id, scoring_id, code),
	constraint point_points_check CHECK (((points >= 0) AND (points <= 2))),
	constraint point_territory_id_scoring_id_fkey FOREIGN KEY (territory_id, scoring_id) REFERENCES quality.scoring(territory_id, id) ON DELETE CASCADE
);

-- reference
create table quality.rubric (
	holds_in integer not null,
	version integer not null,
	inherits boolean default false not null,
	made_at timestamp with time zone not null,
	made_by uuid,
	constraint rubric_pkey PRIMARY KEY (holds_in, version),
	constraint rubric_version_check CHECK ((version > 0))
);

-- tenant
create table quality.sampled (
	territory_id integer not null,
	id uuid not null,
	week date not null,
	appeal_id uuid not null,
	answer_id uuid not null,
	body_territory_id integer not null,
	body_id uuid not null,
	account_id uuid,
	"position" integer not null,
	twice boolean not null,
	constraint sampled_pkey PRIMARY KEY (territory_id, id),
	constraint sampled_territory_id_answer_id_key UNIQUE (territory_id, answer_id),
	constraint sampled_territory_id_answer_id_fkey FOREIGN KEY (territory_id, answer_id) REFERENCES appeals.answer(territory_id, id) ON DELETE CASCADE,
	constraint sampled_territory_id_week_fkey FOREIGN KEY (territory_id, week) REFERENCES quality.draw(territory_id, week) ON DELETE CASCADE
);
CREATE INDEX sampled_of_week ON quality.sampled USING btree (territory_id, week, "position");

-- tenant
create table quality.scoring (
	territory_id integer not null,
	id uuid not null,
	sampled_id uuid not null,
	slot smallint not null,
	week date not null,
	"position" integer not null,
	scorer_id uuid,
	taken_at timestamp with time zone,
	scored_at timestamp with time zone,
	rubric_holds_in integer,
	rubric_version integer,
	total numeric(5,4),
	formal boolean,
	note text,
	constraint scoring_pkey PRIMARY KEY (territory_id, id),
	constraint scoring_territory_id_sampled_id_slot_key UNIQUE (territory_id, sampled_id, slot),
	constraint scoring_check CHECK ((((scored_at IS NULL) = (total IS NULL)) AND ((scored_at IS NULL) = (formal IS NULL)) AND ((scored_at IS NULL) = (rubric_version IS NULL)))),
	constraint scoring_note_check CHECK ((length(note) <= 2000)),
	constraint scoring_slot_check CHECK ((slot = ANY (ARRAY[1, 2]))),
	constraint scoring_total_check CHECK (((total >= (0)::numeric) AND (total <= (1)::numeric))),
	constraint scoring_territory_id_sampled_id_fkey FOREIGN KEY (territory_id, sampled_id) REFERENCES quality.sampled(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX scoring_of_person ON quality.scoring USING btree (territory_id, scorer_id, scored_at DESC);
CREATE UNIQUE INDEX scoring_once ON quality.scoring USING btree (territory_id, sampled_id, scorer_id) WHERE (scorer_id IS NOT NULL);
CREATE INDEX scoring_waiting ON quality.scoring USING btree (territory_id, week, "position") WHERE (scored_at IS NULL);

-- tenant
create table quality.tally (
	territory_id integer not null,
	week date not null,
	answers integer not null,
	returned integer not null,
	disputed integer not null,
	sampled integer not null,
	scored integer not null,
	formal numeric(12,2) not null,
	points numeric(14,4) not null,
	stratum_answers integer not null,
	stratum_formal numeric(14,4) not null,
	stratum_spread numeric(18,4) not null,
	twice integer not null,
	both_formal integer not null,
	differed integer not null,
	constraint tally_pkey PRIMARY KEY (territory_id, week)
);

-- tenant
create table quality.week_of_body (
	territory_id integer not null,
	week date not null,
	owner_id integer not null,
	body_territory_id integer not null,
	body_id uuid not null,
	answers integer not null,
	returned integer not null,
	disputed integer not null,
	sampled integer not null,
	scored integer not null,
	formal numeric(10,2) not null,
	points numeric(12,4) not null,
	constraint week_of_body_pkey PRIMARY KEY (territory_id, week, owner_id, body_territory_id, body_id)
);
CREATE INDEX week_of_body_of_body ON quality.week_of_body USING btree (territory_id, body_id, week);


-- search

create schema search;

CREATE OR REPLACE FUNCTION search.fold(text text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(lower((text COLLATE "und-x-icu")), 'ё'::text, 'е'::text);

CREATE OR REPLACE FUNCTION search.plain(word text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(word, 'абвгдежзийклмнопрстуфхцчшщъыьэюя'::text, 'abvgdejzi1klmnoprstufhcqwx2y3456'::text);

CREATE OR REPLACE FUNCTION search.vector(title text, names text, body text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((setweight(to_tsvector('russian'::regconfig, search.fold(((COALESCE(title, ''::text) || ' '::text) || COALESCE(names, ''::text)))), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, search.fold(((COALESCE(title, ''::text) || ' '::text) || COALESCE(names, ''::text)))), 'A'::"char")) || setweight(to_tsvector('russian'::regconfig, search.fold(COALESCE(body, ''::text))), 'C'::"char"));

-- tenant
create table search.item (
	territory_id integer not null,
	kind text not null,
	id text not null,
	lang text not null,
	url text not null,
	title text not null,
	names text default ''::text not null,
	body text default ''::text not null,
	weight real default 1 not null,
	audience text not null,
	at timestamp with time zone not null,
	changed_at timestamp with time zone not null,
	sum bytea not null,
	tsv tsvector generated always as (search.vector(title, names, body)) stored,
	constraint item_pkey PRIMARY KEY (territory_id, kind, id, lang),
	constraint item_audience_check CHECK ((audience = ANY (ARRAY['public'::text, 'officials'::text]))),
	constraint item_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint item_names_check CHECK ((char_length(names) <= 200)),
	constraint item_title_check CHECK ((char_length(title) <= 200)),
	constraint item_weight_check CHECK (((weight > (0)::double precision) AND (weight <= (100)::double precision)))
);
CREATE INDEX item_changed ON search.item USING btree (changed_at);
CREATE INDEX item_newest ON search.item USING btree (territory_id, at);
CREATE INDEX item_words ON search.item USING gin (territory_id, tsv) WITH (gin_pending_list_limit='256');

-- local
create table search.learned (
	one boolean default true not null,
	up_to timestamp with time zone not null,
	constraint learned_pkey PRIMARY KEY (one),
	constraint learned_one_check CHECK (one)
);

-- reference
create table search.place (
	territory integer not null,
	lang text not null,
	kind text not null,
	url text not null,
	title text not null,
	names text default ''::text not null,
	weight real default 1 not null,
	changed_at timestamp with time zone not null,
	sum bytea not null,
	folded text generated always as (search.fold(title)) stored,
	tsv tsvector generated always as (search.vector(title, names, ''::text)) stored,
	constraint place_pkey PRIMARY KEY (territory, lang),
	constraint place_folded_check CHECK ((char_length(folded) <= 200)),
	constraint place_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint place_names_check CHECK ((char_length(names) <= 200)),
	constraint place_title_check CHECK ((char_length(title) <= 200))
);
CREATE INDEX place_begins ON search.place USING btree (folded text_pattern_ops);
CREATE INDEX place_changed ON search.place USING btree (changed_at);
CREATE INDEX place_words ON search.place USING gin (tsv);

-- reference
create table search.word (
	word text not null,
	stem text not null,
	count integer not null,
	plain text generated always as (search.plain(word)) stored not null,
	constraint word_pkey PRIMARY KEY (word),
	constraint word_plain_check CHECK ((char_length(plain) <= 40)),
	constraint word_stem_check CHECK ((char_length(stem) <= 40)),
	constraint word_word_check CHECK (((char_length(word) >= 2) AND (char_length(word) <= 40)))
);
CREATE INDEX word_like ON search.word USING gin (plain gin_trgm_ops);
CREATE INDEX word_stem ON search.word USING btree (stem);


-- spaces

create schema spaces;

-- tenant
create table spaces.invitation (
	territory_id integer not null,
	id uuid not null,
	space_id uuid not null,
	email text,
	role text not null,
	secret_hash bytea not null,
	invited_by uuid not null,
	created_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	places integer,
	used integer default 0 not null,
	revoked_at timestamp with time zone,
	constraint invitation_pkey PRIMARY KEY (territory_id, id),
	constraint invitation_email_check CHECK ((length(email) <= 254)),
	constraint invitation_places_check CHECK ((places > 0)),
	constraint invitation_territory_id_space_id_fkey FOREIGN KEY (territory_id, space_id) REFERENCES spaces.space(territory_id, id) ON DELETE CASCADE
);
CREATE INDEX invitation_space ON spaces.invitation USING btree (territory_id, space_id, created_at DESC);

-- reference
create table spaces.kind (
	kind text not null,
	made_by text not null,
	openness text[] default '{open,closed,secret}'::text[] not null,
	"position" integer default 0 not null,
	constraint kind_pkey PRIMARY KEY (kind),
	constraint kind_kind_check CHECK ((kind ~ '^[a-z][a-z-]{1,40}$'::text)),
	constraint kind_made_by_check CHECK ((made_by = ANY (ARRAY['anyone'::text, 'administrator'::text, 'room'::text])))
);

-- reference
create table spaces.kind_role (
	kind text not null,
	role text not null,
	lang text not null,
	name text not null,
	constraint kind_role_pkey PRIMARY KEY (kind, role, lang),
	constraint kind_role_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint kind_role_role_check CHECK ((role ~ '^[a-z][a-z-]{1,40}$'::text)),
	constraint kind_role_kind_fkey FOREIGN KEY (kind) REFERENCES spaces.kind(kind) ON DELETE CASCADE
);

-- reference
create table spaces.kind_text (
	kind text not null,
	lang text not null,
	name text not null,
	many text not null,
	hint text default ''::text not null,
	constraint kind_text_pkey PRIMARY KEY (kind, lang),
	constraint kind_text_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint kind_text_kind_fkey FOREIGN KEY (kind) REFERENCES spaces.kind(kind) ON DELETE CASCADE
);

-- tenant
create table spaces.membership (
	territory_id integer not null,
	space_id uuid not null,
	account_id uuid not null,
	role text not null,
	since timestamp with time zone not null,
	granted_by uuid,
	constraint membership_pkey PRIMARY KEY (territory_id, space_id, account_id, role),
	constraint membership_territory_id_space_id_fkey FOREIGN KEY (territory_id, space_id) REFERENCES spaces.space(territory_id, id) ON DELETE CASCADE
);

-- account
create table spaces.my_space (
	account_id uuid not null,
	territory_id integer not null,
	space_id uuid not null,
	role text not null,
	since timestamp with time zone not null,
	constraint my_space_pkey PRIMARY KEY (account_id, space_id, role)
);

-- tenant
create table spaces.request (
	territory_id integer not null,
	id uuid not null,
	space_id uuid not null,
	account_id uuid not null,
	message text default ''::text not null,
	created_at timestamp with time zone not null,
	state text not null,
	decided_by uuid,
	decided_at timestamp with time zone,
	constraint request_pkey PRIMARY KEY (territory_id, id),
	constraint request_message_check CHECK ((length(message) <= 1000)),
	constraint request_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
	constraint request_territory_id_space_id_fkey FOREIGN KEY (territory_id, space_id) REFERENCES spaces.space(territory_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX request_open ON spaces.request USING btree (territory_id, space_id, account_id) WHERE (state = 'open'::text);

-- tenant
create table spaces.space (
	territory_id integer not null,
	id uuid not null,
	kind text not null,
	slug text not null,
	service text,
	openness text not null,
	owners integer not null,
	lang text not null,
	name text not null,
	summary text default ''::text not null,
	about text default ''::text not null,
	created_by uuid not null,
	created_at timestamp with time zone not null,
	updated_at timestamp with time zone not null,
	closed_at timestamp with time zone,
	constraint space_pkey PRIMARY KEY (territory_id, id),
	constraint space_about_check CHECK ((length(about) <= 20000)),
	constraint space_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint space_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
	constraint space_openness_check CHECK ((openness = ANY (ARRAY['open'::text, 'closed'::text, 'secret'::text]))),
	constraint space_owners_check CHECK ((owners >= 1)),
	constraint space_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'::text)),
	constraint space_summary_check CHECK ((length(summary) <= 500))
);
CREATE INDEX space_newest ON spaces.space USING btree (territory_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX space_service ON spaces.space USING btree (territory_id, service) WHERE (service IS NOT NULL);
CREATE UNIQUE INDEX space_slug ON spaces.space USING btree (territory_id, slug);

-- tenant
create table spaces.space_text (
	territory_id integer not null,
	space_id uuid not null,
	lang text not null,
	name text not null,
	summary text default ''::text not null,
	about text default ''::text not null,
	constraint space_text_pkey PRIMARY KEY (territory_id, space_id, lang),
	constraint space_text_about_check CHECK ((length(about) <= 20000)),
	constraint space_text_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'en'::text]))),
	constraint space_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
	constraint space_text_summary_check CHECK ((length(summary) <= 500)),
	constraint space_text_territory_id_space_id_fkey FOREIGN KEY (territory_id, space_id) REFERENCES spaces.space(territory_id, id) ON DELETE CASCADE
);


-- territories

create schema territories;

-- tenant
create table territories.block (
	territory_id integer not null,
	block text not null,
	"position" smallint not null,
	shown boolean not null,
	constraint block_pkey PRIMARY KEY (territory_id, block),
	constraint block_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);

-- reference
create table territories.boundary (
	territory_id integer not null,
	valid_from date default '-infinity'::date not null,
	valid_to date,
	shape bytea not null,
	points integer not null,
	west double precision not null,
	south double precision not null,
	east double precision not null,
	north double precision not null,
	area double precision not null,
	source text not null,
	licence text not null,
	hash bytea not null,
	constraint boundary_pkey PRIMARY KEY (territory_id, valid_from),
	constraint boundary_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);

-- claim
create table territories.claim (
	value text not null,
	kind text not null,
	territory_id integer not null,
	current boolean default true not null,
	claimed_at timestamp with time zone not null,
	constraint claim_pkey PRIMARY KEY (value, kind),
	constraint claim_kind_check CHECK ((kind = ANY (ARRAY['path'::text, 'host'::text, 'short-code'::text])))
);
CREATE INDEX claim_territory ON territories.claim USING btree (territory_id, kind);

-- reference
create table territories.closure (
	ancestor_id integer not null,
	descendant_id integer not null,
	depth smallint not null,
	constraint closure_pkey PRIMARY KEY (ancestor_id, descendant_id),
	constraint closure_ancestor_id_fkey FOREIGN KEY (ancestor_id) REFERENCES territories.territory(id) ON DELETE CASCADE,
	constraint closure_descendant_id_fkey FOREIGN KEY (descendant_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);
CREATE INDEX closure_descendant ON territories.closure USING btree (descendant_id, depth);

-- tenant
create table territories.contact (
	territory_id integer not null,
	id uuid not null,
	kind text not null,
	"position" smallint not null,
	constraint contact_pkey PRIMARY KEY (territory_id, id),
	constraint contact_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text, 'address'::text, 'site'::text, 'hours'::text]))),
	constraint contact_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);

-- tenant
create table territories.contact_text (
	territory_id integer not null,
	contact_id uuid not null,
	lang text not null,
	label text not null,
	value text not null,
	constraint contact_text_pkey PRIMARY KEY (territory_id, contact_id, lang),
	constraint contact_text_label_check CHECK ((length(label) <= 200)),
	constraint contact_text_value_check CHECK (((length(value) >= 1) AND (length(value) <= 500))),
	constraint contact_text_territory_id_contact_id_fkey FOREIGN KEY (territory_id, contact_id) REFERENCES territories.contact(territory_id, id) ON DELETE CASCADE
);

-- local
create table territories.counter (
	name text not null,
	next integer not null,
	constraint counter_pkey PRIMARY KEY (name),
	constraint counter_next_check CHECK ((next > 0))
);

-- tenant
create table territories.import (
	territory_id integer not null,
	id uuid not null,
	file_name text not null,
	format text not null,
	dry_run boolean not null,
	state text not null,
	content bytea,
	counts jsonb default '{}'::jsonb not null,
	problems integer default 0 not null,
	account_id uuid,
	work_id uuid,
	started_at timestamp with time zone not null,
	ended_at timestamp with time zone,
	constraint import_pkey PRIMARY KEY (territory_id, id),
	constraint import_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'refused'::text, 'failed'::text, 'stopped'::text]))),
	constraint import_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);

-- tenant
create table territories.import_problem (
	territory_id integer not null,
	import_id uuid not null,
	number integer not null,
	line integer not null,
	severity text not null,
	code text not null,
	facts jsonb not null,
	constraint import_problem_pkey PRIMARY KEY (territory_id, import_id, number),
	constraint import_problem_severity_check CHECK ((severity = ANY (ARRAY['wrong'::text, 'warning'::text, 'notice'::text]))),
	constraint import_problem_territory_id_import_id_fkey FOREIGN KEY (territory_id, import_id) REFERENCES territories.import(territory_id, id) ON DELETE CASCADE
);

-- reference
create table territories.kind (
	code text not null,
	rank smallint not null,
	municipal boolean not null,
	owns boolean not null,
	constraint kind_pkey PRIMARY KEY (code),
	constraint kind_rank_check CHECK (((rank >= 0) AND (rank <= 5)))
);

-- reference
create table territories.name (
	territory_id integer not null,
	lang text not null,
	nominative text not null,
	genitive text not null,
	locative text not null,
	"full" text not null,
	by_hand boolean default false not null,
	constraint name_pkey PRIMARY KEY (territory_id, lang),
	constraint name_full_check CHECK (((length("full") >= 1) AND (length("full") <= 500))),
	constraint name_lang_check CHECK ((lang ~ '^[a-z]{2,3}$'::text)),
	constraint name_nominative_check CHECK (((length(nominative) >= 1) AND (length(nominative) <= 300))),
	constraint name_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);

-- tenant
create table territories.official (
	territory_id integer not null,
	id uuid not null,
	"position" smallint not null,
	photo text,
	phone text,
	email text,
	constraint official_pkey PRIMARY KEY (territory_id, id),
	constraint official_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);

-- tenant
create table territories.official_text (
	territory_id integer not null,
	official_id uuid not null,
	lang text not null,
	name text not null,
	post text not null,
	reception text default ''::text not null,
	constraint official_text_pkey PRIMARY KEY (territory_id, official_id, lang),
	constraint official_text_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
	constraint official_text_post_check CHECK (((length(post) >= 1) AND (length(post) <= 300))),
	constraint official_text_reception_check CHECK ((length(reception) <= 1000)),
	constraint official_text_territory_id_official_id_fkey FOREIGN KEY (territory_id, official_id) REFERENCES territories.official(territory_id, id) ON DELETE CASCADE
);

-- reference
create table territories.other_code (
	system text not null,
	code text not null,
	territory_id integer not null,
	constraint other_code_pkey PRIMARY KEY (system, code),
	constraint other_code_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);
CREATE INDEX other_code_territory ON territories.other_code USING btree (territory_id);

-- tenant
create table territories.page (
	territory_id integer not null,
	basemap boolean not null,
	changed_at timestamp with time zone not null,
	constraint page_pkey PRIMARY KEY (territory_id),
	constraint page_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);

-- reference
create table territories.past (
	territory_id integer not null,
	valid_to date not null,
	valid_from date,
	kind text not null,
	code text,
	parent_id integer,
	"full" text not null,
	source text not null,
	constraint past_pkey PRIMARY KEY (territory_id, valid_to),
	constraint past_kind_fkey FOREIGN KEY (kind) REFERENCES territories.kind(code) ON DELETE RESTRICT,
	constraint past_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES territories.territory(id) ON DELETE RESTRICT,
	constraint past_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);
CREATE INDEX past_code ON territories.past USING btree (code);

-- reference
create table territories.succession (
	predecessor_id integer not null,
	successor_id integer not null,
	on_day date not null,
	kind text not null,
	share numeric(9,8),
	basis text not null,
	note text,
	source text not null,
	constraint succession_pkey PRIMARY KEY (predecessor_id, successor_id, on_day, kind),
	constraint succession_basis_check CHECK ((basis = ANY (ARRAY['whole'::text, 'population'::text, 'area'::text, 'given'::text, 'unknown'::text]))),
	constraint succession_check CHECK (((share IS NULL) = (basis = 'unknown'::text))),
	constraint succession_kind_check CHECK ((kind = ANY (ARRAY['merge'::text, 'split'::text, 'kind-change'::text, 'transfer'::text, 'rename'::text]))),
	constraint succession_share_check CHECK (((share > (0)::numeric) AND (share <= (1)::numeric))),
	constraint succession_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES territories.territory(id) ON DELETE RESTRICT,
	constraint succession_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES territories.territory(id) ON DELETE RESTRICT
);
CREATE INDEX succession_successor ON territories.succession USING btree (successor_id);

-- reference
create table territories.territory (
	id integer not null,
	parent_id integer,
	kind text not null,
	code text,
	short_code text,
	place_type text,
	slug text not null,
	path text not null,
	zone text,
	centre_name text,
	latitude double precision,
	longitude double precision,
	population integer,
	population_on date,
	population_source text,
	status text,
	valid_from date,
	valid_to date,
	demonstration boolean default false not null,
	source text not null,
	made_at timestamp with time zone not null,
	changed_at timestamp with time zone not null,
	constraint territory_pkey PRIMARY KEY (id),
	constraint territory_check CHECK (((valid_to IS NULL) OR (valid_from IS NULL) OR (valid_to >= valid_from))),
	constraint territory_check1 CHECK ((parent_id <> id)),
	constraint territory_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
	constraint territory_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
	constraint territory_population_check CHECK ((population >= 0)),
	constraint territory_status_check CHECK ((status = ANY (ARRAY['capital'::text, 'closed'::text, 'federal'::text]))),
	constraint territory_kind_fkey FOREIGN KEY (kind) REFERENCES territories.kind(code) ON DELETE RESTRICT,
	constraint territory_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES territories.territory(id) ON DELETE RESTRICT
);
CREATE INDEX territory_code ON territories.territory USING btree (code);
CREATE UNIQUE INDEX territory_code_in_force ON territories.territory USING btree (code) WHERE ((valid_to IS NULL) AND (NOT demonstration));
CREATE INDEX territory_parent ON territories.territory USING btree (parent_id);
CREATE UNIQUE INDEX territory_path ON territories.territory USING btree (path);
CREATE UNIQUE INDEX territory_short_code ON territories.territory USING btree (short_code);

-- tenant
create table territories.text (
	territory_id integer not null,
	place text not null,
	lang text not null,
	body text not null,
	changed_at timestamp with time zone not null,
	constraint text_pkey PRIMARY KEY (territory_id, place, lang),
	constraint text_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000))),
	constraint text_place_check CHECK ((place = ANY (ARRAY['lead'::text, 'about'::text]))),
	constraint text_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories.territory(id) ON DELETE CASCADE
);


-- transparency

create schema transparency;

-- local
create table transparency.bundle (
	number bigint not null,
	entries bytea not null,
	constraint bundle_pkey PRIMARY KEY (number),
	constraint bundle_number_check CHECK ((number >= 0))
);
comment on table transparency.bundle is '256 entries each, every one with its length in two bytes before it.';

-- local
create table transparency.checkpoint (
	epoch integer not null,
	size bigint not null,
	root bytea not null,
	fence bigint not null,
	signed_at timestamp with time zone not null,
	note text not null,
	constraint checkpoint_pkey PRIMARY KEY (epoch, size),
	constraint checkpoint_root_check CHECK ((octet_length(root) = 32)),
	constraint checkpoint_size_check CHECK ((size > 0))
);
comment on table transparency.checkpoint is 'Signed states. One size has one root, for ever; the key keeps it so.';

-- local
create table transparency.cosignature (
	epoch integer not null,
	size bigint not null,
	witness text not null,
	line text not null,
	constraint cosignature_pkey PRIMARY KEY (epoch, size, witness),
	constraint cosignature_epoch_size_fkey FOREIGN KEY (epoch, size) REFERENCES transparency.checkpoint(epoch, size) ON DELETE CASCADE
);
comment on column transparency.cosignature.line is 'The line of the note by which the witness cosigned.';

-- local
create table transparency.head (
	one boolean default true not null,
	epoch integer default 1 not null,
	origin text,
	size bigint default 0 not null,
	root bytea default sha256('\x'::bytea) not null,
	holder uuid,
	fence bigint default 0 not null,
	lease_until timestamp with time zone default '-infinity'::timestamp with time zone not null,
	halted text,
	halted_at timestamp with time zone,
	constraint head_pkey PRIMARY KEY (one),
	constraint head_check CHECK (((halted IS NULL) = (halted_at IS NULL))),
	constraint head_epoch_check CHECK ((epoch > 0)),
	constraint head_halted_check CHECK ((halted ~ '^[a-z][a-z-]*$'::text)),
	constraint head_one_check CHECK (one),
	constraint head_origin_check CHECK ((origin <> ''::text)),
	constraint head_root_check CHECK ((octet_length(root) = 32)),
	constraint head_size_check CHECK ((size >= 0))
);
comment on table transparency.head is 'One row. Size and root are durable here before a signature is made over them.';
comment on column transparency.head.epoch is 'Grows when a log is begun anew because the newest entries of the former one are lost.';
comment on column transparency.head.origin is 'The name of the log in its checkpoints; fixed at the first signature.';
comment on column transparency.head.fence is 'Grows with each change of the holder.';
comment on column transparency.head.halted is 'Why nothing is signed: older-database, fork, no-memory, key-lost, witness-ahead.';

-- tenant
create table transparency.leaf_queue (
	territory_id integer not null,
	id uuid not null,
	kind text not null,
	thing uuid not null,
	at timestamp with time zone not null,
	commitment bytea not null,
	leaf bytea not null,
	constraint leaf_queue_pkey PRIMARY KEY (territory_id, id),
	constraint leaf_queue_territory_id_kind_thing_leaf_key UNIQUE (territory_id, kind, thing, leaf),
	constraint leaf_queue_commitment_check CHECK ((octet_length(commitment) = 32)),
	constraint leaf_queue_kind_check CHECK ((kind ~ '^[a-z][a-z-]*$'::text)),
	constraint leaf_queue_leaf_check CHECK ((octet_length(leaf) = 32))
);
comment on table transparency.leaf_queue is 'Removed by the sequencer once the leaf is in the log and durable.';
comment on column transparency.leaf_queue.thing is 'Id of the thing in its territory.';
comment on column transparency.leaf_queue.commitment is 'SHA-256 of nonce and content; the content itself never enters.';
comment on column transparency.leaf_queue.leaf is 'RFC 6962 leaf hash: SHA-256 of a zero byte and the text of the leaf.';

-- tenant
create table transparency.logged (
	territory_id integer not null,
	kind text not null,
	thing uuid not null,
	at timestamp with time zone not null,
	leaf bytea not null,
	"position" bigint not null,
	constraint logged_pkey PRIMARY KEY (territory_id, kind, thing, leaf, at),
	constraint logged_leaf_check CHECK ((octet_length(leaf) = 32)),
	constraint logged_position_check CHECK (("position" >= 0))
) partition by RANGE (at);
create table transparency.logged_rest partition of transparency.logged default;
comment on table transparency.logged is 'Where the leaf of a thing stands in the log. Rows of the tree itself: tile and bundle.';
comment on column transparency.logged.at is 'The time in the leaf; a day is its beginning in UTC.';
comment on column transparency.logged.position is 'Counted from 0.';

-- local
create table transparency.signing_key (
	epoch integer not null,
	generation integer not null,
	key_version integer not null,
	vkey text not null,
	since bigint not null,
	made_at timestamp with time zone not null,
	retired_at timestamp with time zone,
	statement text,
	constraint signing_key_pkey PRIMARY KEY (epoch, generation),
	constraint signing_key_generation_check CHECK ((generation > 0)),
	constraint signing_key_since_check CHECK ((since >= 0))
);
comment on table transparency.signing_key is 'Public halves. The secret one is derived from the file of keys, which lies outside of the database.';
comment on column transparency.signing_key.key_version is 'The version in the file of keys that it is derived from.';
comment on column transparency.signing_key.since is 'Size of the log when the key began.';
comment on column transparency.signing_key.statement is 'The key before it says that this one follows: a signed note.';

-- local
create table transparency.tile (
	level smallint not null,
	number bigint not null,
	hashes bytea not null,
	constraint tile_pkey PRIMARY KEY (level, number),
	constraint tile_hashes_check CHECK ((((octet_length(hashes) >= 32) AND (octet_length(hashes) <= 8192)) AND ((octet_length(hashes) % 32) = 0))),
	constraint tile_level_check CHECK (((level >= 0) AND (level <= 63))),
	constraint tile_number_check CHECK ((number >= 0))
);
comment on table transparency.tile is 'Hashes of the tree by c2sp.org/tlog-tiles; the last tile of a level grows, no other changes.';
