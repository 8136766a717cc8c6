import { createHash } from 'node:crypto';
import type Postgres from 'postgres';
import { randomOf } from '#demo/random.ts';
import { leafOf } from '#platform/transparency/door.server.ts';
import { cellOf, excerptOf } from '#rooms/appeals/door.server.ts';
import { AuditBooks } from './audit.ts';
import type { Course } from './course.ts';
import type { Dues } from './dues.ts';
import type { Ground, Office } from './ground.ts';
import type { Land } from './land.ts';
import { days, fullDays, type Scale } from './scale.ts';
import { at, bytes, Sink } from './sink.ts';
import { joinedWords, type Subjects } from './subjects.ts';
import { termsAfter } from './terms.ts';

const columns = {
	'appeals.appeal':
		'territory_id id number standing channel lang category text visibility state closed_because lat lon h3 place_words author_id body_territory_id body_id executor_id routed_by filed_at registered_at routed_at taken_up_at answered_at closed_at due_on due_at returns joined nonce leaf version updated_at',
	'appeals.applicant': 'territory_id appeal_id account_id name follow_hash',
	'appeals.answer':
		'territory_id id appeal_id round text body_territory_id body_id account_id answered_at verdict verdict_reason verdict_at',
	'appeals.joining': 'territory_id appeal_id account_id at',
	'appeals.term':
		'territory_id appeal_id kind rule started_at started_on amount unit week due_on due_at zone calendar_version met_at missed_at next_at',
	'appeals.inbox':
		'territory_id body_id appeal_territory_id appeal_id number state category channel excerpt place_words executor_id filed_at due_on due_at returns joined changed_at tsv version',
	'appeals.listed':
		'territory_id appeal_territory_id appeal_id number state category channel visibility excerpt place_words lat lon body_territory_id body_id photographs joined filed_at registered_at due_on due_at answered_at returns assigned changed_at version',
	'appeals.mine':
		'account_id territory_id appeal_id reason number state category excerpt filed_at due_on due_at version',
	'search.item': 'territory_id kind id lang url title names body weight audience at changed_at sum',
} as const;
export const filled = Object.keys(columns) as (keyof typeof columns)[];

const historyColumns =
	'territory_id at id appeal_id kind audience account_id body_territory_id body_id facts'.split(' ');
const leafColumns = ['territory_id', 'id', 'kind', 'thing', 'at', 'commitment', 'leaf'];

/** Writes appeals into all tables that hold or mirror them, as the doors and their jobs would have left them. */
export class Rows {
	readonly #sinks: Record<keyof typeof columns, Sink>;
	readonly #history: Sink;
	readonly #leaves: Sink;
	readonly audit: AuditBooks;
	readonly #subjects: Subjects;
	readonly #ground: Ground;
	readonly #dues: Dues;
	readonly #random;
	/** By territory: lists of it and above keep what has ended only from this day on. */
	readonly #listedFrom: Int32Array;
	readonly #chains = new Map<number, number[]>();

