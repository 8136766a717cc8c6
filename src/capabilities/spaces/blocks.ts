import type { Block } from '#rooms/territories/door.server.ts';
import { spacesIn } from './see.ts';
import { addressOf } from './space.ts';

export const blocks: Block[] = [
	{
		name: 'spaces.latest',
		title: 'spaces.block.title',
		position: 60,
		place: 'main',
		async load(territory, { actor, t, href }) {
			// what is secret stays off the front also for its members: a front is shown to those who stand beside
			const { items } = await spacesIn({ ...actor, grants: [] }, territory.id);
			if (items.length === 0) return null;
			return {
				shape: 'items',
				items: items.slice(0, 4).map((one) => ({
					title: one.name,
					href: href(addressOf(territory.path, one.slug)),
					note: [t('spaces.members.count', { count: one.members }), one.summary].filter(Boolean).join(' · '),
				})),
				more: { title: t('spaces.block.all'), href: href(addressOf(territory.path)) },
			};
		},
	},
];
