import { database } from '#platform/db/door.server.ts';
import { enqueue } from '#platform/jobs/door.server.ts';

/** The kept tables of the months are made each night; what was hidden leaves them at once. */
export async function remakeData(): Promise<void> {
	await enqueue(database(), 'appeals.make-data', {}, { key: 'appeals.make-data after hiding', priority: 10 });
}
