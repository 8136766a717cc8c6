import { type AccountId, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { leafOf } from '#platform/transparency/door.server.ts';
import {
	type AppealRef,
	categories,
	cellOf,
	dayIn,
	dueOfAnswer,
	type Term,
	termsFor,
} from '#rooms/appeals/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.server.ts';
import { view } from '#rooms/territories/door.server.ts';
import { copyIn, type Value } from './copy-in.server.ts';
import { zone } from './generate.ts';
import type { DemoAppeal } from './rows.ts';

export type Ground = {
	territories: ReadonlyMap<string, TerritoryId>;
	accounts: ReadonlyMap<string, AccountId>;
	bodies: ReadonlyMap<string, BodyRef>;
};

type Books = Record<'appeal' | 'applicant' | 'term' | 'history' | 'answer' | 'joining', Value[][]>;

const columns: Record<keyof Books, readonly string[]> = {
	appeal:
		'territory_id id number standing channel lang category text visibility state lat lon h3 place_words author_id body_territory_id body_id executor_id routed_by filed_at registered_at routed_at taken_up_at answered_at closed_at due_on returns joined nonce leaf version updated_at'.split(
			' ',
		),
	applicant: ['territory_id', 'appeal_id', 'account_id', 'name', 'follow_hash'],
	term: 'territory_id appeal_id kind rule started_on days days_are due_on zone calendar_version met_at'.split(
		' ',
	),
	history: 'territory_id at id appeal_id kind audience account_id body_territory_id body_id facts'.split(' '),
	answer:
		'territory_id id appeal_id round text body_territory_id body_id account_id answered_at verdict verdict_reason verdict_at'.split(
			' ',
		),
	joining: ['territory_id', 'appeal_id', 'account_id', 'at'],
};

/**
 * Writes appeals with all that became of them straight into the tables, as the doors would have left them: for benchmarks,
 * where a hundred thousand through the doors would take an hour. A test holds both ways to the same rows. Drawings,
 * projections and the books of audit and news are left out.
 */
export async function copyAppeals(rows: readonly DemoAppeal[], ground: Ground): Promise<void> {
	const all = await categories();
	const codes = new Map<TerritoryId, string>();
	const counters = new Map<string, number>();
	const step = 5_000;
	for (let from = 0; from < rows.length; from += step) {
		const books: Books = { appeal: [], applicant: [], term: [], history: [], answer: [], joining: [] };
		for (const row of rows.slice(from, from + step)) {
			const territory = ground.territories.get(row.territory)!;
			if (!codes.has(territory)) codes.set(territory, (await view(territory))?.shortCode ?? '');
			const day = dayIn(zone, row.filedAt);
			const year = day.slice(0, 4);
			const counter = `${territory} ${year}`;
			const count = (counters.get(counter) ?? 0) + 1;
			counters.set(counter, count);
			const number = `${codes.get(territory)}-${year}-${String(count).padStart(6, '0')}`;
			const terms = await termsFor(all, territory, row.category, day, zone);
			write(books, row, { territory, id: row.id } as AppealRef, number, terms, ground);
		}
		await transaction(async (tx) => {
			for (const [table, lines] of Object.entries(books))
				await copyIn(tx, `appeals.${table}`, columns[table as keyof Books], lines);
		});
	}
	await transaction((tx) =>
		copyIn(
			tx,
			'appeals.counter',
			['territory_id', 'year', 'value'],
			[...counters].map(([key, value]) => [...key.split(' ').map(Number), value]),
		),
	);
}

function write(
	books: Books,
	row: DemoAppeal,
	ref: AppealRef,
	number: string,
	terms: readonly Term[],
	{ accounts, bodies }: Ground,
): void {
	const key = [ref.territory, ref.id] as const;
	const body = row.registeredAt ? bodies.get(row.body)! : null;
	const account = (name: string | null) => (name ? accounts.get(name)! : null);
	const dueOn = dueOfAnswer(terms);
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
	const first = row.answers[0]?.at ?? null;
	const met: Record<string, Date | null> = {
		register: row.registeredAt,
		redirect: row.registeredAt,
		reaction: row.takenUpAt,
		answer: first,
		promise: first,
	};
	for (const term of terms)
		books.term.push([
			...key,
			term.kind,
			term.rule,
			term.startedOn,
			term.days,
			term.daysAre,
			term.dueOn,
			term.zone,
			term.calendarVersion,
			met[term.kind] ?? null,
		]);
	// a person without an account has a code to follow by; nobody was given this one
	const stranger = row.author === null ? crypto.getRandomValues(new Uint8Array(32)) : null;
	books.applicant.push([...key, account(row.author), row.applicant, stranger]);
	const point = { lat: row.latitude, lon: row.longitude };
	const { nonce, leaf } = leafOf({
		kind: 'appeal',
		territory: ref.territory,
		thing: ref.id,
		at: row.filedAt,
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
		returns,
		row.joined.length,
		nonce,
		leaf,
		version,
		updatedAt,
	]);
}
