import type { TerritoryId } from '#platform/db/door.server.ts';
import { centreOfCell, nameOfCell } from '#platform/geo/door.ts';
import { namesOfCells } from '#rooms/appeals/door.server.ts';
import { currentTree, mapOf, namesOf, pathOf, territoriesAt } from '#rooms/territories/door.server.ts';
import * as boards from './boards.ts';
import { classesFor, forDrawing, hexagon, stepOf, type Step as Tone } from './cells.ts';
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
	'territories',
	'bodies',
	'effects',
] as const;
export type BoardName = (typeof boardNames)[number];

export type Choice = boards.Asked & { step: Step; quality: Quality; lang: string; hidden: boolean };

export type HotCell = { cell: string; count: number; words: string; href: string };
type Told = { finding: findings.Finding; period: Period };
export type BoardView = Told &
	(
		| {
				board: 'map';
				cells: { id: string; count: number; step: Tone; outline: [number, number][] }[];
				classes: { from: number; to: number | null; step: Tone }[];
				shapes: { id: number; name: string; tone: 'own' | 'part'; shape: never }[];
				credits: { source: string; licence: string }[];
				hot: HotCell[];
				placed: number;
				misplaced: number;
				filed: number;
		  }
		| { board: 'flow'; moments: boards.Moment[]; step: Step }
		| { board: 'categories'; rows: (boards.CategoryRow & { name: string })[] }
		| { board: 'speed' | 'reaction'; speeds: boards.Speed[] }
		| { board: 'territories' | 'bodies'; comparison: boards.Comparison; quality: Quality }
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
		case 'territories':
		case 'bodies': {
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
	const [all, map, { now }] = await Promise.all([
		boards.cellsIn(choice, choice.hidden),
		mapOf(territory, lang),
		boards.headline(choice, today),
	]);
	const drawn = forDrawing(all);
	const classes = classesFor(drawn);
	const hottest = drawn.toSorted((a, b) => b.count - a.count || (a.cell < b.cell ? -1 : 1)).slice(0, mostHot);
	const words = await wordsFor(
		territory,
		period,
		hottest.map((one) => one.cell),
		lang,
	);
	return {
		board: 'map',
		period,
		finding: findings.ofCells(drawn),
		cells: drawn.map((one) => ({ ...hexagon(one), step: stepOf(one.count, classes) })),
		classes: classes.map((from, i) => ({
			from,
			to: i + 1 < classes.length ? (classes[i + 1] as number) - 1 : null,
			step: stepOf(from, classes),
		})),
		shapes: map.shapes as never,
		credits: map.credits,
		hot: hottest.map((one) => ({
			cell: nameOfCell(one.cell),
			count: one.count,
			words: words.get(one.cell) ?? '',
			href: `${pathOf(territory) ? `/${pathOf(territory)}` : ''}/situation/cell/${nameOfCell(one.cell)}?period=${period.key}`,
		})),
		placed: now.placed,
		misplaced: now.misplaced,
		filed: now.filed,
	};
}

/** What a hot place is called: an owner's by the words of its appeals, further up by the municipality it lies in. */
async function wordsFor(
	territory: TerritoryId,
	period: Period,
	cells: readonly bigint[],
	lang: string,
): Promise<Map<bigint, string>> {
	if (cells.length === 0) return new Map();
	if (!hasOwnersBelow(territory)) return namesOfCells(territory, cells, period);
	const inside = await Promise.all(cells.map((cell) => ownerAt(cell, territory)));
	const names = await namesOf(
		inside.filter((one) => one !== null),
		lang,
	);
	return new Map(
		cells.map((cell, i) => {
			const owner = inside[i];
			return [cell, (owner && names.get(owner)?.nominative) ?? ''];
		}),
	);
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