	constructor(
		sql: Postgres.Sql,
		scale: Scale,
		subjects: Subjects,
		ground: Ground,
		dues: Dues,
		listedFrom: Int32Array,
	) {
		this.#sinks = Object.fromEntries(
			filled.map((table) => [table, new Sink(sql, table, columns[table].split(' '))]),
		) as Record<keyof typeof columns, Sink>;
		this.#history = new Sink(sql, 'appeals.history', historyColumns, false);
		this.#leaves = new Sink(sql, 'transparency.leaf_queue', leafColumns, false);
		this.audit = new AuditBooks(sql, scale.seed);
		this.#subjects = subjects;
		this.#ground = ground;
		this.#dues = dues;
		this.#listedFrom = listedFrom;
		this.#random = randomOf(`${scale.seed} rows`);
	}

	async put(owner: Land, course: Course, number: string): Promise<void> {
		const said = this.#subjects.said[course.said]!;
		const place = this.#subjects.places[course.place]!;
		const root = this.#subjects.chains.get(said.category)?.at(-1) ?? said.category;
		const office = this.#ground.officeFor(owner, root);
		const filedAt = new Date(course.filedAt);
		const due = await this.#dues.dueOf(owner, said.category, course, filedAt);
		const full = course.day >= days - fullDays;
		const over = course.state === 'accepted' || course.state === 'closed';
		const key = [owner.id, course.id] as const;
		const author = course.author === null ? null : this.#ground.residents[course.author]!;
		const executor = course.takenUpAt === null ? null : this.#executorOf(office, course);
		const [filed, registered, changed] = [at(filedAt), at(course.registeredAt), at(course.updatedAt)];
		const answered = at(course.replies.at(-1)?.at ?? null);
		const first = course.replies.at(-1)?.verdict;
		const closedAt = over ? (course.closed?.at ?? (first?.kind === 'accepted' ? first.at : null)) : null;
		const { nonce, commitment, leaf } = leafOf({
			kind: 'appeal',
			territory: owner.id as never,
			thing: course.id as never,
			at: filedAt,
			nonce: Buffer.from(this.#random.bytes(32)),
			content: JSON.stringify({
				category: said.category,
				text: said.text,
				where: place.words,
				point: { lat: course.lat, lon: course.lon },
			}),
		});
		const dueAt = at(due.dueAt);
		this.#sinks['appeals.appeal'].put([
			...key,
			number,
			author ? 'appeal' : 'message',
			course.channel,
			'ru',
			said.category,
			said.text,
			course.visibility,
			course.state,
			course.closed?.because ?? null,
			course.lat,
			course.lon,
			cellOf(course),
			place.words,
			author?.account ?? null,
			office.territory,
			office.id,
			executor,
			'rule',
			filed,
			registered,
			registered,
			at(course.takenUpAt),
			answered,
			at(closedAt),
			due.dueOn,
			dueAt,
			course.returns,
			course.joined.length,
			bytes(nonce),
			bytes(leaf),
			course.version,
			changed,
		]);
		this.#sinks['appeals.applicant'].put([
			...key,
			author?.account ?? null,
			author?.name ?? `Житель ${course.id.slice(-4)}`,
			author ? null : bytes(nonce),
		]);
		for (const [i, reply] of course.replies.entries())
			this.#sinks['appeals.answer'].put([
				owner.id,
				this.#random.id(reply.at),
				course.id,
				i + 1,
				said.answers[reply.text % said.answers.length] ?? 'Сделано.',
				office.territory,
				office.id,
				executor,
				at(reply.at),
				reply.verdict?.kind ?? null,
				reply.verdict?.kind === 'returned' ? 'Всё осталось как было.' : null,
				at(reply.verdict?.at ?? null),
			]);
		const mine = (account: string, reason: string, excerpt: string) =>
			this.#sinks['appeals.mine'].put([
				account,
				...key,
				reason,
				number,
				course.state,
				said.category,
				excerpt,
				filed,
				due.dueOn,
				dueAt,
				course.version,
			]);
		if (author) mine(author.account, 'filed', excerptOf(said.text));
		for (const [i, one] of course.joined.entries()) {
			const joiner = this.#ground.residents[one]!.account;
			this.#sinks['appeals.joining'].put([...key, joiner, at(course.registeredAt + (i + 1) * 1000)]);
			mine(joiner, 'joined', said.excerpt);
		}
		this.#sinks['appeals.inbox'].put([
			office.territory,
			office.id,
			...key,
			number,
			course.state,
			said.category,
			course.channel,
			said.excerpt,
			place.shown,
			executor,
			filed,
			due.dueOn,
			dueAt,
			course.returns,
			course.joined.length,
			changed,
			joinedWords(said.words, place.asWords),
			course.version,
		]);
		for (const above of this.#chainOf(owner))
			if (!over || course.day >= (this.#listedFrom[above] as number))
				this.#sinks['appeals.listed'].put([
					above,
					...key,
					number,
					course.state,
					said.category,
					course.channel,
					course.visibility,
					said.excerpt,
					place.shown,
					course.lat,
					course.lon,
					office.territory,
					office.id,
					0,
					course.joined.length,
					filed,
					registered,
					due.dueOn,
					dueAt,
					answered,
					course.returns,
					executor !== null,
					changed,
					course.version,
				]);
		if (course.visibility !== 'authority') this.#putIntoSearch(owner, course, number);
		if (full || !over) {
			const begun = await this.#dues.termsOf(owner, said.category, course.day, filedAt);
			const last = course.replies.at(-1);
			const verdict = last ? await this.#dues.verdictOf(owner, new Date(last.at)) : null;
			for (const term of termsAfter(begun, verdict, course, closedAt))
				this.#sinks['appeals.term'].put([
					...key,
					term.kind,
					term.rule,
					at(term.startedAt),
					term.startedOn,
					term.amount,
					term.unit,
					term.week,
					term.dueOn,
					at(term.dueAt),
					term.zone,
					term.calendarVersion,
					at(term.metAt),
					at(term.missedAt),
					at(term.nextAt),
				]);
		}
		if (!full) return;
		this.#leaves.put([
			owner.id,
			this.#random.id(course.filedAt),
			'appeal',
			course.id,
			filed,
			bytes(commitment),
			bytes(leaf),
		]);
		this.#tell(owner, course, office, executor, author?.account ?? null, due.dueOn, said.category);
	}

	#executorOf(office: Office, course: Course): string {
		return office.staff[1 + (course.said & 1)]!.account;
	}

	#chainOf(owner: Land): number[] {
		let chain = this.#chains.get(owner.id);
		if (!chain) {
			chain = [];
			for (
				let one: Land | undefined = owner;
				one;
				one = one.parent === null ? undefined : this.#ground.land[one.parent - 1]
			)
				chain.push(one.id);
			this.#chains.set(owner.id, chain);
		}
		return chain;
	}

	#putIntoSearch(owner: Land, course: Course, number: string): void {
		const said = this.#subjects.said[course.said]!;
		const place = this.#subjects.places[course.place]!;
		const url = `${owner.path ? `/${owner.path}` : ''}/appeals/${number}`;
		const title = `${this.#subjects.nameOf.get(said.category)}: ${place.title}`;
		const names = number.replaceAll('-', ' ');
		const body = `${said.shown} ${place.shown}`;
		const told = [url, title, names, body, 1, 'public', course.filedAt];
		const sum = createHash('sha256').update(JSON.stringify(told)).digest().subarray(0, 16);
		this.#sinks['search.item'].put([
			owner.id,
			'appeals.appeal',
			course.id,
			'ru',
			url,
			title,
			names,
			body,
			1,
			'public',
			at(course.filedAt),
			at(course.registeredAt),
			bytes(sum),
		]);
	}

	/** History for everybody, audit for controllers. */
	#tell(
		owner: Land,
		course: Course,
		office: Office,
		executor: string | null,
		author: string | null,
		dueOn: string,
		category: string,
	): void {
		const happened = (
			when: number,
			kind: string,
			account: string | null,
			facts: Record<string, unknown> = {},
			body = false,
		) =>
			this.#history.put([
				owner.id,
				at(when),
				this.#random.id(when),
				course.id,
				kind,
				'public',
				account,
				body ? office.territory : null,
				body ? office.id : null,
				JSON.stringify(facts),
			]);
		const did = (
			when: number,
			action: string,
			actor: string | null,
			payload: Record<string, unknown> | null,
		) =>
			this.audit.tell({
				at: when,
				territory: owner.id,
				actor,
				action,
				appeal: course.id,
				payload: payload && JSON.stringify(payload),
			});
		happened(course.filedAt, 'filed', author, { due: dueOn });
		did(course.filedAt, 'appeals.filed', author, { channel: course.channel, category });
		happened(course.registeredAt, 'registered', null);
		happened(course.registeredAt, 'routed', null, { by: 'rule' }, true);
		did(course.registeredAt, 'appeals.routed', null, { body: office.id, bodyTerritory: office.territory });
		if (course.takenUpAt !== null) {
			happened(course.takenUpAt, 'taken-up', executor, {}, true);
			did(course.takenUpAt, 'appeals.taken-up', executor, null);
		}
		for (const [i, reply] of course.replies.entries()) {
			happened(reply.at, 'answered', executor, { round: i + 1 }, true);
			did(reply.at, 'appeals.answered', executor, { round: i + 1 });
			if (!reply.verdict) continue;
			happened(
				reply.verdict.at,
				reply.verdict.kind,
				author,
				reply.verdict.kind === 'returned' ? { round: i + 1 } : {},
			);
			did(reply.verdict.at, `appeals.${reply.verdict.kind}`, author, null);
		}
		if (course.closed) {
			happened(course.closed.at, 'closed', null, { because: course.closed.because });
			did(course.closed.at, 'appeals.closed', null, { because: course.closed.because });
		}
	}

	async flow(): Promise<void> {
		await Promise.all(
			[...Object.values(this.#sinks), this.#history, this.#leaves].map((sink) => sink.flow()),
		);
	}

	async end(): Promise<Record<string, number>> {
		const sinks = [...Object.values(this.#sinks), this.#history, this.#leaves];
		await Promise.all([...sinks.map((sink) => sink.end()), this.audit.end()]);
		return Object.fromEntries(sinks.map((sink) => [sink.table, sink.rows]));
	}
}
