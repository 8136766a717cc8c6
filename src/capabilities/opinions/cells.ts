import type { Places } from '#numerics/opinions/places.ts';
import { privacy } from './limits.ts';

/** So many people stand about here; `x` and `y` from −1 to 1 are the middle of a cell. */
export type Cell = { x: number; y: number; group: number | null; people: number };

/** Cells along each side of the map. */
const side = 16;

/** How far out the map reaches: one person far out does not press all others into the middle. */
export function scaleOf({ x, y, voted }: Places): number {
	const far: number[] = [];
	for (let i = 0; i < voted.length; i++)
		if (voted[i]! > 0) far.push(Math.max(Math.abs(x[i]!), Math.abs(y[i]!)));
	far.sort((a, b) => a - b);
	return far[Math.floor((far.length - 1) * 0.98)] || 1;
}

/** A place on the map, at its edge where it lies beyond. */
export const onMap = (value: number, scale: number): number => Math.max(-1, Math.min(1, value / scale));

const middle = (n: number): number => ((n + 0.5) / side) * 2 - 1;
const cellAt = (value: number): number => Math.min(side - 1, Math.floor(((value + 1) / 2) * side));

/**
 * People counted by cells and groups. Where fewer than three stand, they are counted to the nearest cell of their group that has
 * enough, or else of any: nobody is shown alone.
 */
export function cellsOf(places: Places, scale: number, groupOf: (person: number) => number | null): Cell[] {
	const cells = new Map<string, Cell>();
	for (let i = 0; i < places.voted.length; i++) {
		if (places.voted[i] === 0) continue;
		const column = cellAt(onMap(places.x[i]!, scale));
		const row = cellAt(onMap(places.y[i]!, scale));
		const group = groupOf(i);
		const key = `${group} ${column} ${row}`;
		const cell = cells.get(key) ?? { x: middle(column), y: middle(row), group, people: 0 };
		cell.people++;
		cells.set(key, cell);
	}
	return merged([...cells.values()]);
}

function merged(cells: readonly Cell[]): Cell[] {
	const all = cells.map((one) => ({ ...one }));
	for (;;) {
		// the smallest first, so that two that are alone may make one that is enough
		const small = all
			.filter(({ people }) => people < privacy.cell)
			.sort((a, b) => a.people - b.people || a.x - b.x || a.y - b.y || (a.group ?? -1) - (b.group ?? -1))[0];
		if (!small || all.length === 1) return all.sort((a, b) => a.x - b.x || a.y - b.y || b.people - a.people);
		const others = all.filter((one) => one !== small);
		const own = others.filter(({ group }) => group === small.group);
		const [to] = (own.length > 0 ? own : others).sort(
			(a, b) => distance(a, small) - distance(b, small) || b.people - a.people || a.x - b.x || a.y - b.y,
		);
		to!.people += small.people;
		all.splice(all.indexOf(small), 1);
	}
}

const distance = (a: Cell, b: Cell): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
