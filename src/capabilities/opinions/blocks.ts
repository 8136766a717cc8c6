import { actionTo, blockOfNewest } from '#rooms/territories/door.server.ts';
import { addressOf } from './address.ts';
import { conversationsIn } from './view-conversation.ts';

export const blocks = [
	blockOfNewest({
		name: 'opinions.open',
		title: 'opinions.block.open',
		position: 6,
		page: 'opinions',
		find: ({ id }, { actor }) => conversationsIn(actor, id, { state: 'open' }),
		show: (one, { t }) => ({
			title: one.question,
			lang: one.lang,
			href: addressOf(one),
			note: [
				one.closesAt && t('opinions.list.until', { at: t.formats.dateTime(one.closesAt) }),
				t('opinions.list.people', { count: one.people }),
				one.mine > 0 && t('opinions.list.mine', { count: one.mine }),
			],
			state: { word: t('opinions.state.open'), tone: 'info' },
		}),
		all: ({ t }) => t('opinions.block.all'),
	}),
];

export const actions = [
	actionTo({
		name: 'opinions.mark',
		position: 31,
		icon: 'message',
		page: 'opinions',
		words: ({ t }) => ({ title: t('opinions.action.title'), note: t('opinions.action.note') }),
	}),
];
