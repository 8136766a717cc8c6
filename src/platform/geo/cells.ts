import { cellToBoundary, cellToLatLng, gridDisk, isValidCell, latLngToCell, polygonToCells } from 'h3-js';
import { type Area, type Position, polygonsOf } from './geometry.ts';

/** The cell of the H3 grid that is stored with every place: about 0.1 km². */
export const storedResolution = 9;

/** The H3 cell of a point, as PostgreSQL keeps it (bigint; the highest bit is never set). */
export function cellAt([lon, lat]: Position, resolution = storedResolution): bigint {
	return BigInt(`0x${latLngToCell(lat, lon, resolution)}`);
}

/**
 * The coarser cell around a cell, by the layout of the index: four bits of resolution at 52, then fifteen digits of three
 * bits, all ones where unused. The same is done in SQL by `geo.coarser`.
 */
export function coarser(cell: bigint, resolution: number): bigint {
	const own = Number((cell >> 52n) & 15n);
	if (!Number.isInteger(resolution) || resolution < 0 || resolution > own)
		throw new RangeError(`cannot make a cell of resolution ${own} coarser to ${resolution}`);
	const unused = (1n << BigInt(3 * (15 - resolution))) - 1n;
	return (cell & ~(15n << 52n)) | (BigInt(resolution) << 52n) | unused;
}

export function resolutionOf(cell: bigint): number {
	return Number((cell >> 52n) & 15n);
}

export function nameOfCell(cell: bigint): string {
	return cell.toString(16);
}

export function isCell(cell: bigint): boolean {
	return isValidCell(nameOfCell(cell));
}

export function centreOfCell(cell: bigint): Position {
	const [lat, lon] = cellToLatLng(nameOfCell(cell));
	return [lon, lat];
}

/** The cell of a point and those around it, `rings` deep: at the stored resolution one ring is about 300 m wide. */
export function cellsAround([lon, lat]: Position, rings: number, resolution = storedResolution): bigint[] {
	return gridDisk(latLngToCell(lat, lon, resolution), rings).map((cell) => BigInt(`0x${cell}`));
}

/** The hexagon, closed, in the order of GeoJSON. */
export function outlineOfCell(cell: bigint): Position[] {
	return cellToBoundary(nameOfCell(cell), true) as unknown as Position[];
}

/** Cells whose centres lie in the area. */
export function cellsIn(area: Area, resolution = storedResolution): bigint[] {
	const found = new Set<string>();
	for (const polygon of polygonsOf(area)) {
		const rings = polygon.map((ring) => ring.map(([lon, lat]) => [lon, lat]));
		for (const cell of polygonToCells(rings, resolution, true)) found.add(cell);
	}
	return [...found].map((cell) => BigInt(`0x${cell}`));
}

/**
 * The resolution whose hexagons are about 40 pixels wide at this zoom of a map, whose tiles are 512 pixels: a resolution finer is √7
 * times narrower, and the map of Mercator stretches what lies far from the equator.
 */
export function resolutionForZoom(zoom: number, latitude: number): number {
	const stretched = Math.log2(Math.max(0.1, Math.cos((latitude * Math.PI) / 180)));
	return Math.max(1, Math.min(storedResolution, Math.round(0.7124 * (zoom - stretched) - 0.206)));
}
