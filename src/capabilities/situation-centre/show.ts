import type { TerritoryId } from '#platform/db/door.server.ts';
import { centreOfCell, nameOfCell } from '#platform/geo/door.ts';
import { namesOfCells } from '#rooms/appeals/door.server.ts';
import { currentTree, mapOf, namesOf, pathOf, territoriesAt } from '#rooms/territories/door.server.ts';
import * as boards from './boards.ts';
import {
	boundsOfCrowd,
	type CellCount,
	classesFor,
	forDrawing,
	hexagon,
	stepOf,
	type Step as Tone,
} from './cells.ts';
import type { Quality } from './compare.ts';
import * as findings from './findings.ts';
import type { Period, Step } from './period.ts';

/** The boards of a territory, in the order of the overview. Each has an address, a table, an embed code. */
export const boardNames = [
	'map',
	'flow',
	'categories',
	'speed',
	'reaction',
	'by-territory',
	'by-body',
	'effects',
] as const;
export type BoardName = (typeof boardNames)[number];

export type Choice = boards.Asked & { step: Step; quality: Quality; lang: string; hidden: boolean };

export type HotPlace = { id: string; count: number; words: string; href: string };
type Told = { finding: findings.Finding; period: Period };
export type BoardView = Told &
	(
		| {
				board: 'map';
				cells: { id: string; count: number; step: Tone; outline: [number, number][] }[];
				/** What the drawing shows; null: the whole territory. */
				bounds: [number, number, number, number] | null;
				classes: { from: number; to: number | null; step: Tone }[];
				shapes: { id: number; name: string; tone: 'own' | 'part'; shape: never }[];
				credits: { source: string; licence: string }[];
				hot: HotPlace[];
				placed: number;
				misplaced: number;
				/** Appeals with a place are known that the map does not show yet. */
				counting: boolean;
				filed: number;
		  }
		| { board: 'flow'; moments: boards.Moment[]; step: Step }
		| { board: 'categories'; rows: (boards.CategoryRow & { name: string })[] }
		| { board: 'speed' | 'reaction'; speeds: boards.Speed[] }
		| { board: 'by-territory' | 'by-body'; comparison: boards.Comparison; quality: Quality }
		| { board: 'effects'; now: boards.Told; before: boards.Told | null }
	);

/** One board with what it says. `nameOf` gives the words of a category, `list` joins names. */
export async function showBoard(
	board: BoardName,
	choice: Choice,
	today: string,
	say: { nameOf: (category: string) => string; list: (names: string[]) => string },
): Promise<BoardView> {
	const { period } = choice;
	switch (board) {
		case 'map':
			return showMap(choice, today);
		case 'flow': {
			const moments = await boards.overTime(choice, choice.step);
			return { board, period, moments, step: choice.step, finding: findings.ofFlow(moments) };
		}
		case 'categories': {
			const rows = (await boards.byCategory(choice)).map((row) => ({
				...row,
				name: say.nameOf(row.category),
			}));
			return { board, period, rows, finding: findings.ofCategories(rows, say.nameOf) };
		}
		case 'speed':
		case 'reaction': {
			const speeds = await boards.speedOverTime(choice);
			const finding = board === 'speed' ? findings.ofSpeed(speeds) : findings.ofReaction(speeds);
			return { board, period, speeds, finding };
		}
		case 'by-territory':
		case 'by-body': {
			const comparison = await boards.comparison(choice, board, choice.quality, choice.lang);
			const finding = findings.ofComparison(comparison.rows, say.list);
			return { board, period, comparison, quality: choice.quality, finding };
		}
		case 'effects': {
			const { now, before } = await boards.headline(choice, today);
			return { board, period, now, before, finding: findings.ofEffects(now) };
		}
	}
}

const mostHot = 12;

async function showMap(choice: Choice, today: string): Promise<BoardView> {
	const { territory, period, lang } = choice;
	const [{ cells: all, counting }, map, { now }] = await Promise.all([
		boards.cellsNow(choice, choice.hidden),
		mapOf(territory, lang),
		boards.headline(choice, today),
	]);
	const drawn = forDrawing(all);
	const classes = classesFor(drawn);
	const cells = drawn.map((one) => ({ ...hexagon(one), step: stepOf(one.count, classes) }));
	return {
		board: 'map',
		period,
		finding: findings.ofCells(drawn, counting),
		cells,
		bounds: hasOwnersBelow(territory) ? null : boundsOfCrowd(cells),
		classes: classes.map((from, i) => ({
			from,
			to: i + 1 < classes.length ? (classes[i + 1] as number) - 1 : null,
			step: stepOf(from, classes),
		})),
		shapes: map.shapes as never,
		credits: map.credits,
		hot: await hotOf(choice, drawn),
		placed: now.placed,
		counting: counting && all.reduce((sum, one) => sum + one.count, 0) < now.placed,
		misplaced: now.misplaced,
		filed: now.filed,
	};
}

const pageOf = (territory: TerritoryId, page: string) =>
	`${pathOf(territory) ? `/${pathOf(territory)}` : ''}/${page}`;

/** The hottest places by name: an owner's cells by the words of their appeals, further up the municipalities of the hottest cells. */
async function hotOf({ territory, period, lang }: Choice, cells: readonly CellCount[]): Promise<HotPlace[]> {
	const hottest = cells.toSorted((a, b) => b.count - a.count || (a.cell < b.cell ? -1 : 1));
	if (!hasOwnersBelow(territory)) {
		const first = hottest.slice(0, mostHot);
		const words = await namesOfCells(
			territory,
			first.map((one) => one.cell),
			period,
		);
		return first.map(({ cell, count }) => ({
			id: nameOfCell(cell),
			count,
			words: words.get(cell) ?? '',
			href: `${pageOf(territory, 'situation/cell')}/${nameOfCell(cell)}?period=${period.key}`,
		}));
	}
	const counts = new Map<TerritoryId, number>();
	const first = hottest.slice(0, 3 * mostHot);
	const owners = await Promise.all(first.map((one) => ownerAt(one.cell, territory)));
	for (const [i, { count }] of first.entries()) {
		const owner = owners[i];
		if (owner) counts.set(owner, (counts.get(owner) ?? 0) + count);
	}
	const names = await namesOf([...counts.keys()], lang);
	return [...counts]
		.sort(([, a], [, b]) => b - a)
		.slice(0, mostHot)
		.map(([id, count]) => ({
			id: String(id),
			count,
			words: names.get(id)?.nominative ?? '',
			href: `${pageOf(id, 'situation/map')}?period=${period.key}`,
		}));
}

export const hasOwnersBelow = (territory: TerritoryId): boolean =>
	currentTree()
		.childrenOf(territory)
		.some((id) => currentTree().ownerOf(id) === id);

/** The deepest owner with the middle of the cell, below a territory. */
export async function ownerAt(cell: bigint, below: TerritoryId): Promise<TerritoryId | null> {
	const [lon, lat] = centreOfCell(cell);
	const known = currentTree();
	const found = (await territoriesAt({ lat, lon })).find(
		(id) => known.ownerOf(id) === id && known.isWithin(id, below) && id !== below,
	);
	return found ?? null;
}
