import type { CellView } from '#rooms/opinions/views.ts';

/** Pure layout of the map of opinions: places of the reading onto a drawing, the ground of each group, sizes. */
export type Point = { x: number; y: number };
export type Dot = Point & { r: number; group: number | null; people: number };
export type Ground = { group: number; path: string; label: Point };
export type MapLayout = {
	width: number;
	height: number;
	/** Large ones first, so that small ones lie on top. */
	dots: Dot[];
	grounds: Ground[];
	/** The reader; their word stands left of them where that covers less. */
	me: (Point & { isLeft: boolean }) | null;
	/** Room around a ground, beyond the middles of its dots. */
	around: number;
	/** Radius of so many people. */
	radius(people: number): number;
};

const least = 4;

export function layMap(cells: readonly CellView[], me: Point | null, width: number): MapLayout {
	const isNarrow = width < 500;
	const largest = isNarrow ? 13 : 19;
	const edge = largest + (isNarrow ? 12 : 20);
	/** The name of a group stands over its ground. */
	const head = cells.some(({ group }) => group !== null) ? 20 : 0;
	const xs = [...cells, ...(me ? [me] : [])].map(({ x }) => x);
	const ys = [...cells, ...(me ? [me] : [])].map(({ y }) => y);
	const [left, right] = [Math.min(...xs), Math.max(...xs)];
	const [low, high] = [Math.min(...ys), Math.max(...ys)];
	// one measure for both directions: what is drawn near is near
	const across = Math.max(right - left, 0.01);
	const up = Math.max(high - low, 0.01);
	const most = width * (isNarrow ? 1 : 0.66);
	const scale = Math.min((width - 2 * edge) / across, (most - 2 * edge - head) / up);
	const height = Math.round(Math.max(up * scale + 2 * edge + head, width * 0.4));
	const at = ({ x, y }: Point): Point => ({
		x: width / 2 + (x - (left + right) / 2) * scale,
		y: (height + head) / 2 - (y - (low + high) / 2) * scale,
	});
	const crowd = Math.max(1, ...cells.map(({ people }) => people));
	const step = stepOf(cells) * scale;
	const top = Math.max(least + 1, Math.min(largest, step * 0.5));
	const radius = (people: number) => Math.max(least, top * Math.sqrt(people / crowd));
	const dots = beside(
		cells.map((cell) => ({ ...at(cell), r: radius(cell.people), group: cell.group, people: cell.people })),
	).sort((a, b) => b.r - a.r);
	const around = top + (isNarrow ? 5 : 8);
	const groups = [...new Set(cells.flatMap(({ group }) => (group === null ? [] : [group])))].sort(
		(a, b) => a - b,
	);
	return {
		width,
		height,
		dots,
		grounds: groups.map((group) => groundOf(group, dots, around, width)),
		me: me && besides(at(me), dots, width),
		around,
		radius,
	};
}

const wordWide = 80;

function besides(me: Point, dots: readonly Dot[], width: number): Point & { isLeft: boolean } {
	const covered = (from: number) =>
		dots.filter(({ x, y }) => x > from && x < from + wordWide && Math.abs(y - me.y) < 16).length;
	const hasRight = me.x + wordWide < width;
	const hasLeft = me.x - wordWide > 0;
	return { ...me, isLeft: !hasRight || (hasLeft && covered(me.x - wordWide) < covered(me.x)) };
}

/** Several groups in one cell stand beside one another. */
function beside(dots: Dot[]): Dot[] {
	for (const those of Map.groupBy(dots, ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).values()) {
		if (those.length < 2) continue;
		let x = (those[0]?.x ?? 0) - those.reduce((sum, { r }) => sum + r, 0);
		for (const dot of those) {
			dot.x = x + dot.r;
			x += 2 * dot.r;
		}
	}
	return dots;
}

/** The least distance between two places that are not one. */
function stepOf(cells: readonly CellView[]): number {
	let step = Number.POSITIVE_INFINITY;
	for (const [i, a] of cells.entries())
		for (const b of cells.slice(i + 1)) {
			const distance = Math.hypot(a.x - b.x, a.y - b.y);
			if (distance > 1e-6) step = Math.min(step, distance);
		}
	return Number.isFinite(step) ? step : 1;
}

