import { blockOfNewest } from '#rooms/territories/door.server.ts';
import { spacesIn } from './see.ts';
import { addressOf } from './space.ts';

export const blocks = [
	blockOfNewest({
		name: 'spaces.latest',
		title: 'spaces.block.title',
		position: 60,
		page: 'spaces',
		// what is secret stays off the front also for its members: a front is shown to those who stand beside
		find: async (territory, { actor }) => {
			const { items } = await spacesIn({ ...actor, grants: [] }, territory.id);
			return { items: items.map((one) => ({ ...one, path: territory.path })) };
		},
		show: (one, { t }) => ({
			title: one.name,
			href: addressOf(one.path, one.slug),
			note: [t('spaces.members.count', { count: one.members }), one.summary],
		}),
		all: ({ t }) => t('spaces.block.all'),
	}),
];
