/** Files of drafts, and forms that wait for the network, in the reader's own browser (IndexedDB). */
export type KeptFile = {
	key: string;
	draft: string;
	name: string;
	blob: Blob;
	id?: string;
	at: number;
	/** The hidden field for its id, where a form has several kinds of files. */
	keepAs?: string;
};
export type Waiting = {
	/** The key of the form: a repeat is harmless. */
	key: string;
	/** The page of the form, the addresses that take it and its files. */
	page: string;
	to: string;
	uploadTo: string;
	keepAs: string;
	fields: [string, string][];
	files: { name: string; blob: Blob; keepAs?: string | undefined }[];
	at: number;
	/** The draft that goes away when it was taken. */
	draft: string;
	words: OutboxWords;
	/** What the server gave, until the person has seen it. */
	taken?: { number: string; code: string; address: string; due: string; warning?: string };
	/** Why it was not taken, until the person has seen it. */
	problem?: string;
	/** Its form may be gone from the page: what was refused stays here until it is thrown away. */
	keepRefused?: boolean | undefined;
	/** The person has closed the word of it. */
	seen?: boolean;
};
/** Said on whatever page the person stands when it goes. */
export type OutboxWords = Record<'waits' | 'sent' | 'code' | 'open' | 'close' | 'failed' | 'form', string>;

/** The cache of pages that open without a network. */
export const keptPages = 'veche-form-1';

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
	opening ??= new Promise((done, failed) => {
		const asked = indexedDB.open('veche', 1);
		asked.onupgradeneeded = () => {
			asked.result.createObjectStore('files', { keyPath: 'key' }).createIndex('draft', 'draft');
			asked.result.createObjectStore('outbox', { keyPath: 'key' });
		};
		asked.onsuccess = () => done(asked.result);
		asked.onerror = () => failed(asked.error);
	});
	return opening;
}

/** Runs one request; where the browser forbids or is full, nothing is kept and the form works all the same. */
async function ask<T>(
	store: 'files' | 'outbox',
	mode: IDBTransactionMode,
	work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
	try {
		const database = await open();
		return await new Promise<T>((done, failed) => {
			const request = work(database.transaction(store, mode).objectStore(store));
			request.onsuccess = () => done(request.result);
			request.onerror = () => failed(request.error);
		});
	} catch {
		return undefined;
	}
}

export const putFile = (file: KeptFile) => ask('files', 'readwrite', (store) => store.put(file));
export const dropFile = (key: string) => ask('files', 'readwrite', (store) => store.delete(key));
export const filesOf = async (draft: string): Promise<KeptFile[]> =>
	(await ask<KeptFile[]>('files', 'readonly', (store) => store.index('draft').getAll(draft))) ?? [];
export async function forgetFiles(draft: string): Promise<void> {
	for (const file of await filesOf(draft)) await dropFile(file.key);
}

export const putWaiting = (one: Waiting) => ask('outbox', 'readwrite', (store) => store.put(one));
/** Writes what became of it, unless somebody has told it meanwhile and let it go. */
export async function putOutcome(one: Waiting): Promise<void> {
	if (await ask('outbox', 'readonly', (store) => store.getKey(one.key))) await putWaiting(one);
}
export const dropWaiting = (key: string) => ask('outbox', 'readwrite', (store) => store.delete(key));
/** The form was sent or begun anew: why it was refused before is of no use. */
export async function forgetRefused(draft: string): Promise<void> {
	for (const one of await allWaiting())
		if (one.draft === draft && one.problem !== undefined) await dropWaiting(one.key);
}
export const allWaiting = async (): Promise<Waiting[]> =>
	(await ask<Waiting[]>('outbox', 'readonly', (store) => store.getAll())) ?? [];
