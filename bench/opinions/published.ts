/**
 * The published method (Small et al. 2021 and the math service of Polis that belongs to it), written again plainly from its
 * description as a yardstick: dense, all in one, and with its own way from one state to the next. What it does: absent votes are taken
 * for the mean of their statement; two principal components; places moved out by √(statements / voted); those with at least seven
 * votes, or the fifteen busiest, are gathered into at most 100 base clusters; these, weighed by their people, into 2 to 5 groups by
 * k-means from the first points that differ; the number with the best silhouette over the base clusters, a new number only after it
 * was best four times running. Statements taken out count as if everybody had passed.
 */
import type { Vote } from './sets.ts';

type Point = readonly [number, number];
type Cluster = { id: number; members: number[]; center: Point };

export type Published = {
	/** By person: marks on statements, null where none. */
	rows: (number | null)[][];
	inside: Set<number>;
	components: number[][];
	base: Cluster[];
	groupings: Map<number, Cluster[]>;
	silhouettes: Map<number, number>;
	last: number;
	times: number;
	number: number;
	/** By person, −1 without a group. */
	group: Int32Array;
};

export function published(
	votes: readonly Vote[],
	people: number,
	statements: number,
	out: Iterable<number>,
	before?: Published,
): Published {
	const rows = before?.rows.map((row) => row.slice()) ?? [];
	while (rows.length < people) rows.push(new Array(statements).fill(null));
	for (const { person, statement, mark } of votes) (rows[person] as (number | null)[])[statement] = mark;
	const met = rows.map((row) => row.filter((one) => one !== null).length);
	const present = [...rows.keys()].filter((i) => met[i]);
	const seen = [...Array(statements).keys()].filter((j) => rows.some((row) => row[j] !== null));
	const zeroed = new Set(out);
	const table = present.map((i) => seen.map((j) => (zeroed.has(j) ? 0 : (rows[i]?.[j] ?? null))));
	const { mean, components } = principal(table, seen, statements, before?.components);
	const place = new Map(present.map((i, p) => [i, projected(table[p] ?? [], mean, components)]));

	const inside = new Set(before?.inside);
	for (const i of present) if ((met[i] ?? 0) >= Math.min(7, seen.length)) inside.add(i);
	const busiest = present.filter((i) => !inside.has(i)).sort((a, b) => (met[b] ?? 0) - (met[a] ?? 0));
	for (const i of busiest.slice(0, Math.max(0, 15 - inside.size))) inside.add(i);

	const points = new Map([...place].filter(([i]) => inside.has(i)));
	const base = kMeans(points, 100, before?.base);
	const centers = new Map(base.map(({ id, center }) => [id, center]));
	const weights = new Map(base.map(({ id, members }) => [id, members.length]));
	const groupings = new Map<number, Cluster[]>();
	const silhouettes = new Map<number, number>();
	for (let k = 2; k <= Math.min(5, 2 + Math.floor(base.length / 12)); k++) {
		const clusters = kMeans(centers, k, before?.groupings.get(k), weights);
		groupings.set(k, clusters);
		silhouettes.set(k, silhouette(centers, clusters));
	}
	// the last of equal ones, as max-key has it
	const best = [...silhouettes].reduce((a, b) => (b[1] >= a[1] ? b : a))[0];
	const times = before?.last === best ? before.times + 1 : 1;
	const number = times >= 4 ? best : (before?.number ?? best);
	const group = new Int32Array(people).fill(-1);
	const byId = new Map(base.map((one) => [one.id, one]));
	for (const one of groupings.get(number) ?? [])
		for (const id of one.members) for (const i of byId.get(id)?.members ?? []) group[i] = one.id;
	const wide = components.map((axis) => {
		const whole = new Array<number>(statements).fill(0);
		for (const [place, j] of seen.entries()) whole[j] = axis[place] ?? 0;
		return whole;
	});
	return { rows, inside, components: wide, base, groupings, silhouettes, last: best, times, number, group };
}

/** Power iteration, a hundred times at most, the second on what the first leaves; from the last components, else from a fixed draw. */
function principal(
	table: (number | null)[][],
	seen: readonly number[],
	statements: number,
	before: number[][] | undefined,
): { mean: number[]; components: number[][] } {
	const mean = seen.map((_, j) => {
		const said = table.map((row) => row[j]).filter((one) => one !== null && one !== undefined);
		return said.reduce((sum, one) => sum + one, 0) / said.length;
	});
	let data = table.map((row) =>
		Float64Array.from(row, (one, j) => (one === null ? 0 : one - (mean[j] ?? 0))),
	);
	const components: number[][] = [];
	for (let r = 0; r < 2; r++) {
		let axis = Float64Array.from(seen, (j, place) =>
			before ? (before[r]?.[j] ?? 0) || (statements > 0 ? 1e-3 : 0) : Math.sin(1 + place * (r + 1.7)),
		);
		let last = 0;
		for (let pass = 0; pass <= 100; pass++) {
			const product = new Float64Array(seen.length);
			for (const row of data) {
				let along = 0;
				for (let j = 0; j < row.length; j++) along += row[j]! * axis[j]!;
				if (along) for (let j = 0; j < row.length; j++) product[j]! += along * row[j]!;
			}
			const length = Math.hypot(...product);
			if (length === 0) break;
			axis = product.map((one) => one / length);
			if (length === last) break;
			last = length;
		}
		components.push([...axis]);
		data = data.map((row) => {
			const along = row.reduce((sum, one, j) => sum + one * axis[j]!, 0);
			return row.map((one, j) => one - along * axis[j]!);
		});
	}
	return { mean, components };
}

