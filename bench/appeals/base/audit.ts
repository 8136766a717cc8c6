import type Postgres from 'postgres';
import { randomOf } from '#demo/random.ts';
import { hashOf, linkHash, sha256 } from '#platform/audit/entry.ts';
import { dayLong } from './scale.ts';
import { at, bytes, Sink } from './sink.ts';

type Told = {
	at: number;
	territory: number;
	actor: string | null;
	action: string;
	appeal: string;
	payload: string | null;
};

/**
 * The audit of the last days with its chain. Entries come in the order of the appeals; the chain wants them in the order of time,
 * so a day is written when no earlier appeal can add to it any more.
 */
export class AuditBooks {
	readonly #days = new Map<number, Told[]>();
	readonly #random;
	readonly #entry: Sink;
	readonly #payload: Sink;
	readonly #link: Sink;
	readonly #sql: Postgres.Sql;
	#hash: Buffer = Buffer.alloc(32);
	#seq = 0;
	#reached = 0;

	constructor(sql: Postgres.Sql, seed: string) {
		this.#sql = sql;
		this.#random = randomOf(`${seed} audit`);
		this.#entry = new Sink(
			sql,
			'audit.entry',
			'territory_id at id actor action reading thing_kind thing_id request commitment'.split(' '),
			false,
		);
		this.#payload = new Sink(
			sql,
			'audit.payload',
			['territory_id', 'at', 'entry_id', 'nonce', 'body'],
			false,
		);
		this.#link = new Sink(
			sql,
			'audit.link',
			['at', 'entry_id', 'territory_id', 'seq', 'fence', 'entry_hash', 'hash'],
			false,
		);
	}

	tell(one: Told): void {
		const day = Math.floor(one.at / dayLong);
		const list = this.#days.get(day);
		if (list) list.push(one);
		else this.#days.set(day, [one]);
	}

	/** Writes every day before this instant. */
	async close(before: number): Promise<void> {
		const ready = [...this.#days.keys()].filter((day) => (day + 1) * dayLong <= before).sort((a, b) => a - b);
		for (const day of ready) {
			const entries = (this.#days.get(day) ?? []).map((one) => ({ ...one, id: this.#random.id(one.at) }));
			this.#days.delete(day);
			entries.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
			for (const one of entries) this.#write(one);
			await Promise.all([this.#entry.flow(), this.#payload.flow(), this.#link.flow()]);
		}
	}

	#write(one: Told & { id: string }): void {
		const nonce = one.payload === null ? null : this.#random.bytes(16);
		const commitment = one.payload === null || nonce === null ? null : sha256(nonce, one.payload);
		const when = at(one.at);
		const entryHash = hashOf({
			territory: one.territory as never,
			at: new Date(one.at),
			id: one.id as never,
			actor: one.actor as never,
			action: one.action,
			reading: false,
			thing: { kind: 'appeal', id: one.appeal },
			about: null,
			request: one.actor ? 'bench' : '',
			commitment,
		});
		this.#hash = linkHash(this.#hash, entryHash);
		this.#seq++;
		this.#reached = one.at;
		this.#entry.put([
			one.territory,
			when,
			one.id,
			one.actor,
			one.action,
			false,
			'appeal',
			one.appeal,
			one.actor ? 'bench' : '',
			commitment && bytes(commitment),
		]);
		if (one.payload !== null && nonce)
			this.#payload.put([one.territory, when, one.id, bytes(nonce), one.payload]);
		this.#link.put([when, one.id, one.territory, this.#seq, 1, bytes(entryHash), bytes(this.#hash)]);
	}

	async end(): Promise<void> {
		await this.close(Number.POSITIVE_INFINITY);
		await Promise.all([this.#entry.end(), this.#payload.end(), this.#link.end()]);
		await this.#sql`
			update audit.head set seq = ${this.#seq}, hash = ${this.#hash}, fence = 1, reached = ${new Date(this.#reached)}`;
	}
}
