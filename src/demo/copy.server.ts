import { dayIn } from '#platform/calendar/door.ts';
import {
	type AccountId,
	type CopyValue,
	copyIn,
	database,
	newId,
	type TerritoryId,
	type Tx,
	transaction,
} from '#platform/db/door.server.ts';
import { type LeafInLine, leafOf, queueLeaves } from '#platform/transparency/door.server.ts';
import {
	type AppealRef,
	cellOf,
	dueOfAnswer,
	plannedFor,
	signatureOf,
	type Term,
	termsFor,
	verdictFor,
} from '#rooms/appeals/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.server.ts';
import { view } from '#rooms/territories/door.server.ts';

import { zone } from './generate.ts';
import type { DemoAppeal } from './rows.ts';

export type Ground = {
	territories: ReadonlyMap<string, TerritoryId>;
	accounts: ReadonlyMap<string, AccountId>;
	bodies: ReadonlyMap<string, BodyRef>;
};

export type Copied = AppealRef & { filedAt: Date };
type Books = Record<
	'appeal' | 'applicant' | 'term' | 'term_change' | 'history' | 'answer' | 'joining',
	CopyValue[][]
>;

const columns: Record<keyof Books, readonly string[]> = {
	appeal:
		'territory_id id number standing channel lang category text visibility state lat lon h3 place_words author_id body_territory_id body_id executor_id routed_by filed_at registered_at routed_at taken_up_at answered_at closed_at due_on due_at returns joined nonce leaf version updated_at'.split(
			' ',
		),
	applicant: ['territory_id', 'appeal_id', 'account_id', 'name', 'follow_hash'],
	term: 'territory_id appeal_id kind rule started_at started_on amount unit week due_on due_at zone calendar_version met_at missed_at next_at'.split(
		' ',
	),
	term_change:
		'territory_id at id appeal_id kind because from_at from_on to_at to_on met_at account_id'.split(' '),
	history: 'territory_id at id appeal_id kind audience account_id body_territory_id body_id facts'.split(' '),
	answer:
		'territory_id id appeal_id round text body_territory_id body_id account_id answered_at verdict verdict_reason verdict_at signed_name signed_post'.split(
			' ',
		),
	joining: ['territory_id', 'appeal_id', 'account_id', 'at'],
};

/**
 * Writes appeals with all that became of them straight into the tables, as the doors would have left them: for benchmarks,
 * where a hundred thousand through the doors would take an hour. A test holds both ways to the same rows. Drawings,
 * projections and the books of audit and news are left out.
 */
export async function copyAppeals(
	rows: readonly DemoAppeal[],
	ground: Ground,
	/** Their leaves go in line for the transparency log. */
	logged = false,
): Promise<Copied[]> {
	const copied: Copied[] = [];
	const codes = new Map<TerritoryId, string>();
	const counters = new Map<string, number>();
	const step = 5_000;
	for (let from = 0; from < rows.length; from += step) {
		const books: Books = {
			appeal: [],
			applicant: [],
			term: [],
			term_change: [],
			history: [],
			answer: [],
			joining: [],
		};
		const leaves: LeafInLine[] = [];
		const part = rows.slice(from, from + step);
		const there = await alreadyThere(part, ground);
		for (const row of part) {
			const territory = ground.territories.get(row.territory)!;
			if (!codes.has(territory)) codes.set(territory, (await view(territory))?.shortCode ?? '');
			const day = dayIn(zone, row.filedAt);
			const year = day.slice(0, 4);
			const counter = `${territory} ${year}`;
			const count = (counters.get(counter) ?? 0) + 1;
			counters.set(counter, count);
			const number = `${codes.get(territory)}-${year}-${String(count).padStart(6, '0')}`;
			copied.push({ territory, id: row.id as AppealRef['id'], filedAt: row.filedAt });
			if (there.has(row.id)) continue;
			const terms = await termsFor(territory, row.category, row.filedAt);
			const verdicts = await Promise.all(
				row.answers.map(({ at }) => verdictFor(territory, at, row.category)),
			);
			const ref = { territory, id: row.id } as AppealRef;
			leaves.push(await write(books, row, ref, number, terms, verdicts, ground));
		}
		await transaction(async (tx) => {
			for (const [table, lines] of Object.entries(books))
				await copyIn(tx, `appeals.${table}`, columns[table as keyof Books], lines);
			await putCounters(tx, counters);
			if (logged) await queueLeaves(tx, leaves);
		});
	}
	return copied;
}

