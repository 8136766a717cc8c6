import type { Readable } from 'node:stream';
import { type AccountId, type Db, database, newId, type TerritoryId, type Tx } from '../db/door.server.ts';
import { invalid } from '../errors/door.ts';
import { blobs } from './blobs-in-use.server.ts';
import type { Audience, FileId, FileKind, FileRef, StoredFile, Thing } from './file.ts';
import * as store from './store.server.ts';
import { type Incoming, keep, takeUpload } from './take.server.ts';

export { type BlobStore, folderStore } from './blobs.server.ts';
export { openFiles, useBlobs } from './blobs-in-use.server.ts';
export type { Audience, FileId, FileKind, FileRef, StoredFile, Thing } from './file.ts';
export { fileAddress, pictureSources, variantWidths } from './file.ts';
export { maySeeFile, registerFileOwner } from './see.server.ts';
export { serveFile } from './serve.server.ts';
export type { Shot } from './shot.ts';
export { sweepFiles } from './sweep.server.ts';
export { type Incoming, sizeLimits, takeUpload } from './take.server.ts';

/**
 * Stores a file of a form and returns its row. Call `takeUpload` before the transaction where a picture may come: the slow
 * part is then done and the transaction stays short. A wrong file throws `Invalid` at its field.
 * With `draft` the file goes away in a day unless `keepFiles` is called (drafts of forms).
 */
export async function storeUpload(
	tx: Tx,
	upload: Incoming,
	to: {
		territory: TerritoryId;
		kind: FileKind;
		by: AccountId | null;
		audience: Audience;
		thing?: Thing;
		draft?: boolean;
		now?: Date;
	},
): Promise<StoredFile> {
	const { sha256, size, type, name, width, height } = await takeUpload(upload, to.kind);
	const at = to.now ?? new Date();
	const file: StoredFile = {
		territory: to.territory,
		id: newId<FileId>(at.getTime()),
		sha256,
		size,
		type,
		name,
		width,
		height,
		audience: to.audience,
		thing: to.thing ?? null,
		by: to.by,
	};
	await store.insert(tx, file, at, to.draft ? at : null);
	return file;
}

/** Keeps a content that the house itself has made: nobody looks into it or rewrites it. Call it before the transaction. */
export async function keepMade(path: string): Promise<{ sha256: string; size: number }> {
	return keep(path);
}

/** The row of what `keepMade` has put away, open to everybody. */
export async function storeMade(
	tx: Tx,
	made: Pick<StoredFile, 'territory' | 'sha256' | 'size' | 'type' | 'name' | 'thing'>,
	at: Date,
): Promise<FileId> {
	const id = newId<FileId>(at.getTime());
	await store.insert(tx, { ...made, id, width: null, height: null, audience: 'public', by: null }, at, null);
	return id;
}

/**
 * The same contents under new rows in another territory, as drafts: what was sent before it was known whose it is.
 * The old rows are left to their own sweep.
 */
export async function copyFiles(
	tx: Tx,
	refs: readonly FileRef[],
	to: { territory: TerritoryId; field?: string; now?: Date },
): Promise<StoredFile[]> {
	const at = to.now ?? new Date();
	const copies: StoredFile[] = [];
	for (const ref of refs) {
		const [file] = await store.read(tx, ref.territory, [ref.id]);
		if (!file) invalid({ field: to.field ?? '', code: 'files.gone' });
		const copy = { ...file, territory: to.territory, id: newId<FileId>(at.getTime()), thing: null };
		if (copy.audience === 'thing') copy.audience = copy.by ? 'own' : 'public';
		await store.insert(tx, copy, at, at);
		copies.push(copy);
	}
	return copies;
}

/** Ties files to a thing, for good. Files that are gone are a mistake at the form's field. */
export async function keepFiles(
	tx: Tx,
	refs: readonly FileRef[],
	to: { thing: Thing; audience: Audience; field?: string },
): Promise<void> {
	for (const ref of refs)
		if (!(await store.attach(tx, ref, to.thing, to.audience)))
			invalid({ field: to.field ?? '', code: 'files.gone' });
}

/** The thing needs these files no more; the sweep removes them a day later. */
export async function releaseFiles(tx: Tx, refs: readonly FileRef[], now = new Date()): Promise<void> {
	for (const ref of refs) await store.release(tx, ref, now);
}

export async function filesOf(
	territory: TerritoryId,
	ids: readonly FileId[],
	db: Db = database(),
): Promise<Map<FileId, StoredFile>> {
	return new Map((await store.read(db, territory, ids)).map((file) => [file.id, file]));
}

/** Files of many things of one kind at once, in the order they came. */
export async function filesOfThings(
	territory: TerritoryId,
	kind: string,
	ids: readonly string[],
	db: Db = database(),
): Promise<Map<string, StoredFile[]>> {
	const files = await store.readOfThing(db, territory, kind, ids);
	return Map.groupBy(files, (file) => file.thing?.id ?? '');
}

/** The bytes of a kept content. The caller has asked who may see it. */
export async function readContent(sha256: string): Promise<Readable | null> {
	return blobs().read(`original/${sha256}`);
}

/** Puts a content that a backup brings; the row comes with the tables. */
export async function putContent(sha256: string, path: string): Promise<void> {
	await blobs().put(`original/${sha256}`, path);
}

/** Every content that some row names, for a backup and for the doctor. */
export function allContents(): AsyncIterable<{ sha256: string; size: number }> {
	return store.allContents(database());
}

export async function sizeOfContent(sha256: string): Promise<number | null> {
	return blobs().size(`original/${sha256}`);
}
