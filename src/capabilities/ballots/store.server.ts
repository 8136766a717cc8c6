import {
	type AccountId,
	containing,
	type Db,
	inPieces,
	json,
	type TerritoryId,
	type Tx,
	type Uuid,
} from '#platform/db/door.server.ts';
import type { ThingsQuery } from '#rooms/spaces/door.server.ts';
import type {
	Ballot,
	BallotId,
	BallotRef,
	BallotState,
	Channel,
	Definition,
	Group,
	Option,
	Rule,
} from './ballot.ts';

/** As it lies in the table: texts of the other language and the number of voters in columns of their own, money as text. */
type Row = Omit<
	Ballot,
	'options' | 'groups' | 'other' | 'eligible' | 'rule' | 'channels' | 'nonce' | 'leaf'
> & {
	otherQuestion: string | null;
	otherExplanation: string | null;
	rule: ReturnType<typeof ruleJson>;
	channels: Channel[];
	eligible: number | null;
	eligibleSource: string;
	nonce: Buffer | null;
	leaf: Buffer | null;
};
type OptionRow = {
	ballot: BallotId;
	code: string;
	title: string;
	note: string;
	otherTitle: string | null;
	otherNote: string | null;
	cost: string | null;
	groups: string[];
};
type GroupRow = Omit<Group, 'budget'> & { ballot: BallotId; budget: string | null };

const columns = (db: Db) => db`
	territory_id as territory, id, space_id as space, state, lang, question, explanation, other_question as "otherQuestion",
	other_explanation as "otherExplanation", marks, rule, quorum, ties, who, secrecy, names, may_change as "mayChange", results,
	channels, may_close_early as "mayCloseEarly", opens_at as "opensAt", closes_at as "closesAt", eligible,
	eligible_source as "eligibleSource", version, created_by as "createdBy", created_at as "createdAt", opened_at as "openedAt",
	closed_at as "closedAt", papers_done_at as "papersDoneAt", counted_at as "countedAt", cancelled_at as "cancelledAt", cancelled_why as "cancelledWhy", fixed, nonce, leaf`;

export async function readBallot(db: Db, ref: BallotRef): Promise<Ballot | null> {
	const rows = await db<Row[]>`
		select ${columns(db)} from ballots.ballot where territory_id = ${ref.territory} and id = ${ref.id}`;
	return (await whole(db, rows))[0] ?? null;
}

export async function lockBallot(tx: Tx, ref: BallotRef): Promise<Ballot | null> {
	const rows = await tx<Row[]>`
		select ${columns(tx)} from ballots.ballot where territory_id = ${ref.territory} and id = ${ref.id} for update`;
	return (await whole(tx, rows))[0] ?? null;
}

/** Newest first. */
export async function ballotsIn(
	db: Db,
	territory: TerritoryId,
	query: ThingsQuery<BallotState>,
): Promise<Ballot[]> {
	const { own, spaces, drafts, inSpaces, words, after, limit } = query;
	const like = containing(words);
	const rows = await db<Row[]>`
		select ${columns(db)} from ballots.ballot
		where territory_id = ${territory}
			and (space_id is null and state = any(${[...own]})
				or space_id = any(${[...spaces]}::uuid[]) and state = any(${[...inSpaces]})
					and (state <> 'draft' or space_id = any(${[...drafts]}::uuid[])))
			${words ? db`and (question ilike ${like} or other_question ilike ${like})` : db``}
			${after ? db`and (created_at, id) < (${after.at}, ${after.id})` : db``}
		order by created_at desc, id desc limit ${limit}`;
	return whole(db, rows);
}

/** What waits for its time: to open, to close, to be counted. Over all territories. */
export async function underWay(db: Db): Promise<
	{
		territory: TerritoryId;
		id: BallotId;
		state: BallotState;
		opensAt: Date | null;
		closesAt: Date | null;
		live: boolean;
	}[]
> {
	return db`
		/* background: looks over all territories for ballots whose time has come */
		select territory_id as territory, id, state, opens_at as "opensAt", closes_at as "closesAt", results = 'live' as live
		from ballots.ballot where state in ('announced', 'open', 'counting')`;
}

