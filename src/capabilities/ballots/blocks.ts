import { actionTo, blockOfNewest } from '#rooms/territories/door.server.ts';
import { addressOf } from './receipt-file.ts';
import { ballotsIn } from './view-ballot.ts';

export const blocks = [
	blockOfNewest({
		name: 'ballots.open',
		title: 'ballots.block.open',
		position: 5,
		page: 'votes',
		find: ({ id }, { actor }) => ballotsIn(actor, id, { state: 'open' }),
		show: (one, { t }) => ({
			title: one.question,
			lang: one.lang,
			href: addressOf(one),
			note: [
				one.closesAt && t('ballots.list.until', { at: t.formats.dateTime(one.closesAt) }),
				t('ballots.list.voted', { count: one.voted }),
				one.mine && t('ballots.list.mine'),
			],
			state: { word: t('ballots.state.open'), tone: 'info' },
		}),
		all: ({ t }) => t('ballots.block.all'),
	}),
];

export const actions = [
	actionTo({
		name: 'ballots.vote',
		position: 30,
		icon: 'vote',
		page: 'votes',
		words: ({ t }) => ({ title: t('ballots.action.title'), note: t('ballots.action.note') }),
	}),
];
