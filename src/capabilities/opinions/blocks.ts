import type { Block, FrontAction } from '#rooms/territories/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { addressOf } from './address.ts';
import { conversationsIn } from './view-conversation.ts';

const page = ({ path }: { path: string }) => `${path ? `/${path}` : ''}/opinions`;
const mostShown = 4;

export const blocks: Block[] = [
	{
		name: 'opinions.open',
		title: 'opinions.block.open',
		position: 6,
		place: 'main',
		async load(territory, { actor, t, href }) {
			const { items } = await conversationsIn(actor, territory.id, { state: 'open' });
			if (items.length === 0) return null;
			return {
				shape: 'items',
				items: items.slice(0, mostShown).map((one) => ({
					title: one.question,
					href: href(addressOf(one)),
					note: [
						one.closesAt ? t('opinions.list.until', { at: t.formats.dateTime(one.closesAt) }) : '',
						t('opinions.list.people', { count: one.people }),
						one.mine ? t('opinions.list.mine', { count: one.mine }) : '',
					]
						.filter(Boolean)
						.join(' · '),
					state: { word: t('opinions.state.open'), tone: 'info' },
				})),
				more: { title: t('opinions.block.all'), href: href(page(territory)) },
			};
		},
	},
];

export const actions: FrontAction[] = [
	{
		name: 'opinions.mark',
		position: 31,
		icon: 'vote',
		offer: (territory, { t, href }) =>
			tree.ownerOf(territory.id) === null
				? null
				: { title: t('opinions.action.title'), note: t('opinions.action.note'), href: href(page(territory)) },
	},
];