async function whole(db: Db, rows: readonly Row[]): Promise<Ballot[]> {
	if (rows.length === 0) return [];
	const keys = [rows.map((row) => row.territory), rows.map((row) => row.id)] as const;
	const [options, groups] = await Promise.all([
		db<OptionRow[]>`
			select o.ballot_id as ballot, o.code, o.title, o.note, o.other_title as "otherTitle", o.other_note as "otherNote",
				o.cost::text as cost, o.groups
			from unnest(${keys[0]}::int[], ${keys[1]}::uuid[]) k (territory_id, ballot_id)
			join ballots.option o on o.territory_id = k.territory_id and o.ballot_id = k.ballot_id
			order by o.position, o.code`,
		db<GroupRow[]>`
			select g.ballot_id as ballot, g.code, g.title, g.other_title as "otherTitle", g.budget::text as budget, g.most, g.least
			from unnest(${keys[0]}::int[], ${keys[1]}::uuid[]) k (territory_id, ballot_id)
			join ballots.option_group g on g.territory_id = k.territory_id and g.ballot_id = k.ballot_id
			order by g.position, g.code`,
	]);
	return rows.map((row) => ballotOf(row, options, groups));
}

function ballotOf(row: Row, options: readonly OptionRow[], groups: readonly GroupRow[]): Ballot {
	const { otherQuestion, otherExplanation, eligible, eligibleSource, rule, ...rest } = row;
	return {
		...rest,
		rule: rule.kind === 'budget' ? { ...rule, budget: BigInt(rule.budget) } : rule,
		other: otherQuestion === null ? null : { question: otherQuestion, explanation: otherExplanation ?? '' },
		eligible: eligible === null ? null : { number: eligible, source: eligibleSource },
		options: options
			.filter((one) => one.ballot === row.id)
			.map(
				(one): Option => ({
					code: one.code,
					title: one.title,
					note: one.note,
					cost: one.cost === null ? null : BigInt(one.cost),
					groups: one.groups,
					other: one.otherTitle === null ? null : { title: one.otherTitle, note: one.otherNote ?? '' },
				}),
			),
		groups: groups
			.filter((one) => one.ballot === row.id)
			.map(({ ballot: _, ...one }) => ({ ...one, budget: one.budget === null ? null : BigInt(one.budget) })),
	};
}

const ruleJson = (rule: Rule) => (rule.kind === 'budget' ? { ...rule, budget: String(rule.budget) } : rule);

/** The columns of a definition, for a new ballot and for one that is written anew. */
const written = (tx: Tx, one: Definition) => ({
	lang: one.lang,
	question: one.question,
	explanation: one.explanation,
	other_question: one.other?.question ?? null,
	other_explanation: one.other?.explanation ?? null,
	marks: json(tx, one.marks),
	rule: json(tx, ruleJson(one.rule)),
	quorum: one.quorum && json(tx, one.quorum),
	ties: json(tx, one.ties),
	who: json(tx, one.who),
	secrecy: one.secrecy,
	names: one.names,
	may_change: one.mayChange,
	results: one.results,
	channels: [...one.channels],
	may_close_early: one.mayCloseEarly,
	opens_at: one.opensAt,
	closes_at: one.closesAt,
	eligible: one.eligible?.number ?? null,
	eligible_source: one.eligible?.source ?? '',
});

export async function insertBallot(
	tx: Tx,
	ref: BallotRef,
	made: { space: Uuid | null; by: AccountId | null; at: Date; definition: Definition },
): Promise<void> {
	const { definition, space, by, at } = made;
	await tx`
		insert into ballots.ballot ${tx({
			territory_id: ref.territory,
			id: ref.id,
			space_id: space,
			state: 'draft',
			created_by: by,
			created_at: at,
			...written(tx, definition),
		})}`;
	await insertOptions(tx, ref, definition);
}

