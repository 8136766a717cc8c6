import { newId, type TerritoryId } from '#platform/db/door.server.ts';
import { leafOf, type queueLeaves } from '#platform/transparency/door.server.ts';
import type { BodyRef, UnitId } from '#rooms/organisations/door.ts';
import type { AppealId, Channel, Closing, Point, State, Visibility } from '../appeal.ts';
import { cellOf } from '../place.ts';
import { dueOfAnswer, missed } from '../terms/ledger.ts';
import type { Term, TermKind } from '../terms/term.ts';

/** An appeal as another system kept it: what happened to it there is history here, with its own dates. */
export type PastAppeal = {
	id: AppealId;
	/** Its number there. */
	externalId: string | null;
	channel: Channel;
	standing: 'appeal' | 'message';
	lang: string;
	category: string;
	/** nobody: it was found by the words of the text or is what all the rest was given, so there is nothing to learn from it. */
	categoryBy: 'author' | 'nobody';
	text: string;
	visibility: Visibility;
	where: string;
	place: TerritoryId | null;
	point: Point | null;
	applicant: { name: string; email: string | null; phone: string | null; address: string | null };
	filedAt: Date;
	registeredAt: Date | null;
	routedAt: Date | null;
	takenUpAt: Date | null;
	/** The day by which it was to be answered there; null: our own rules count it. */
	due: { on: string; at: Date } | null;
	answer: { at: Date; text: string } | null;
	/** On which day nobody knows: `at` is null. */
	closed: { at: Date | null; because: Closing } | null;
	state: State;
	body: BodyRef | null;
	unit: UnitId | null;
	routedBy: 'rule' | 'person' | null;
	/** For the office: what the source said in words that we have no place for. */
	told: Record<string, string | number | null>;
};

type Cell = string | number | boolean | Date | Uint8Array | null;
export type Book = 'applicant' | 'term' | 'history' | 'appeal' | 'answer';
/** Rows of the tables, in the order of `columns`; leaves for the transparency log. */
export type Books = Record<Book, Cell[][]> & { leaves: Parameters<typeof queueLeaves>[1][number][] };

export const columns: Record<Book, readonly string[]> = {
	applicant: 'territory_id appeal_id account_id name email phone address'.split(' '),
	term: 'territory_id appeal_id kind rule started_at started_on amount unit week due_on due_at zone calendar_version met_at missed_at'.split(
		' ',
	),
	history: 'territory_id at id appeal_id kind audience account_id body_territory_id body_id facts'.split(' '),
	appeal:
		'territory_id id number standing channel lang category category_by text visibility state closed_because lat lon h3 place_words place_id body_territory_id body_id unit_id routed_by filed_at registered_at routed_at taken_up_at answered_at closed_at due_on due_at external_id nonce leaf version updated_at'.split(
			' ',
		),
	answer: 'territory_id id appeal_id round text body_territory_id body_id account_id answered_at'.split(' '),
};

export const emptyBooks = (): Books => ({
	applicant: [],
	term: [],
	history: [],
	leaves: [],
	appeal: [],
	answer: [],
});

/**
 * Puts one appeal of the past into the books, as far as its number: that is taken last. Nothing is announced, so nobody is
 * written to about what was over years ago. Version 1 means that nobody has touched it since.
 * @returns what fills the number in
 */
