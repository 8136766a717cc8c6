import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from '#platform/config/door.server.ts';
import { type AccountId, database, isUuid } from '#platform/db/door.server.ts';
import { erasedAccounts } from './personal-store.server.ts';

/**
 * The journal stands beside the database and not only in it: a backup of last week knows nothing of who was erased
 * yesterday. It holds ids without names; `veche restore` replays it.
 */
const path = () => join(config().data, 'erasures.jsonl');

export async function noteErasure(account: AccountId, at: Date): Promise<void> {
	await mkdir(config().data, { recursive: true });
	await appendFile(path(), `${JSON.stringify({ account, at: at.toISOString() })}\n`, { mode: 0o600 });
}

/** Everyone who was ever erased, by the journal and by the database. */
export async function readErasures(): Promise<{ account: AccountId }[]> {
	const lines = await readFile(path(), 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return '';
		throw error;
	});
	const all = new Set<AccountId>((await erasedAccounts(database())).map((one) => one.account));
	for (const line of lines.split('\n')) {
		// the last line may be cut by a crash
		const id = /"account":"([0-9a-f-]{36})"/.exec(line)?.[1];
		if (id && isUuid(id)) all.add(id as AccountId);
	}
	return [...all].map((account) => ({ account }));
}
