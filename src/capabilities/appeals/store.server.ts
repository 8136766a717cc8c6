import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { BodyRef, UnitId } from '#rooms/organisations/door.ts';
import type {
	Answer,
	Appeal,
	AppealId,
	AppealRef,
	Applicant,
	Audience,
	CategoryBy,
	Closing,
	Happening,
	State,
} from './appeal.ts';
import type { HistoryMark } from './history.ts';

export type Row = Omit<Appeal, 'point' | 'body'> & {
	lat: number | null;
	lon: number | null;
	bodyTerritory: TerritoryId | null;
	bodyId: Id<'body'> | null;
};

export const columns = (db: Db) => db`
	territory_id as territory, id, number, standing, channel, lang, category, category_by as "categoryBy", text, visibility, state,
	closed_because as "closedBecause", lat, lon, place_words as "placeWords", place_id as place, author_id as author,
	body_territory_id as "bodyTerritory", body_id as "bodyId", unit_id as unit, executor_id as executor,
	routed_by as "routedBy", filed_at as "filedAt", registered_at as "registeredAt", routed_at as "routedAt",
	taken_up_at as "takenUpAt", answered_at as "answeredAt", closed_at as "closedAt", due_on::text as "dueOn", due_at as "dueAt",
	prolonged_to::text as "prolongedTo", returns, photographs, photographs_hidden as "photographsHidden", joined, asked, approval, merged_into as "mergedInto", merged,
	with_bodies as "withBodies", in_review as "inReview", hidden_was as "hiddenWas", shown, filed_by as "filedBy", external_id as "externalId", urgent, version,
	updated_at as "updatedAt"`;

export function asAppeal({ lat, lon, bodyTerritory, bodyId, ...row }: Row): Appeal {
	return {
		...row,
		point: lat === null || lon === null ? null : { lat, lon },
		body: bodyTerritory === null || bodyId === null ? null : { territory: bodyTerritory, id: bodyId },
	};
}

export async function read(db: Db, ref: AppealRef): Promise<Appeal | undefined> {
	const [row] = await db<Row[]>`
		select ${columns(db)} from appeals.appeal where territory_id = ${ref.territory} and id = ${ref.id}`;
	return row && asAppeal(row);
}

export async function readMany(db: Db, refs: readonly AppealRef[]): Promise<Appeal[]> {
	if (refs.length === 0) return [];
	const rows = await db<Row[]>`
		select ${columns(db)} from appeals.appeal
		where (territory_id, id) in (select * from unnest(${refs.map((ref) => ref.territory)}::int[],
			${refs.map((ref) => ref.id)}::uuid[]))
		order by territory_id, id`;
	return rows.map(asAppeal);
}

/** All appeals, some hundreds at a time. */
export async function* readAll(db: Db): AsyncIterable<Appeal[]> {
	for await (const rows of db<Row[]>`
		/* background: the nightly proof of the search */ select ${columns(db)} from appeals.appeal`.cursor(300))
		yield rows.map(asAppeal);
}

export async function readByNumber(
	db: Db,
	territory: TerritoryId,
	number: string,
): Promise<Appeal | undefined> {
	const [row] = await db<Row[]>`
		select ${columns(db)} from appeals.appeal where territory_id = ${territory} and number = ${number}`;
	return row && asAppeal(row);
}

export async function lock(tx: Tx, ref: AppealRef): Promise<Appeal | undefined> {
	const [row] = await tx<Row[]>`
		select ${columns(tx)} from appeals.appeal
		where territory_id = ${ref.territory} and id = ${ref.id} for update`;
	return row && asAppeal(row);
}

export type Change = {
	state?: State;
	closedBecause?: Closing | null;
	category?: string;
	categoryBy?: CategoryBy;
	body?: BodyRef | null;
	unit?: UnitId | null;
	executor?: AccountId | null;
	routedBy?: 'rule' | 'person' | null;
	registeredAt?: Date;
	routedAt?: Date | null;
	takenUpAt?: Date | null;
	answeredAt?: Date;
	closedAt?: Date | null;
	/** The day and its instant go together. */
	due?: { dueOn: string; dueAt: Date };
	prolongedTo?: string;
	returns?: number;
	photographs?: number;
	photographsHidden?: number;
	asked?: number;
	approval?: string | null;
	mergedInto?: AppealId | null;
	merged?: number;
	withBodies?: readonly string[];
	inReview?: boolean;
	/** Taken out of everybody's sight at that moment, or shown again as it was. */
	hidden?: { was: 'public' | 'nameless'; at: Date } | { shownAs: 'public' | 'nameless' };
};

