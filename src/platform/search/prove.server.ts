import { database } from '../db/door.server.ts';
import { type Item, rowOf } from './item.ts';
import * as store from './store.server.ts';

/** All that a room has to be found, told anew: the index is proven against it every night, and can be built from nothing. */
export type SearchSource = () => AsyncIterable<Item>;

const sources = new Map<string, SearchSource>();

/** One source for a kind; the room that owns the things registers it when it opens. */
export function registerSearchSource(kind: string, source: SearchSource): void {
	sources.set(kind, source);
}

export type Proof = { kind: string; items: number; mended: number; removed: number };

/** Compares the index with what the rooms have, and mends it. What is written meanwhile by events stays. */
export async function proveIndex(signal?: AbortSignal, only?: string): Promise<Proof[]> {
	const proofs: Proof[] = [];
	for (const [kind, source] of sources) {
		if (only !== undefined && kind !== only) continue;
		const began = new Date();
		const before = await store.sumsOf(database(), kind);
		const proof = { kind, items: 0, mended: 0, removed: 0 };
		let batch: Item[] = [];
		const flush = async () => {
			await store.put(
				database(),
				batch.map((item) => rowOf(item, began)),
				new Date(),
			);
			proof.mended += batch.length;
			batch = [];
		};
		for await (const item of source()) {
			signal?.throwIfAborted();
			const key = `${item.territory} ${item.id} ${item.lang}`;
			proof.items++;
			const right = before.get(key) === rowOf(item, began).sum.toString('hex');
			before.delete(key);
			if (right) continue;
			batch.push(item);
			if (batch.length >= 500) await flush();
		}
		if (batch.length) await flush();
		for (const key of before.keys()) {
			const [territory = '', ...rest] = key.split(' ');
			const lang = rest.pop() ?? '';
			await store.removeOne(database(), kind, Number(territory), rest.join(' '), lang);
			proof.removed++;
		}
		proofs.push(proof);
	}
	return proofs;
}
