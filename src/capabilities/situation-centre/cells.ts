import { coarser, nameOfCell, outlineOfCell, resolutionForZoom, resolutionOf } from '#platform/geo/door.ts';

export type CellCount = { cell: bigint; count: number };

/** Cells made coarser, their counts added. Those that are coarse enough stay. */
export function coarsened(cells: readonly CellCount[], resolution: number): CellCount[] {
	const sums = new Map<bigint, number>();
	for (const { cell, count } of cells) {
		const at = resolutionOf(cell) > resolution ? coarser(cell, resolution) : cell;
		sums.set(at, (sums.get(at) ?? 0) + count);
	}
	return [...sums].map(([cell, count]) => ({ cell, count }));
}

/** As many hexagons as a drawing can show and an eye can read. */
const mostDrawn = 900;

/** The finest cells that are few enough to be drawn. */
export function forDrawing(cells: readonly CellCount[]): CellCount[] {
	let drawn = [...cells];
	const first = drawn[0];
	for (
		let resolution = first ? resolutionOf(first.cell) : 0;
		drawn.length > mostDrawn && resolution > 1;
		resolution--
	)
		drawn = coarsened(drawn, resolution - 1);
	return drawn;
}

/** Where nearly all of them lie: one in fifty may be outside, so that a stray cell does not shrink all others. Null for a few. */
export function boundsOfCrowd(
	cells: readonly { outline: readonly (readonly [number, number])[] }[],
): [west: number, south: number, east: number, north: number] | null {
	if (cells.length < 10) return null;
	const edges = (axis: 0 | 1): [number, number] => {
		const ends = cells.map(({ outline }) => outline.map((point) => point[axis]));
		const low = ends.map((one) => Math.min(...one)).sort((a, b) => a - b);
		const high = ends.map((one) => Math.max(...one)).sort((a, b) => a - b);
		const cut = Math.floor(cells.length * 0.02);
		const [from, to] = [low[cut] as number, high[high.length - 1 - cut] as number];
		const air = (to - from) * 0.08;
		return [from - air, to + air];
	};
	const [west, east] = edges(0);
	const [south, north] = edges(1);
	return [west, south, east, north];
}

export const forZoom = (cells: readonly CellCount[], zoom: number, latitude: number): CellCount[] =>
	coarsened(cells, resolutionForZoom(zoom, latitude));

/** Seven classes from little to much, in round figures: each begins with its first count. */
export function classesFor(cells: readonly { count: number }[]): number[] {
	const most = Math.max(1, ...cells.map((one) => one.count));
	const round = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700];
	for (let magnitude = 1000; magnitude <= most; magnitude *= 10)
		round.push(...[1, 1.5, 2, 3, 5, 7].map((one) => one * magnitude));
	const fitting = round.filter((one) => one <= most);
	if (fitting.length <= 7) return fitting;
	// even steps of the logarithm: a few crowded cells do not make all others pale
	return Array.from(
		new Set(
			Array.from({ length: 7 }, (_, i) => {
				const wanted = most ** (i / 7);
				return fitting.reduce((best, one) =>
					Math.abs(Math.log(one / wanted)) < Math.abs(Math.log(best / wanted)) ? one : best,
				);
			}),
		),
	);
}

export type Step = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The class that a count falls into, as a step of the ordered palette: the last class is always the darkest. */
export function stepOf(count: number, classes: readonly number[]): Step {
	const at = Math.max(
		0,
		classes.findLastIndex((from) => count >= from),
	);
	return (classes.length === 1 ? 7 : 1 + Math.round((at * 6) / (classes.length - 1))) as Step;
}

/** A hexagon for a map: rounded to the metre, what it is named and its outline. */
export function hexagon({ cell, count }: CellCount): {
	id: string;
	count: number;
	outline: [lon: number, lat: number][];
} {
	return {
		id: nameOfCell(cell),
		count,
		outline: outlineOfCell(cell).map(([lon, lat]) => [round(lon), round(lat)]),
	};
}
const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