function projected(row: (number | null)[], mean: number[], [first = [], second = []]: number[][]): Point {
	let [n, x, y] = [0, 0, 0];
	for (const [j, one] of row.entries()) {
		if (one === null) continue;
		n++;
		x += (one - (mean[j] ?? 0)) * (first[j] ?? 0);
		y += (one - (mean[j] ?? 0)) * (second[j] ?? 0);
	}
	const out = Math.sqrt(row.length / Math.max(n, 1));
	return [x * out, y * out];
}

const distance = (a: Point, b: Point) => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
const same = (a: Point, b: Point) => a[0] === b[0] && a[1] === b[1];

function meanOf(points: readonly Point[], weights: readonly number[]): Point {
	const all = weights.reduce((sum, one) => sum + one, 0);
	return [0, 1].map(
		(r) => points.reduce((sum, one, i) => sum + one[r]! * weights[i]!, 0) / all,
	) as unknown as Point;
}

function kMeans(
	points: ReadonlyMap<number, Point>,
	k: number,
	before: Cluster[] | undefined,
	weights?: ReadonlyMap<number, number>,
): Cluster[] {
	const centerOf = (members: readonly number[]) =>
		meanOf(
			members.map((i) => points.get(i) as Point),
			members.map((i) => weights?.get(i) ?? 1),
		);
	let clusters = before?.length ? startFrom(points, k, before, centerOf) : firstThatDiffer(points, k);
	for (let pass = 0; pass <= 20; pass++) {
		const members = clusters.map((): number[] => []);
		for (const [i, point] of points) {
			let nearest = 0;
			let least = Number.POSITIVE_INFINITY;
			for (const [c, { center }] of clusters.entries()) {
				const here = distance(point, center);
				if (here <= least) [nearest, least] = [c, here];
			}
			members[nearest]!.push(i);
		}
		const next = clusters.flatMap(({ id }, c) =>
			members[c]!.length ? [{ id, members: members[c]!, center: centerOf(members[c]!) }] : [],
		);
		const still =
			next.length === clusters.length &&
			next.every((one, c) => distance(one.center, clusters[c]!.center) < 0.01);
		clusters = next;
		if (still) break;
	}
	return clusters;
}

function firstThatDiffer(points: ReadonlyMap<number, Point>, k: number): Cluster[] {
	const found: Cluster[] = [];
	for (const center of points.values()) {
		if (found.length === k) break;
		if (!found.some((one) => same(one.center, center))) found.push({ id: found.length, members: [], center });
	}
	return found;
}

/** The last clusters moved to where their members stand now; the most distant point opens a new one while there are too few. */
function startFrom(
	points: ReadonlyMap<number, Point>,
	k: number,
	before: readonly Cluster[],
	centerOf: (members: readonly number[]) => Point,
): Cluster[] {
	let clusters = before
		.map(({ id, members }) => ({ id, members: members.filter((i) => points.has(i)) }))
		.filter(({ members }) => members.length)
		.map(({ id, members }) => ({ id, members, center: centerOf(members) }));
	if (!clusters.length) return firstThatDiffer(points, k);
	clusters = clusters.filter((one, i) => clusters.findIndex(({ center }) => same(center, one.center)) === i);
	const possible = Math.min(k, new Set([...points.values()].map(([x, y]) => `${x} ${y}`)).size);
	while (clusters.length < possible) {
		let [far, most] = [-1, 0];
		for (const [i, point] of points) {
			const near = Math.min(...clusters.map(({ center }) => distance(point, center)));
			if (near > most) [far, most] = [i, near];
		}
		if (far < 0) break;
		const id = 1 + Math.max(...clusters.map((one) => one.id));
		clusters.push({ id, members: [far], center: points.get(far) as Point });
	}
	return clusters;
}

/** Mean over the points, each counting once; 0 for one that is alone. */
function silhouette(points: ReadonlyMap<number, Point>, clusters: readonly Cluster[]): number {
	let [sum, count] = [0, 0];
	for (const [c, { members }] of clusters.entries())
		for (const i of members) {
			count++;
			if (members.length === 1) continue;
			const mean = (others: readonly number[]) =>
				others.reduce((all, other) => all + distance(points.get(i) as Point, points.get(other) as Point), 0);
			const own = mean(members) / (members.length - 1);
			const next = Math.min(
				...clusters.filter((_, d) => d !== c).map((one) => mean(one.members) / one.members.length),
			);
			sum += (next - own) / Math.max(own, next) || 0;
		}
	return count ? sum / count : 0;
}