export function write(
	books: Books,
	territory: TerritoryId,
	past: PastAppeal,
	begun: readonly Term[],
	now: Date,
): (number: string) => void {
	const { id, body, filedAt, answer, closed } = past;
	const over = past.state === 'accepted' || past.state === 'closed';
	const endUnknown = over && !answer && !closed?.at;
	const counted = termsOf(past, begun, now);
	const { dueOn, dueAt } = dueOfAnswer(counted);
	// of what ended on an unknown day no term was met, and none was missed
	const terms = endUnknown ? [] : counted;
	books.applicant.push([
		territory,
		id,
		null,
		past.applicant.name,
		past.applicant.email,
		past.applicant.phone,
		past.applicant.address,
	]);
	for (const term of terms)
		books.term.push([
			territory,
			id,
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
			term.metAt,
			term.missedAt,
		]);
	let nth = 0;
	const happened = (
		at: Date,
		kind: string,
		facts: Record<string, string | number | null> = {},
		where: BodyRef | null = null,
		audience = 'public',
	) =>
		books.history.push([
			territory,
			at,
			// of one moment in the order of what happened
			newId(at.getTime() + nth++),
			id,
			kind,
			audience,
			null,
			where?.territory ?? null,
			where?.id ?? null,
			JSON.stringify(facts),
		]);
	happened(filedAt, 'filed', { due: dueOn });
	if (past.registeredAt) happened(past.registeredAt, 'registered');
	if (past.routedAt && body) happened(past.routedAt, 'routed', { by: past.routedBy ?? 'person' }, body);
	if (past.takenUpAt && body) happened(past.takenUpAt, 'taken-up', {}, body);
	if (answer && body) happened(answer.at, 'answered', { round: 1 }, body);
	if (past.state === 'closed' && closed?.at) happened(closed.at, 'closed', { because: closed.because });
	if (endUnknown) happened(now, 'closed-before');
	happened(now, 'imported', past.told, null, 'office');
	const { nonce, commitment, leaf } = leafOf({
		kind: 'appeal',
		territory,
		thing: id,
		at: filedAt,
		content: JSON.stringify({
			category: past.category,
			text: past.text,
			where: past.where,
			point: past.point,
		}),
	});
	books.leaves.push({ territory, kind: 'appeal', thing: id, at: filedAt, commitment, leaf });
	if (answer && body)
		books.answer.push([
			territory,
			newId(answer.at.getTime()),
			id,
			1,
			answer.text,
			body.territory,
			body.id,
			null,
			answer.at,
		]);
	const changed = closed?.at ?? answer?.at ?? filedAt;
	const row: Cell[] = [
		territory,
		id,
		'',
		past.standing,
		past.channel,
		past.lang,
		past.category,
		past.categoryBy,
		past.text,
		past.visibility,
		past.state,
		past.state === 'closed' ? (closed?.because ?? 'done') : null,
		past.point?.lat ?? null,
		past.point?.lon ?? null,
		past.point ? cellOf(past.point) : null,
		past.where,
		past.place,
		body?.territory ?? null,
		body?.id ?? null,
		past.unit,
		body ? (past.routedBy ?? 'person') : null,
		filedAt,
		past.state === 'filed' ? past.registeredAt : (past.registeredAt ?? filedAt),
		body ? (past.routedAt ?? past.registeredAt ?? filedAt) : null,
		past.takenUpAt,
		answer?.at ?? null,
		over ? (closed?.at ?? answer?.at ?? null) : null,
		dueOn,
		dueAt,
		past.externalId,
		nonce,
		leaf,
		1,
		// what was over long ago is no news: the nightly proof looks at what changed in the last days
		over ? changed : now,
	];
	books.appeal.push(row);
	return (number) => {
		row[2] = number;
	};
}

/** What the source said of its term stands as it said it; of what is over only the answer's term is kept. */
function termsOf(past: PastAppeal, begun: readonly Term[], now: Date): Term[] {
	const over = past.state === 'accepted' || past.state === 'closed';
	const model = begun[0] as Term;
	const own: Term[] = past.due
		? [
				{
					...model,
					kind: 'answer',
					rule: 'import',
					startedAt: past.filedAt,
					amount: Math.min(32_767, Math.max(1, daysBetween(model.startedOn, past.due.on))),
					unit: 'days',
					week: 'every-day',
					dueOn: past.due.on,
					dueAt: past.due.at,
				},
			]
		: begun.filter(({ kind }) => kind === 'answer' || kind === 'promise');
	const others = over
		? []
		: begun.filter(({ kind }) => kind !== 'answer' && kind !== 'promise' && kind !== 'verdict');
	const done: Partial<Record<TermKind, Date | null>> = {
		register: past.registeredAt ?? (past.state === 'filed' ? null : past.filedAt),
		redirect: past.routedAt ?? (past.body ? past.filedAt : null),
		reaction: past.takenUpAt ?? past.answer?.at ?? null,
		answer: past.answer?.at ?? past.closed?.at ?? null,
		promise: past.answer?.at ?? past.closed?.at ?? null,
	};
	return [...others, ...own].map((term) => {
		const metAt = done[term.kind] ?? null;
		return { ...term, metAt, missedAt: missed(term, metAt, now), nextAt: null };
	});
}

const daysBetween = (from: string, to: string): number =>
	Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