/** Changes what is named and counts the change; the projections tell newer from older by the count. */
export async function change(tx: Tx, ref: AppealRef, what: Change, at: Date): Promise<void> {
	const set: Record<string, unknown> = {};
	if (what.state !== undefined) set.state = what.state;
	if (what.closedBecause !== undefined) set.closed_because = what.closedBecause;
	if (what.category !== undefined) set.category = what.category;
	if (what.categoryBy !== undefined) set.category_by = what.categoryBy;
	if (what.body !== undefined) {
		set.body_territory_id = what.body?.territory ?? null;
		set.body_id = what.body?.id ?? null;
	}
	if (what.unit !== undefined) set.unit_id = what.unit;
	if (what.executor !== undefined) set.executor_id = what.executor;
	if (what.routedBy !== undefined) set.routed_by = what.routedBy;
	if (what.registeredAt !== undefined) set.registered_at = what.registeredAt;
	if (what.routedAt !== undefined) set.routed_at = what.routedAt;
	if (what.takenUpAt !== undefined) set.taken_up_at = what.takenUpAt;
	if (what.answeredAt !== undefined) set.answered_at = what.answeredAt;
	if (what.closedAt !== undefined) set.closed_at = what.closedAt;
	if (what.due !== undefined) {
		set.due_on = what.due.dueOn;
		set.due_at = what.due.dueAt;
	}
	if (what.prolongedTo !== undefined) set.prolonged_to = what.prolongedTo;
	if (what.returns !== undefined) set.returns = what.returns;
	if (what.photographs !== undefined) set.photographs = what.photographs;
	if (what.photographsHidden !== undefined) set.photographs_hidden = what.photographsHidden;
	if (what.asked !== undefined) set.asked = what.asked;
	// who is asked to agree agrees to this text, of this category, by this body
	if (what.approval !== undefined) set.approval = what.approval;
	else if (what.state !== undefined || what.body !== undefined || what.category !== undefined)
		set.approval = null;
	if (what.mergedInto !== undefined) set.merged_into = what.mergedInto;
	if (what.merged !== undefined) set.merged = what.merged;
	if (what.withBodies !== undefined) set.with_bodies = [...what.withBodies];
	if (what.inReview !== undefined) set.in_review = what.inReview;
	if (what.hidden !== undefined) {
		const { hidden } = what;
		set.hidden_was = 'was' in hidden ? hidden.was : null;
		set.hidden_at = 'was' in hidden ? hidden.at : null;
		set.visibility = 'was' in hidden ? 'authority' : hidden.shownAs;
	}
	set.updated_at = at;
	await tx`
		update appeals.appeal set ${tx(set as Record<string, string>)}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function applicantOf(db: Db, ref: AppealRef): Promise<Applicant | undefined> {
	const [row] = await db<Applicant[]>`
		select account_id as account, name, email, phone, address from appeals.applicant
		where territory_id = ${ref.territory} and appeal_id = ${ref.id}`;
	return row;
}

/** Those of them whose applicant left an e-mail address. */
export async function withAddress(db: Db, refs: readonly AppealRef[]): Promise<Set<AppealId>> {
	if (refs.length === 0) return new Set();
	const rows = await db<{ id: AppealId }[]>`
		select appeal_id as id from appeals.applicant
		where (territory_id, appeal_id) in (select * from unnest(${refs.map((ref) => ref.territory)}::int[],
			${refs.map((ref) => ref.id)}::uuid[])) and email is not null`;
	return new Set(rows.map((row) => row.id));
}

/** Names of the authors who are not to be named, by the id of their appeal. */
export async function namesToHide(
	db: Db,
	appeals: readonly Pick<Appeal, 'territory' | 'id' | 'visibility'>[],
): Promise<Map<string, string>> {
	const nameless = appeals.filter((one) => one.visibility !== 'public');
	if (nameless.length === 0) return new Map();
	const rows = await db<{ id: string; name: string }[]>`
		select appeal_id as id, name from appeals.applicant
		where (territory_id, appeal_id) in (select * from unnest(${nameless.map((one) => one.territory)}::int[],
			${nameless.map((one) => one.id)}::uuid[])) and name <> ''`;
	return new Map(rows.map((row) => [row.id, row.name]));
}

export async function followHash(db: Db, ref: AppealRef): Promise<Buffer | null> {
	const [row] = await db<{ hash: Buffer | null }[]>`
		select follow_hash as hash from appeals.applicant
		where territory_id = ${ref.territory} and appeal_id = ${ref.id}`;
	return row?.hash ?? null;
}

export { meet, termsOf } from './terms/store.server.ts';

export type NewHappening = {
	kind: string;
	audience: Audience;
	account?: AccountId | null;
	body?: BodyRef | null;
	text?: string | null;
	facts?: Record<string, string | number | null>;
};

/** One statement; may be sent beside others. */
export function happened(
	tx: Tx,
	ref: AppealRef,
	at: Date,
	what: NewHappening & { id: string },
): Promise<unknown> {
	return tx`
		insert into appeals.history (territory_id, at, id, appeal_id, kind, audience, account_id, body_territory_id, body_id,
			text, facts)
		values (${ref.territory}, ${at}, ${what.id}, ${ref.id}, ${what.kind}, ${what.audience}, ${what.account ?? null},
			${what.body?.territory ?? null}, ${what.body?.id ?? null}, ${what.text ?? null},
			${tx.json(what.facts ?? {})})`.then((rows) => rows.count);
}

/** The newest of what happened before a mark, in order. */
export async function historyOf(
	db: Db,
	ref: AppealRef,
	audiences: readonly Audience[],
	page: { before?: HistoryMark | null; kinds?: readonly string[]; limit: number } = { limit: 500 },
): Promise<Happening[]> {
	const { before, kinds } = page;
	const rows = await db<
		(Omit<Happening, 'body'> & { bodyTerritory: TerritoryId | null; bodyId: Id<'body'> | null })[]
	>`
		select at, id, kind, audience, account_id as account, body_territory_id as "bodyTerritory", body_id as "bodyId",
			case when w.withdrawn then null else text end as text,
			case when w.withdrawn then facts || '{"withdrawn": "yes"}'::jsonb else facts end as facts
		from appeals.history h
		-- of a note that was taken back it is told that there was one, and not what it said
		left join lateral (select true as withdrawn from appeals.history u
			where h.kind = 'noted' and u.territory_id = h.territory_id and u.appeal_id = h.appeal_id and u.kind = 'undone'
				and u.facts->>'note' = h.id::text limit 1) w on true
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and audience = any(${[...audiences]})
			${before ? db`and (at, id) < (${before.at}, ${before.id})` : db``}
			${kinds ? db`and kind = any(${[...kinds]})` : db``}
		order by at desc, id desc limit ${page.limit}`;
	return rows.toReversed().map(({ bodyTerritory, bodyId, ...row }) => ({
		...row,
		body: bodyTerritory === null || bodyId === null ? null : { territory: bodyTerritory, id: bodyId },
	}));
}

export async function answersOf(db: Db, ref: AppealRef): Promise<Answer[]> {
	const rows = await db<(Omit<Answer, 'body'> & { bodyTerritory: TerritoryId; bodyId: Id<'body'> })[]>`
		select id, round, text, body_territory_id as "bodyTerritory", body_id as "bodyId", account_id as account,
			answered_at as "answeredAt", verdict, verdict_reason as "verdictReason", verdict_at as "verdictAt",
			signed_name as "signedName", signed_post as "signedPost"
		from appeals.answer
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by round`;
	return rows.map(({ bodyTerritory, bodyId, ...row }) => ({
		...row,
		body: { territory: bodyTerritory, id: bodyId },
	}));
}

export async function insertAnswer(
	tx: Tx,
	ref: AppealRef,
	answer: Omit<Answer, 'verdict' | 'verdictReason' | 'verdictAt'>,
): Promise<void> {
	await tx`
		insert into appeals.answer (territory_id, id, appeal_id, round, text, body_territory_id, body_id, account_id, answered_at,
			signed_name, signed_post)
		values (${ref.territory}, ${answer.id}, ${ref.id}, ${answer.round}, ${answer.text}, ${answer.body.territory},
			${answer.body.id}, ${answer.account}, ${answer.answeredAt}, ${answer.signedName}, ${answer.signedPost})`;
}

export async function judgeAnswer(
	tx: Tx,
	ref: AppealRef,
	answer: Id<'answer'>,
	verdict: { verdict: 'accepted' | 'returned'; reason: string | null; at: Date },
): Promise<void> {
	await tx`
		update appeals.answer set verdict = ${verdict.verdict}, verdict_reason = ${verdict.reason},
			verdict_at = ${verdict.at}
		where territory_id = ${ref.territory} and id = ${answer} and verdict is null`;
}

export type Photograph = {
	file: string;
	moment: 'before' | 'after';
	name: string;
	/** The answer that it came with. */
	round?: number | null;
	/** By the camera. */
	takenAt?: Date | null;
	/** From the place of the appeal. */
	metres?: number | null;
	/** The official was told that it is doubtful and kept it. */
	confirmed?: boolean;
	/** An official took it out of everybody's sight. */
	hidden?: boolean;
};

export async function photographsOf(db: Db, ref: AppealRef): Promise<Photograph[]> {
	return db<Photograph[]>`
		select file_id as file, moment, name, round, taken_at as "takenAt", metres, confirmed,
			hidden_at is not null as hidden from appeals.photograph
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by moment desc, position`;
}

export async function insertPhotograph(
	tx: Tx,
	ref: AppealRef,
	photograph: Photograph & { position: number; at: Date },
): Promise<void> {
	await tx`
		insert into appeals.photograph (territory_id, appeal_id, file_id, moment, position, name, created_at, round, taken_at, metres,
			confirmed)
		values (${ref.territory}, ${ref.id}, ${photograph.file}, ${photograph.moment}, ${photograph.position},
			${photograph.name}, ${photograph.at}, ${photograph.round ?? null}, ${photograph.takenAt ?? null},
			${photograph.metres ?? null}, ${photograph.confirmed ?? false})`;
}

/** False when the account had joined already. */
export async function join(tx: Tx, ref: AppealRef, account: AccountId, at: Date): Promise<boolean> {
	const rows = await tx`
		insert into appeals.joining (territory_id, appeal_id, account_id, at)
		values (${ref.territory}, ${ref.id}, ${account}, ${at})
		on conflict (territory_id, appeal_id, account_id) do nothing returning 1`;
	if (rows.length === 0) return false;
	await tx`
		update appeals.appeal set joined = joined + 1, version = version + 1, updated_at = ${at}
		where territory_id = ${ref.territory} and id = ${ref.id}`;
	return true;
}

/** False when the account had not joined. Its line among the person's own goes with it. */
export async function leave(tx: Tx, ref: AppealRef, account: AccountId, at: Date): Promise<boolean> {
	const rows = await tx`
		delete from appeals.joining
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and account_id = ${account} returning 1`;
	if (rows.length === 0) return false;
	await tx`
		update appeals.appeal set joined = greatest(joined - 1, 0), version = version + 1, updated_at = ${at}
		where territory_id = ${ref.territory} and id = ${ref.id}`;
	await tx`
		delete from appeals.mine
		where account_id = ${account} and territory_id = ${ref.territory} and appeal_id = ${ref.id} and reason <> 'filed'`;
	return true;
}

export async function hasJoined(db: Db, ref: AppealRef, account: AccountId): Promise<boolean> {
	const rows = await db`
		select 1 from appeals.joining
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and account_id = ${account}`;
	return rows.length > 0;
}

/** Who joined these appeals. */
export async function joinedToMany(
	db: Db,
	refs: readonly AppealRef[],
): Promise<{ id: AppealRef['id']; account: AccountId }[]> {
	if (refs.length === 0) return [];
	return db<{ id: AppealRef['id']; account: AccountId }[]>`
		select appeal_id as id, account_id as account from appeals.joining
		where (territory_id, appeal_id) in (select * from unnest(${refs.map((ref) => ref.territory)}::int[],
			${refs.map((ref) => ref.id)}::uuid[]))`;
}

export async function joinedTo(db: Db, ref: AppealRef): Promise<AccountId[]> {
	const rows = await db<{ account: AccountId }[]>`
		select account_id as account from appeals.joining
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by at limit 10000`;
	return rows.map((row) => row.account);
}

export type Template = { id: Id<'template'>; category: string | null; title: string; text: string };

export async function templatesOf(db: Db, body: BodyRef): Promise<Template[]> {
	return db<Template[]>`
		select id, category, title, text from appeals.template
		where territory_id = ${body.territory} and body_id = ${body.id} order by title collate "C", id limit 200`;
}

export async function insertTemplate(tx: Tx, body: BodyRef, template: Template, at: Date): Promise<void> {
	await tx`
		insert into appeals.template (territory_id, id, body_id, category, title, text, created_at)
		values (${body.territory}, ${template.id}, ${body.id}, ${template.category}, ${template.title}, ${template.text}, ${at})`;
}

export async function updateTemplate(tx: Tx, body: BodyRef, template: Template): Promise<boolean> {
	const rows = await tx`
		update appeals.template set category = ${template.category}, title = ${template.title}, text = ${template.text}
		where territory_id = ${body.territory} and body_id = ${body.id} and id = ${template.id} returning 1`;
	return rows.length > 0;
}

export async function deleteTemplate(tx: Tx, body: BodyRef, id: string): Promise<boolean> {
	const rows = await tx`
		delete from appeals.template
		where territory_id = ${body.territory} and body_id = ${body.id} and id = ${id} returning 1`;
	return rows.length > 0;
}