const signatures = new WeakMap<Ground, Map<string, Promise<[string | null, string | null]>>>();

/** Name and post under an answer; asked once for each official. */
function signed(ground: Ground, body: BodyRef, by: AccountId): Promise<[string | null, string | null]> {
	const known = signatures.get(ground) ?? new Map<string, Promise<[string | null, string | null]>>();
	signatures.set(ground, known);
	const key = `${body.territory}/${body.id} ${by}`;
	let found = known.get(key);
	if (!found) {
		found = signatureOf(database(), body, by).then((one) => [one.signedName, one.signedPost]);
		known.set(key, found);
	}
	return found;
}

/** What an interrupted copy has written before; its numbers stay as they are. */
async function alreadyThere(rows: readonly DemoAppeal[], { territories }: Ground): Promise<Set<string>> {
	const found = await database()<{ id: string }[]>`
		select id from appeals.appeal where territory_id = any(${[...territories.values()]})
			and id = any(${rows.map((row) => row.id)})`;
	return new Set(found.map((row) => row.id));
}

/** With the rows that took them: rows without their counter would give their numbers away once more. */
async function putCounters(tx: Tx, counters: ReadonlyMap<string, number>): Promise<void> {
	for (const [key, value] of counters) {
		const [territory = 0, year = 0] = key.split(' ').map(Number);
		await tx`
			insert into appeals.counter (territory_id, year, value) values (${territory}, ${year}, ${value})
			on conflict (territory_id, year) do update set value = excluded.value`;
	}
}

/** The terms as the course of the appeal left them; what a returned answer changed goes into their history. */
function termsAfter(
	books: Books,
	row: DemoAppeal,
	ref: AppealRef,
	begun: readonly Term[],
	verdicts: readonly (Term | null)[],
	account: (name: string | null) => AccountId | null,
): Term[] {
	const terms = new Map(begun.map((term) => [term.kind, term]));
	const meet = (kinds: readonly Term['kind'][], at: Date) => {
		for (const kind of kinds) {
			const term = terms.get(kind);
			if (term && !term.metAt)
				terms.set(kind, { ...term, metAt: at, missedAt: at >= term.dueAt ? term.dueAt : null });
		}
	};
	const changed = (at: Date, kind: string, because: string, from: Term, to: Term, by: string | null) =>
		books.term_change.push([
			ref.territory,
			at,
			newId(at.getTime()),
			ref.id,
			kind,
			because,
			from.dueAt,
			from.dueOn,
			to.dueAt,
			to.dueOn,
			from.metAt,
			account(by),
		]);
	if (row.registeredAt) meet(['register', 'redirect'], row.registeredAt);
	if (row.takenUpAt) meet(['reaction'], row.takenUpAt);
	for (const [i, { at, by, verdict }] of row.answers.entries()) {
		meet(['answer', 'promise', 'reaction'], at);
		const [before, own] = [terms.get('verdict'), verdicts[i]];
		if (own) terms.set('verdict', own);
		if (own && before) changed(at, 'verdict', 'answered', before, own, by);
		if (verdict) meet(['verdict'], verdict.at);
		if (verdict?.kind !== 'returned') continue;
		for (const kind of ['answer', 'promise'] as const) {
			const term = terms.get(kind);
			if (!term) continue;
			changed(verdict.at, kind, 'returned', term, term, row.author);
			terms.set(kind, { ...term, metAt: null, missedAt: verdict.at >= term.dueAt ? term.dueAt : null });
		}
	}
	return [...terms.values()];
}

