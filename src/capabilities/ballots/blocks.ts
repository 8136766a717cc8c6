import type { Block, FrontAction } from '#rooms/territories/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { addressOf } from './receipt-file.ts';
import { ballotsIn } from './view-ballot.ts';

const page = ({ path }: { path: string }) => `${path ? `/${path}` : ''}/votes`;
const mostShown = 4;

export const blocks: Block[] = [
	{
		name: 'ballots.open',
		title: 'ballots.block.open',
		position: 5,
		place: 'main',
		async load(territory, { actor, t, href }) {
			const { items } = await ballotsIn(actor, territory.id, { state: 'open' });
			if (items.length === 0) return null;
			return {
				shape: 'items',
				items: items.slice(0, mostShown).map((one) => ({
					title: one.question,
					href: href(addressOf(one)),
					note: [
						one.closesAt ? t('ballots.list.until', { at: t.formats.dateTime(one.closesAt) }) : '',
						t('ballots.list.voted', { count: one.voted }),
						one.mine ? t('ballots.list.mine') : '',
					]
						.filter(Boolean)
						.join(' · '),
					state: { word: t('ballots.state.open'), tone: 'info' },
				})),
				more: { title: t('ballots.block.all'), href: href(page(territory)) },
			};
		},
	},
];

export const actions: FrontAction[] = [
	{
		name: 'ballots.vote',
		position: 30,
		icon: 'vote',
		offer: (territory, { t, href }) =>
			tree.ownerOf(territory.id) === null
				? null
				: { title: t('ballots.action.title'), note: t('ballots.action.note'), href: href(page(territory)) },
	},
];
