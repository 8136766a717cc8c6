import { type Tx, transaction } from '#platform/db/door.server.ts';

/** In the transaction that is given, or in one of its own: an act on many does more around each than the act itself. */
export const within = <T>(given: Tx | undefined, work: (tx: Tx) => Promise<T>): Promise<T> =>
	given ? work(given) : transaction(work);
