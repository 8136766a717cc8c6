import { database, transaction } from '../db/door.server.ts';
import { blobs } from './blobs-in-use.server.ts';
import * as store from './store.server.ts';

const day = 86_400_000;

/**
 * Removes rows that nothing has used for a day, then contents that no row names. A content younger than a day stays: its
 * row may not be committed yet. Safe beside uploads and beside another process that sweeps.
 */
export async function sweepFiles(
	now: Date,
	signal?: AbortSignal,
): Promise<{ rows: number; contents: number }> {
	const before = new Date(now.getTime() - day);
	let rows = 0;
	for (const territory of await store.territoriesWithUnused(database(), before))
		rows += await transaction((tx) => store.removeUnused(tx, territory, before));
	let contents = 0;
	for (const prefix of ['original', 'variant']) {
		let batch: string[] = [];
		const flush = async () => {
			const used = await store.contentsInUse(database(), [...new Set(batch.map(hashOf))]);
			for (const key of batch.filter((key) => !used.has(hashOf(key)))) {
				const usedMeanwhile = async () => (await store.contentsInUse(database(), [hashOf(key)])).size > 0;
				if (await blobs().remove(key, before, usedMeanwhile)) contents++;
			}
			batch = [];
		};
		for await (const { key, at } of blobs().list(prefix)) {
			signal?.throwIfAborted();
			if (at >= before || !/^[0-9a-f]{64}$/.test(hashOf(key))) continue;
			batch.push(key);
			if (batch.length >= 500) await flush();
		}
		await flush();
	}
	return { rows, contents };
}

const hashOf = (key: string) => key.split('/')[1] ?? '';
