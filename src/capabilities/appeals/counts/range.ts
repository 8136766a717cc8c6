import { resolutionOf, storedResolution } from '#platform/geo/door.ts';

/**
 * The stored cells that lie within a cell, as a range of the index: an index names the digits of its ancestors first, so
 * everything below one is one range (H3's layout: three bits a digit, 0 to 6).
 */
export function rangeOf(cell: bigint): { low: string; high: string } {
	const own = resolutionOf(cell);
	if (own >= storedResolution) return { low: cell.toString(), high: cell.toString() };
	let [low, high] = [setResolution(cell), setResolution(cell)];
	for (let digit = own + 1; digit <= storedResolution; digit++) {
		const place = BigInt(3 * (15 - digit));
		low &= ~(7n << place);
		high = (high & ~(7n << place)) | (6n << place);
	}
	return { low: low.toString(), high: high.toString() };
}

const setResolution = (cell: bigint) => (cell & ~(15n << 52n)) | (BigInt(storedResolution) << 52n);
