import { type FileHandle, open } from 'node:fs/promises';

const noSector = 0xfffffff0;

/**
 * Old Office documents and Windows installers share one container (compound file, MS-CFB); the names in its directory
 * tell them apart. Only the directory is read; a broken or endless chain ends the search.
 */
export async function officeKindOf(path: string): Promise<{ type: string; ext: string } | null> {
	await using file = await open(path, 'r');
	const head = await read(file, 0, 512);
	if (head.length < 512) return null;
	const sector = 2 ** head.readUInt16LE(30);
	if (sector !== 512 && sector !== 4096) return null;
	const names = new Set<string>();
	let at = head.readUInt32LE(48);
	for (let steps = 0; at < noSector && steps < 64; steps++) {
		const directory = await read(file, (at + 1) * sector, sector);
		for (let entry = 0; entry + 128 <= directory.length; entry += 128) {
			const length = directory.readUInt16LE(entry + 64);
			if (length >= 2 && length <= 64) names.add(directory.toString('utf16le', entry, entry + length - 2));
		}
		at = await nextSector(file, head, sector, at);
	}
	if (names.has('WordDocument')) return { type: 'application/msword', ext: 'doc' };
	if (names.has('Workbook') || names.has('Book')) return { type: 'application/vnd.ms-excel', ext: 'xls' };
	if (names.has('PowerPoint Document')) return { type: 'application/vnd.ms-powerpoint', ext: 'ppt' };
	return null;
}

/** Follows the allocation table; the header holds the addresses of its first 109 sectors, enough for 7 MB of table. */
async function nextSector(file: FileHandle, head: Buffer, sector: number, at: number): Promise<number> {
	const perSector = sector / 4;
	const table = Math.floor(at / perSector);
	if (table >= 109) return noSector;
	const tableSector = head.readUInt32LE(76 + table * 4);
	if (tableSector >= noSector) return noSector;
	const entry = await read(file, (tableSector + 1) * sector + (at % perSector) * 4, 4);
	return entry.length === 4 ? entry.readUInt32LE(0) : noSector;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
	return buffer.subarray(0, bytesRead);
}