export async function saveDefinition(tx: Tx, ref: BallotRef, definition: Definition): Promise<void> {
	await tx`
		update ballots.ballot set ${tx(written(tx, definition))}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
	await tx`delete from ballots.option where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
	await tx`delete from ballots.option_group where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
	await insertOptions(tx, ref, definition);
}

async function insertOptions(tx: Tx, ref: BallotRef, { options, groups }: Definition): Promise<void> {
	await tx`
		insert into ballots.option (territory_id, ballot_id, code, position, title, note, other_title, other_note, cost, groups)
		select ${ref.territory}, ${ref.id}, o.code, o.position, o.title, o.note, o.other_title, o.other_note, o.cost, string_to_array(o.groups, ',')
		from unnest(${options.map((one) => one.code)}::text[], ${options.map((_, i) => i)}::smallint[],
			${options.map((one) => one.title)}::text[], ${options.map((one) => one.note)}::text[],
			${options.map((one) => one.other?.title ?? null)}::text[], ${options.map((one) => one.other?.note ?? null)}::text[],
			${options.map((one) => (one.cost === null ? null : String(one.cost)))}::bigint[], ${options.map((one) => one.groups.join(','))}::text[])
			as o (code, position, title, note, other_title, other_note, cost, groups)`;
	await tx`
		insert into ballots.option_group (territory_id, ballot_id, code, position, title, other_title, budget, most, least)
		select ${ref.territory}, ${ref.id}, g.*
		from unnest(${groups.map((one) => one.code)}::text[], ${groups.map((_, i) => i)}::smallint[],
			${groups.map((one) => one.title)}::text[], ${groups.map((one) => one.otherTitle)}::text[],
			${groups.map((one) => (one.budget === null ? null : String(one.budget)))}::bigint[],
			${groups.map((one) => one.most)}::int[], ${groups.map((one) => one.least)}::int[]) as g`;
}

export async function deleteDraft(tx: Tx, ref: BallotRef): Promise<void> {
	await tx`
		delete from ballots.ballot where territory_id = ${ref.territory} and id = ${ref.id} and state = 'draft'`;
}

export async function setState(tx: Tx, ref: BallotRef, state: 'draft' | 'announced'): Promise<void> {
	await tx`
		update ballots.ballot set state = ${state}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function markOpen(
	tx: Tx,
	ref: BallotRef,
	{ at, fixed, nonce, leaf }: { at: Date; fixed: string; nonce: Buffer; leaf: Buffer },
): Promise<void> {
	await tx`
		update ballots.ballot set state = 'open', opened_at = ${at}, fixed = ${fixed}, nonce = ${nonce}, leaf = ${leaf}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function setClosing(tx: Tx, ref: BallotRef, closesAt: Date): Promise<void> {
	await tx`
		update ballots.ballot set closes_at = ${closesAt}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function setExplanation(
	tx: Tx,
	ref: BallotRef,
	text: { explanation: string; otherExplanation: string | null },
): Promise<void> {
	await tx`
		update ballots.ballot set explanation = ${text.explanation}, other_explanation = ${text.otherExplanation}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function setEligible(
	tx: Tx,
	ref: BallotRef,
	{ number, source }: { number: number; source: string },
): Promise<void> {
	await tx`
		update ballots.ballot set eligible = ${number}, eligible_source = ${source}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function markCounting(tx: Tx, ref: BallotRef, at: Date): Promise<void> {
	await tx`
		update ballots.ballot set state = 'counting', closed_at = ${at}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function markPapersDone(tx: Tx, ref: BallotRef, at: Date): Promise<void> {
	await tx`
		update ballots.ballot set papers_done_at = ${at}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function markCounted(tx: Tx, ref: BallotRef, at: Date): Promise<void> {
	await tx`
		update ballots.ballot set state = 'closed', counted_at = ${at}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function markCancelled(tx: Tx, ref: BallotRef, at: Date, why: string): Promise<void> {
	await tx`
		update ballots.ballot set state = 'cancelled', cancelled_at = ${at}, cancelled_why = ${why}, version = version + 1
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

/** All that may be found, in pieces. */
export async function* allPublic(db: Db): AsyncGenerator<Ballot[]> {
	const rows = inPieces(
		(after) => db<Row[]>`
			/* background: the index of all territories */
			select ${columns(db)} from ballots.ballot
			where state <> 'draft' and space_id is null and (territory_id, id) > (${after.territory}, ${after.id})
			order by territory_id, id limit 500`,
	);
	for await (const piece of rows) yield whole(db, piece);
}
