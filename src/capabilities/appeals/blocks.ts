import type { Block, FrontAction } from '#rooms/territories/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { categories } from './categories.server.ts';
import { categoryName } from './category.ts';
import { figures } from './counts/figures.ts';
import { listAppeals } from './list-appeals.ts';
import { addressOf } from './project.ts';

const tones = {
	filed: 'waits',
	registered: 'waits',
	routed: 'info',
	'in-work': 'info',
	answered: 'good',
	returned: 'warn',
	accepted: 'good',
	closed: 'over',
} as const;

const page = (territory: { path: string }, tail = '') =>
	`${territory.path ? `/${territory.path}` : ''}/appeals${tail}`;

export const blocks: Block[] = [
	{
		name: 'appeals.latest',
		title: 'appeals.block.latest',
		position: 10,
		place: 'main',
		async load(territory, { lang, t, href }) {
			const [list, all] = await Promise.all([
				listAppeals(territory.id, { sort: 'newest' }, { lang, limit: 4, count: false }),
				categories(),
			]);
			if (list.rows.length === 0) return null;
			return {
				shape: 'items',
				items: list.rows.map((row) => {
					const waits = ['registered', 'routed', 'in-work', 'returned'].includes(row.state);
					const late = waits && row.dueOn < list.today;
					return {
						title: row.excerpt,
						href: href(addressOf(row)),
						note: [categoryName(all.get(row.category), lang), row.placeWords].filter(Boolean).join(' · '),
						state: late
							? { word: t('appeals.state.late'), tone: 'bad' as const }
							: { word: t.any(`appeals.state.${row.state}`), tone: tones[row.state] },
						date: row.filedAt.toISOString(),
					};
				}),
				more: { title: t('appeals.block.all'), href: href(page(territory)) },
			};
		},
	},
	{
		name: 'appeals.figures',
		title: 'appeals.block.figures',
		position: 25,
		place: 'main',
		async load(territory, { t, href }) {
			const told = await figures(territory.id);
			if (told.filed + told.answered === 0) return null;
			const { formats } = t;
			return {
				shape: 'figures',
				figures: [
					{
						label: t('appeals.figure.filed'),
						value: formats.number(told.filed),
						points: told.byDay.map((day) => day.filed),
						href: href(`${page(territory)}?period=month`),
					},
					{
						label: t('appeals.figure.answered'),
						value: formats.number(told.answered),
						points: told.byDay.map((day) => day.answered),
					},
					...(told.medianDays === null
						? []
						: [
								{
									label: t('appeals.figure.median'),
									value: formats.number(told.medianDays),
									unit: t('appeals.figure.days', { count: told.medianDays }),
								},
							]),
					...(told.onTime === null
						? []
						: [{ label: t('appeals.figure.on-time'), value: formats.number(told.onTime, 'percent') }]),
				],
				more: { title: t('appeals.block.all'), href: href(page(territory)) },
			};
		},
	},
];

export const actions: FrontAction[] = [
	{
		name: 'appeals.file',
		position: 10,
		icon: 'edit',
		offer: (territory, { t, href }) =>
			tree.ownerOf(territory.id) === null
				? null
				: {
						title: t('appeals.action.title'),
						note: t('appeals.action.note'),
						href: href(page(territory, '/new')),
					},
	},
];