async function write(
	books: Books,
	row: DemoAppeal,
	ref: AppealRef,
	number: string,
	terms: readonly Term[],
	/** The author's term of each answer. */
	verdicts: readonly (Term | null)[],
	ground: Ground,
): Promise<LeafInLine> {
	const { accounts, bodies } = ground;
	const key = [ref.territory, ref.id] as const;
	const body = row.registeredAt ? bodies.get(row.body)! : null;
	const account = (name: string | null) => (name ? accounts.get(name)! : null);
	const { dueOn, dueAt } = dueOfAnswer(terms);
	const happened = (
		at: Date,
		kind: string,
		by: string | null,
		facts: Record<string, unknown> = {},
		where: BodyRef | null = null,
	) =>
		books.history.push([
			ref.territory,
			at,
			newId(at.getTime()),
			ref.id,
			kind,
			'public',
			by,
			where?.territory ?? null,
			where?.id ?? null,
			JSON.stringify(facts),
		]);
	let version = 1;
	let updatedAt = row.filedAt;
	let state = 'filed';
	const changed = (to: string, at: Date, times = 1) => {
		version += times;
		updatedAt = at;
		state = to;
	};
	happened(row.filedAt, 'filed', account(row.author), { due: dueOn });
	if (row.registeredAt) {
		happened(row.registeredAt, 'registered', null);
		happened(row.registeredAt, 'routed', null, { by: 'rule' }, body);
		changed('routed', row.registeredAt, 2);
		for (const [i, one] of row.joined.entries()) {
			const at = new Date(row.registeredAt.getTime() + (i + 1) * 1000);
			books.joining.push([...key, account(one)!, at]);
			changed(state, at);
		}
	}
	if (row.takenUpAt) {
		happened(row.takenUpAt, 'taken-up', account(row.takenUpBy), {}, body);
		changed('in-work', row.takenUpAt);
	}
	let returns = 0;
	let closedAt: Date | null = null;
	for (const [i, answer] of row.answers.entries()) {
		const { verdict } = answer;
		books.answer.push([
			ref.territory,
			newId(answer.at.getTime()),
			ref.id,
			i + 1,
			answer.text,
			body!.territory,
			body!.id,
			account(answer.by)!,
			answer.at,
			verdict?.kind ?? null,
			verdict?.reason ?? null,
			verdict?.at ?? null,
			...(await signed(ground, body!, account(answer.by)!)),
		]);
		happened(answer.at, 'answered', account(answer.by), { round: i + 1 }, body);
		changed('answered', answer.at);
		if (verdict?.kind === 'accepted') {
			happened(verdict.at, 'accepted', account(row.author));
			changed('accepted', verdict.at);
			closedAt = verdict.at;
		} else if (verdict) {
			happened(verdict.at, 'returned', account(row.author), { round: i + 1 });
			changed('returned', verdict.at);
			returns++;
		}
	}
	const after = termsAfter(books, row, ref, terms, verdicts, account);
	for (const term of await plannedFor(ref.territory, row.category, after)) {
		const { metAt } = term;
		books.term.push([
			...key,
			term.kind,
			term.rule,
			term.startedAt,
			term.startedOn,
			term.amount,
			term.unit,
			term.week,
			term.dueOn,
			term.dueAt,
			term.zone,
			term.calendarVersion,
			metAt,
			term.missedAt,
			state === 'accepted' || state === 'closed' ? null : term.nextAt,
		]);
	}
	// a person without an account has a code to follow by; nobody was given this one
	const stranger = row.author === null ? crypto.getRandomValues(new Uint8Array(32)) : null;
	books.applicant.push([...key, account(row.author), row.applicant, stranger]);
	const point = { lat: row.latitude, lon: row.longitude };
	const sealed = { kind: 'appeal', territory: ref.territory, thing: ref.id, at: row.filedAt };
	const { nonce, leaf, commitment } = leafOf({
		...sealed,
		content: JSON.stringify({ category: row.category, text: row.text, where: row.placeWords, point }),
	});
	books.appeal.push([
		...key,
		number,
		row.author ? 'appeal' : 'message',
		row.channel,
		'ru',
		row.category,
		row.text,
		row.visibility,
		state,
		point.lat,
		point.lon,
		cellOf(point),
		row.placeWords,
		account(row.author),
		body?.territory ?? null,
		body?.id ?? null,
		row.takenUpAt ? account(row.takenUpBy) : null,
		body ? 'rule' : null,
		row.filedAt,
		row.registeredAt,
		row.registeredAt,
		row.takenUpAt,
		row.answers.at(-1)?.at ?? null,
		closedAt,
		dueOn,
		dueAt,
		returns,
		row.joined.length,
		nonce,
		leaf,
		version,
		updatedAt,
	]);
	return { ...sealed, commitment, leaf };
}