function groundOf(group: number, dots: readonly Dot[], around: number, width: number): Ground {
	const own = dots.filter((dot) => dot.group === group);
	const ring = hullOf(own);
	const xs = ring.map(({ x }) => x);
	const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
	return {
		group,
		path: `M${ring.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`,
		label: {
			x: Math.max(38, Math.min(width - 38, middle)),
			y: Math.min(...ring.map(({ y }) => y)) - around - 5,
		},
	};
}

/** The convex hull, by Andrew's monotone chain. */
export function hullOf(points: readonly Point[]): Point[] {
	const sorted = points.map(({ x, y }) => ({ x, y })).sort((a, b) => a.x - b.x || a.y - b.y);
	if (sorted.length < 3) return sorted;
	const turn = (o: Point, a: Point, b: Point) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
	const half = (those: readonly Point[]) => {
		const chain: Point[] = [];
		for (const one of those) {
			while (chain.length > 1 && turn(chain.at(-2) as Point, chain.at(-1) as Point, one) <= 0) chain.pop();
			chain.push(one);
		}
		return chain.slice(0, -1);
	};
	return [...half(sorted), ...half(sorted.toReversed())];
}

/** The shape of a group, of the same area for all: disc, square, triangle, diamond, cross; a ring for those in none. */
export function shapeOf(group: number | null, x: number, y: number, r: number): string {
	const n = (value: number) => value.toFixed(1);
	const ring = (points: readonly [number, number][]) =>
		`M${points.map(([dx, dy]) => `${n(x + dx * r)} ${n(y + dy * r)}`).join('L')}Z`;
	switch (group) {
		case 1:
			return ring([
				[-0.89, -0.89],
				[0.89, -0.89],
				[0.89, 0.89],
				[-0.89, 0.89],
			]);
		case 2:
			return ring([
				[0, -1.35],
				[1.3, 0.85],
				[-1.3, 0.85],
			]);
		case 3:
			return ring([
				[0, -1.3],
				[1.3, 0],
				[0, 1.3],
				[-1.3, 0],
			]);
		case 4:
			return ring([
				[-0.4, -1.15],
				[0.4, -1.15],
				[0.4, -0.4],
				[1.15, -0.4],
				[1.15, 0.4],
				[0.4, 0.4],
				[0.4, 1.15],
				[-0.4, 1.15],
				[-0.4, 0.4],
				[-1.15, 0.4],
				[-1.15, -0.4],
				[-0.4, -0.4],
			]);
		default: {
			// rounded once: of a radius and a width rounded apart comes no circle
			const round = Math.round(r * 10) / 10;
			return `M${n(x - round)} ${n(y)}a${round} ${round} 0 1 0 ${n(2 * round)} 0a${round} ${round} 0 1 0 ${n(-2 * round)} 0Z`;
		}
	}
}

/** For each group the one that stands nearest, by the middles of their people; empty with less than three groups. */
export function nearestOf(cells: readonly CellView[], groups: number): (number | null)[] {
	const middle = Array.from({ length: groups }, (_, group) => {
		const own = cells.filter((cell) => cell.group === group);
		const people = own.reduce((sum, cell) => sum + cell.people, 0);
		return people === 0
			? null
			: {
					x: own.reduce((sum, cell) => sum + cell.x * cell.people, 0) / people,
					y: own.reduce((sum, cell) => sum + cell.y * cell.people, 0) / people,
				};
	});
	return middle.map((own, group) => {
		if (!own || groups < 3) return null;
		let nearest: number | null = null;
		let distance = Number.POSITIVE_INFINITY;
		for (const [other, there] of middle.entries()) {
			if (other === group || !there) continue;
			const apart = Math.hypot(own.x - there.x, own.y - there.y);
			if (apart < distance) [nearest, distance] = [other, apart];
		}
		return nearest;
	});
}

/** Numbers of people that the key of sizes shows: the smallest, a middle one, the largest, each once. */
export function sizesShown(cells: readonly CellView[]): number[] {
	const all = cells.map(({ people }) => people);
	if (all.length === 0) return [];
	const [low, high] = [Math.min(...all), Math.max(...all)];
	const middle = Math.round(((Math.sqrt(low) + Math.sqrt(high)) / 2) ** 2);
	return [...new Set([low, middle, high])];
}
