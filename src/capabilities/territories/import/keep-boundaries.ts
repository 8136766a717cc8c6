import { createHash } from 'node:crypto';
import polygonClipping from 'polygon-clipping';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { areaOf, boxOf } from '#platform/geo/door.ts';
import * as store from '../boundary-store.server.ts';
import { decodeShape, encodeShape, pointsIn, type Shape, toArea } from '../shape.ts';
import * as trees from '../store.server.ts';
import type { Matched } from './plan-boundaries.ts';
import type { World } from './world.ts';

type Keeping = {
	source: string;
	licence: string;
	write: boolean;
	progress: (done: number, total: number) => Promise<void> | void;
	stopped: (() => void) | undefined;
};

/**
 * Keeps outlines that are new or finer than what is there (the same place comes from a map of all municipalities, made
 * coarse, and from its region's own). Then a merged territory without an outline gets the union of its predecessors'.
 * @returns how many outlines were (or would be) written
 */
export async function keepBoundaries(
	world: World,
	matched: readonly Matched[],
	keeping: Keeping,
): Promise<number> {
	const known = await store.readMarks(
		database(),
		matched.map(({ node }) => node.id as TerritoryId),
	);
	const rows: store.BoundaryRow[] = [];
	for (const { node, shape, line } of matched) {
		const row = rowOf(node.id as TerritoryId, shape, node.validTo, keeping);
		const own = known.get(row.territory);
		if (own?.hash === row.hash.toString('hex')) world.count('same');
		else if (own && (own.points >= row.points || own.later)) {
			world.count('coarser');
			world.note(line, 'notice', 'coarser', {
				name: node.name.nominative,
				points: row.points,
				kept: own.points,
			});
		} else rows.push(row);
	}
	rows.push(...(await unions(world, rows, new Set(matched.map(({ node }) => node.id)), keeping)));
	if (!keeping.write) return rows.length;
	const step = 200;
	for (let from = 0; from < rows.length; from += step) {
		keeping.stopped?.();
		await transaction(async (tx) => {
			for (const row of rows.slice(from, from + step)) await store.putBoundary(tx, row);
			await trees.takeNumbers(tx, 'version');
		});
		await keeping.progress(Math.min(from + step, rows.length), rows.length);
	}
	return rows.length;
}

export function rowOf(
	territory: TerritoryId,
	shape: Shape,
	validTo: string | null,
	{ source, licence }: Pick<Keeping, 'source' | 'licence'>,
): store.BoundaryRow {
	const encoded = encodeShape(shape);
	const [west, south, east, north] = boxOf(toArea(shape));
	return {
		territory,
		validFrom: null,
		validTo,
		shape: encoded,
		points: pointsIn(shape),
		...{ west, south, east, north },
		area: squareKilometres(shape),
		source,
		licence,
		hash: createHash('sha256').update(encoded).digest(),
	};
}

/**
 * Outlines of merged territories from those whom they united. One that lived on (a town that took its district in) keeps its
 * own as the outline of before, and has the union since the merger.
 */
async function unions(
	world: World,
	fresh: readonly store.BoundaryRow[],
	drawn: ReadonlySet<number>,
	keeping: Keeping,
): Promise<store.BoundaryRow[]> {
	const merged = world.mergedUpper();
	const ids = [...merged].flatMap(([heir, parts]) => [heir, ...parts]) as TerritoryId[];
	const stored = new Map<number, store.BoundaryRow>();
	const hasLater = new Set<number>();
	for (const row of await store.readBoundaries(database(), ids)) {
		if (row.validFrom === null) stored.set(row.territory, row);
		else hasLater.add(row.territory);
	}
	for (const row of fresh) stored.set(row.territory, row);
	const made: store.BoundaryRow[] = [];
	for (const [heir, predecessors] of merged) {
		const node = world.nodes.get(heir);
		const parts = predecessors.map((id) => stored.get(id));
		if (node?.validTo !== null || parts.some((part) => !part) || hasLater.has(heir)) continue;
		const own = stored.get(heir);
		const livedOn = node.validFrom === null;
		const finer = !drawn.has(heir) && fresh.some((row) => predecessors.includes(row.territory));
		if (livedOn ? !own : own && !finer) continue;
		const rows = [...(livedOn && own ? [own] : []), ...(parts as store.BoundaryRow[])];
		const union = uniteShapes(rows.map((row) => decodeShape(row.shape)));
		if (!union || (livedOn && own && squareKilometres(union) < own.area * 1.05)) continue;
		const day = world.mergedOn(heir);
		const sources = [...new Set(rows.map((row) => row.source))].join(', ');
		const row = rowOf(heir as TerritoryId, union, null, { source: sources, licence: keeping.licence });
		if (livedOn && own) made.push({ ...own, validTo: day }, { ...row, validFrom: day });
		else made.push(row);
		world.count('united');
	}
	return made;
}

function squareKilometres(shape: Shape): number {
	return areaOf(toArea(shape)) / 1e6;
}

export function uniteShapes(shapes: readonly Shape[]): Shape | null {
	const [first, ...others] = shapes;
	if (!first) return null;
	return polygonClipping.union(first as never, ...(others as never[])) as unknown as Shape;
}
