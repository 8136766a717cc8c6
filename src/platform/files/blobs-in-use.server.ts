import { type BlobStore, folderStore, tryFolder } from './blobs.server.ts';

let inUse: BlobStore | undefined;

/** Opens the store of contents: a folder or a mounted share. */
export async function openFiles(address: string): Promise<void> {
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
