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

export const forZoom = (cells: readonly CellCount[], zoom: number): CellCount[] =>
	coarsened(cells, resolutionForZoom(zoom));

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
