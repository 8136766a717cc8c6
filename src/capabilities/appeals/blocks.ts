import { actionTo, type Block, blockOfNewest, pageUnder } from '#rooms/territories/door.server.ts';
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

export const blocks: Block[] = [
	blockOfNewest({
		name: 'appeals.latest',
		title: 'appeals.block.latest',
		position: 10,
		page: 'appeals',
		async find({ id }, { lang }) {
			const [list, all] = await Promise.all([
				listAppeals(id, { sort: 'newest' }, { lang, limit: 4, count: false }),
				categories(),
			]);
			return { items: list.rows.map((row) => ({ row, today: list.today, category: all.get(row.category) })) };
		},
		show({ row, today, category }, { lang, t }) {
			const waits = ['registered', 'routed', 'in-work', 'returned'].includes(row.state);
			const late = waits && row.dueOn < today;
			return {
				title: row.excerpt,
				href: addressOf(row),
				note: [categoryName(category, lang), row.placeWords],
				state: late
					? { word: t('appeals.state.late'), tone: 'bad' }
					: { word: t.any(`appeals.state.${row.state}`), tone: tones[row.state] },
				date: row.filedAt.toISOString(),
			};
		},
		all: ({ t }) => t('appeals.block.all'),
	}),
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
						href: href(`${pageUnder(territory, 'appeals')}?period=month`),
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
				more: { title: t('appeals.block.all'), href: href(pageUnder(territory, 'appeals')) },
			};
		},
	},
];

export const actions = [
	actionTo({
		name: 'appeals.file',
		position: 10,
		icon: 'edit',
		page: 'appeals/new',
		words: ({ t }) => ({ title: t('appeals.action.title'), note: t('appeals.action.note') }),
	}),
];
