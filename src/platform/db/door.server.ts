import type Postgres from 'postgres';
import { Refusal } from '../errors/door.ts';
import { log } from '../log/door.server.ts';
import { postgres } from './driver.server.ts';
import { aLittlePatience, isAway, isFull, patient } from './patience.server.ts';
import { noteNoRoom } from './room-left.server.ts';
import { debugOption } from './watch.server.ts';

export { askTogether } from './ask-together.ts';
export { withinOneTransaction } from './cluster.server.ts';
export { containing } from './containing.ts';
export { copyIn, type Value as CopyValue } from './copy-in.server.ts';
export { type Cursor, cursorShape, inPieces, pageOf, readCursor } from './cursor.ts';
export type { AccountId, Branded, Id, Ref, TerritoryId, Uuid } from './ids.ts';
export { isUuid, newId, newSecretId } from './ids.ts';
export { type Json, json } from './json.server.ts';
export { once, storedAnswer, type TakenKey, takeKeys } from './once.server.ts';
export { aLittlePatience, isAway, isFull } from './patience.server.ts';
export { plannedAnew } from './plan.server.ts';
export { noteNoRoom, roomIsLeft } from './room-left.server.ts';
export { writeTogether } from './together.server.ts';

export type Sql = Postgres.Sql;
export type Tx = Postgres.TransactionSql;
/** What a reading store verb takes: the pool or a transaction. */
export type Db = Sql | Tx;

export type DatabaseOptions = {
	url: string;
	/** Connections of this process. Pool × processes must stay under the server's max_connections. */
	connections?: number;
	/** `transaction` behind PgBouncer and the like: no named prepared statements (schema-rules 8). */
	pooler?: 'none' | 'transaction';
	applicationName?: string;
};

let pool: Sql | undefined;

export function openDatabase(options: DatabaseOptions): Sql {
	if (pool) throw new Error('the database is already open in this process');
	const pooled = options.pooler === 'transaction';
	pool = patient(
		postgres(options.url, {
			max: options.connections ?? 10,
			prepare: !pooled,
			// One question at a time: a second one sent behind the first is half read when PgBouncer takes the server away at the
			// end of the first, and its answer never comes ("got packet when not linked": one request of 200 stood still for ever).
			...(pooled ? { max_pipeline: 0 } : {}),
			onnotice: () => {},
			// The driver's own waits grow to 20 s and count the failures of all connections together: a database that was away
			// for a second left every request waiting long after it was back.
			backoff: (failures: number) =>
				Math.min(1, 0.02 * 2 ** Math.min(failures, 6)) * (0.5 + Math.random() / 2),
			...debugOption(),
			connection: {
				application_name: options.applicationName ?? 'veche',
				// A pooler refuses to carry a setting of a session; there it belongs to the role (docs/operations.md).
				...(pooled ? {} : { idle_in_transaction_session_timeout: 30_000 }),
			},
		}),
	);
	return pool;
}

/** The pool of this process. Reads go through it; writes go through `transaction`. */
export function database(): Sql {
	if (!pool) throw new Error('the database is not open: call openHouse() first');
	return pool;
}

export async function closeDatabase(): Promise<void> {
	const closing = pool;
	pool = undefined;
	await closing?.end({ timeout: 5 });
}

/** SQLSTATEs after which the whole transaction is tried again (schema-rules 4). */
const again = new Set(['40001', '40P01', '55P03']);
const attempts = 5;

/**
 * Runs `work` in one READ COMMITTED transaction and resolves only after the commit.
 * `work` may run several times (serialisation failures, deadlocks, a database that fell), so it must do nothing outside the
 * transaction. Never open a second connection inside: two such writers deadlock the pool.
 * @throws platform.no-room-away when the disk is full; platform.database-away when nothing was done; platform.answer-lost-away when the answer to the commit was lost, so that
 * it may have been done or not
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
	const moreOfIt = aLittlePatience();
	for (let attempt = 1; ; ) {
		let worked = false;
		try {
			return (await database().begin(async (tx) => {
				const result = await work(tx);
				worked = true;
				return result;
			})) as T;
		} catch (error) {
			if (isAway(error)) {
				// Before the commit was sent all of it is undone, and can be done again.
				if (!worked && (await moreOfIt())) continue;
				throw new Refusal(
					worked ? 'platform.answer-lost-away' : 'platform.database-away',
					{},
					{ cause: error },
				);
			}
			const code = (error as { code?: string }).code;
			if (isFull(error)) {
				noteNoRoom();
				log().error({ err: error }, 'no room is left for the database');
				throw new Refusal('platform.no-room-away', {}, { cause: error });
			}
			const shard = code === 'XX000' && String(error).includes('could not commit transaction for shard');
			if (!(shard || (code && again.has(code)))) throw error;
			if (attempt++ >= attempts) throw new Refusal('platform.busy-meanwhile', {}, { cause: error });
			await new Promise((resume) => setTimeout(resume, 5 * 2 ** attempt * Math.random()));
		}
	}
}
