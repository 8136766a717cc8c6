import { type BlobStore, folderStore, tryFolder } from './blobs.server.ts';
import { readS3Address, s3Store } from './s3.server.ts';

let inUse: BlobStore | undefined;

/** Opens the store of contents: a folder, a mounted share, or a store that speaks S3. A wrong one is told at the start. */
export async function openFiles(address: string): Promise<void> {
	if (/^s3(\+http)?:\/\//.test(address)) {
		const store = s3Store(readS3Address(address));
		await store.check();
		inUse = store;
		return;
	}
	await tryFolder(address);
	inUse = folderStore(address);
}

export function blobs(): BlobStore {
	if (!inUse) throw new Error('the store of files is not open: call openHouse() first');
	return inUse;
}

/** For tests and tools that bring a store of their own. */
export function useBlobs(store: BlobStore | undefined): void {
	inUse = store;
}
