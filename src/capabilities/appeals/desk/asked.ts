import { type Channel, channels, type State, states } from '../appeal.ts';
import { type View, views } from './views.ts';

export const sorts = ['due', 'newest', 'oldest', 'changed', 'joined'] as const;
export type DeskSort = (typeof sorts)[number];

export const terms = ['late', 'today', 'soon', 'week'] as const;
export type TermFilter = (typeof terms)[number];

/** What a row may show besides its words. */
export const columns = [
	'number',
	'term',
	'category',
	'place',
	'executor',
	'state',
	'filed',
	'returns',
	'joined',
	'channel',
	'territory',
	'changed',
] as const;
export type Column = (typeof columns)[number];
export const usualColumns: readonly Column[] = [
	'number',
	'term',
	'category',
	'place',
	'executor',
	'returns',
	'filed',
];

export const densities = ['normal', 'compact', 'table'] as const;
export type Density = (typeof densities)[number];

/** What the address of a desk asks for; whatever cannot be read is left out. */
export type DeskAsked = {
	desk: string | null;
	view: View | null;
	category: string | null;
	/** A territory below the desk's own. */
	area: number | null;
	state: State | null;
	/** An account; of a registry, a body as `<territory>/<id>`; `none`: nobody yet. */
	executor: string | null;
	term: TermFilter | null;
	channel: Channel | null;
	words: string | null;
	/** ISO days of filing, both included. */
	from: string | null;
	to: string | null;
	sort: DeskSort | null;
	after: string | null;
	density: Density;
	columns: readonly Column[];
};

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const isExecutor = new RegExp(`^(none|${uuid}|\\d{1,9}/${uuid})$`);
const isDay = (text: string | null): text is string =>
	text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

export function readDeskAsked(query: URLSearchParams): DeskAsked {
	const one = <T extends string>(name: string, allowed: readonly T[]) =>
		allowed.find((value) => value === query.get(name)) ?? null;
	const category = query.get('category');
	const area = query.get('area');
	const executor = query.get('executor');
	const from = query.get('from');
	const to = query.get('to');
	const chosen = query.getAll('cols').flatMap((text) => text.split(','));
	const shown = columns.filter((column) => chosen.includes(column));
	return {
		desk: query.get('desk'),
		view: one('view', views),
		category: category && /^[a-z0-9.-]{1,80}$/.test(category) ? category : null,
		area: area && /^\d{1,9}$/.test(area) ? Number(area) : null,
		state: one('state', states),
		executor: executor && isExecutor.test(executor) ? executor : null,
		term: one('term', terms),
		channel: one('channel', channels),
		words: query.get('q')?.trim().slice(0, 100) || null,
		from: isDay(from) ? from : null,
		to: isDay(to) ? to : null,
		sort: one('sort', sorts),
		after: query.get('after'),
		density: one('density', densities) ?? 'normal',
		columns: shown.length > 0 ? shown : usualColumns,
	};
}

/** The same question in canonical order, without the page: what a saved view keeps and every link of the desk begins with. */
export function queryOf(asked: DeskAsked): URLSearchParams {
	const query = new URLSearchParams();
	const usual =
		asked.columns.length === usualColumns.length && asked.columns.every((one) => usualColumns.includes(one));
	const parts: [string, string | number | null][] = [
		['desk', asked.desk],
		['view', asked.view],
		['category', asked.category],
		['area', asked.area],
		['state', asked.state],
		['executor', asked.executor],
		['term', asked.term],
		['channel', asked.channel],
		['q', asked.words],
		['from', asked.from],
		['to', asked.to],
		['sort', asked.sort],
		['density', asked.density === 'normal' ? null : asked.density],
		['cols', usual ? null : asked.columns.join(',')],
	];
	for (const [name, value] of parts) if (value !== null) query.set(name, String(value));
	return query;
}

/** How many filters narrow the view. */
export function narrowedBy(asked: DeskAsked): number {
	const { category, area, state, executor, term, channel, words, from, to } = asked;
	return [category, area, state, executor, term, channel, words, from, to].filter((one) => one !== null)
		.length;
}

/** The mark of a page: the value of the last row by which the list is ordered, and the appeal's id. */
export type DeskAfter = { value: string; id: string };
export function readDeskAfter(mark: string | null, sort: DeskSort): DeskAfter | undefined {
	const match = mark && new RegExp(`^([0-9T:.Z-]{1,24})_(${uuid})$`).exec(mark);
	const [, value = '', id = ''] = match || [];
	if (!value) return undefined;
	const fits =
		sort === 'joined'
			? /^\d{1,9}$/.test(value)
			: sort === 'due'
				? isDay(value)
				: !Number.isNaN(Date.parse(value));
	return fits ? { value, id } : undefined;
}
export function deskMark(
	row: { filedAt: Date; changedAt: Date; dueOn: string; joined: number; id: string },
	sort: DeskSort,
): string {
	const value = {
		due: row.dueOn,
		newest: row.filedAt.toISOString(),
		oldest: row.filedAt.toISOString(),
		changed: row.changedAt.toISOString(),
		joined: String(row.joined),
	}[sort];
	return `${value}_${row.id}`;
}
