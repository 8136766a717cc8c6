/** Points on a plane, each standing for `weight` people. */
export type Points = { x: Float64Array; y: Float64Array; weight: Float64Array };

/** Up to so many people each is a point; more are gathered. */
const mostAlone = 1500;
const cellsAcross = 28;

/**
 * The people at the given places as points that are few enough to compare each with each. Many are gathered by a grid of 28 × 28
 * cells over the middle of the cloud (four standard deviations each way; who stands further counts to the cell at the edge); a cell
 * becomes one point at the mean place of its people. The published method gathers people into 100 clusters for the same reason.
 */
export function gather(x: Float64Array, y: Float64Array): Points {
	const many = x.length;
	if (many <= mostAlone) return { x: x.slice(), y: y.slice(), weight: new Float64Array(many).fill(1) };
	const cells = cellsAcross * cellsAcross;
	const sumX = new Float64Array(cells);
	const sumY = new Float64Array(cells);
	const weight = new Float64Array(cells);
	const columnOf = cellOf(x);
	const rowOf = cellOf(y);
	for (let i = 0; i < many; i++) {
		const cell = columnOf(x[i]!) * cellsAcross + rowOf(y[i]!);
		sumX[cell]! += x[i]!;
		sumY[cell]! += y[i]!;
		weight[cell]!++;
	}
	const met = Int32Array.from(weight.keys()).filter((cell) => weight[cell]! > 0);
	return {
		x: Float64Array.from(met, (cell) => sumX[cell]! / weight[cell]!),
		y: Float64Array.from(met, (cell) => sumY[cell]! / weight[cell]!),
		weight: Float64Array.from(met, (cell) => weight[cell]!),
	};
}

function cellOf(values: Float64Array): (value: number) => number {
	let sum = 0;
	let squares = 0;
	for (const one of values) {
		sum += one;
		squares += one * one;
	}
	const mean = sum / values.length;
	const deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
	if (deviation === 0) return () => 0;
	const low = mean - 4 * deviation;
	const scale = cellsAcross / (8 * deviation);
	return (value) => Math.max(0, Math.min(cellsAcross - 1, Math.floor((value - low) * scale)));
}
