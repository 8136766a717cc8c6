import { under } from '#pages/place.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { refuse } from '#platform/errors/door.ts';
import { categories, listAppeals, readAsked } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import {
	type BoardName,
	boardNames,
	type Choice,
	monthsKnown,
	periodsOf,
	qualities,
	readPeriod,
	rootOf,
	showBoard,
	steps,
	usualPeriod,
} from '#rooms/situation-centre/door.server.ts';
import type { TerritoryView } from '#rooms/territories/door.server.ts';

export function boardIn(word: string | undefined): BoardName {
	return boardNames.find((one) => one === word) ?? refuse('platform.not-found');
}

/** What the address of a board asks for; what it cannot read is left out. */
export async function choiceIn(
	query: URLSearchParams,
	territory: TerritoryView,
	lang: string,
	hidden = false,
): Promise<{ choice: Choice; today: string }> {
	const today = dayIn(territory.zone, new Date());
	const choice: Choice = {
		territory: territory.id,
		period: readPeriod(query.get('period'), today),
		category: await rootOf(query.get('category')),
		step: steps.find((one) => one === query.get('step')) ?? 'month',
		quality: qualities.find((one) => one === query.get('quality')) ?? 'overdue',
		lang,
		hidden,
	};
	return { choice, today };
}

/** The address of a board with the choices that differ from the usual ones. */
export function addressOf(
	path: string,
	choice: Choice,
	today: string,
	changes: Partial<Record<'period' | 'category' | 'step' | 'quality', string>> = {},
): string {
	const query = new URLSearchParams();
	const wanted = {
		period: choice.period.key,
		category: choice.category,
		step: choice.step as string,
		quality: choice.quality as string,
		...changes,
	};
	if (wanted.period !== usualPeriod(today).key) query.set('period', wanted.period);
	if (wanted.category) query.set('category', wanted.category);
	if (wanted.step !== 'month') query.set('step', wanted.step);
	if (wanted.quality !== 'overdue') query.set('quality', wanted.quality);
	return query.size ? `${path}?${query}` : path;
}

/** Boards, the slider and the filters of a page. */
export async function boardsFor(
	locals: App.Locals,
	territory: TerritoryView,
	names: readonly BoardName[],
	{ choice, today, path }: { choice: Choice; today: string; path: string },
) {
	const { lang, t, href } = locals;
	const tree = await categories();
	const say = {
		nameOf: (category: string) => categoryName(tree.get(category), lang),
		list: (words: string[]) => t.formats.list(words),
	};
	const [months, ...boards] = await Promise.all([
		monthsKnown(territory.id, choice.category),
		...names.map((name) => showBoard(name, choice, today, say)),
	]);
	const base = href(path);
	const counted = new Map(months.map((one) => [one.month.slice(0, 7), one.filed]));
	const periods = periodsOf(months, today);
	const years = [...new Set(periods.map((one) => one.key.slice(0, 4)))];
	return {
		boards: boards.map((view) => linked(view, locals, { choice, today })),
		periods: periods.map((one) => ({
			key: one.key,
			from: one.from,
			value: counted.get(one.key) ?? 0,
			href: addressOf(base, choice, today, { period: one.key }),
			current: one.key === choice.period.key,
		})),
		years: years.map((year) => ({
			key: year,
			href: addressOf(base, choice, today, { period: year }),
			current: year === choice.period.key,
		})),
		roots: tree.below(null).map((one) => ({ value: one.code, label: categoryName(one, lang) })),
	};
}

/** A board with its addresses in the reader's language. */
function linked(
	view: Awaited<ReturnType<typeof showBoard>>,
	locals: App.Locals,
	{ choice, today }: { choice: Choice; today: string },
) {
	const { href, origin } = locals;
	const page = href(under(locals, `situation/${view.board}`));
	const own = addressOf(page, choice, today);
	const query = own.slice(page.length);
	return {
		view,
		links: {
			page: own,
			csv: `${page}/table.csv${query}`,
			embed: `${origin}${page}/embed${query}`,
			cells: `${under(locals, 'situation/cells.json')}?period={time}&z={z}&box={box}${choice.category ? `&category=${choice.category}` : ''}`,
			steps: steps.map((step) => ({
				step,
				href: addressOf(page, choice, today, { step }),
				current: step === choice.step,
			})),
			qualities: qualities.map((quality) => ({
				quality,
				href: addressOf(page, choice, today, { quality }),
				current: quality === choice.quality,
			})),
		},
	};
}
/** The last month in which anything was filed, but for the one that is shown. */
export const lastFilled = <One extends { key: string; value: number; current: boolean }>(
	periods: readonly One[],
): One | undefined =>
	periods
		.filter((one) => one.value > 0 && !one.current)
		.toSorted((a, b) => (a.key < b.key ? -1 : 1))
		.at(-1);

export type LinkedBoard = ReturnType<typeof linked>;

/**
 * A place by its name on the heat map: the box around what was written of it in the period, and the way to the list of it. Nothing
 * is counted anew: at most two hundred appeals of the list say where it is.
 */
export async function placeOnMap(
	locals: App.Locals,
	territory: TerritoryView,
	typed: string | null,
	{ period }: Choice,
): Promise<{
	name: string;
	bounds: [number, number, number, number] | null;
	href: string;
} | null> {
	const name = typed?.trim().slice(0, 100);
	if (!name) return null;
	const query = new URLSearchParams({ place: name, from: period.from, to: period.to });
	const page = await listAppeals(territory.id, readAsked(query), {
		lang: locals.lang,
		limit: 200,
		count: false,
	});
	const points = page.rows.flatMap(({ point }) => (point ? [point] : []));
	return {
		name,
		bounds: boxAround(points),
		href: `${locals.href(under(locals, 'appeals'))}?${query}`,
	};
}

/** Around most of the points: a far one of the same name does not push the others together. About 400 m of air. */
function boxAround(points: readonly { lat: number; lon: number }[]): [number, number, number, number] | null {
	if (points.length === 0) return null;
	const edges = (values: number[]) => {
		const sorted = values.sort((a, b) => a - b);
		const cut = Math.floor(sorted.length / 10);
		return [sorted[cut] as number, sorted[sorted.length - 1 - cut] as number] as const;
	};
	const [west, east] = edges(points.map((point) => point.lon));
	const [south, north] = edges(points.map((point) => point.lat));
	return [west - 0.007, south - 0.004, east + 0.007, north + 0.004];
}
