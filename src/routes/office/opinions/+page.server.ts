import { readOfficeList } from '#pages/office-list.ts';
import { opinionsPath } from '#pages/opinions/office.ts';
import { conversationStates, conversationsIn, keptSpaces, ledSpaces } from '#rooms/opinions/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const list = await readOfficeList(event, {
		page: 'opinions',
		right: 'opinions.make',
		states: conversationStates,
		nameOf: (state) => (state ? locals.t.any(`opinions.state.${state}`) : locals.t('opinions.office.all')),
		find: conversationsIn,
		ledSpaces,
		keptSpaces,
	});
	return {
		...list,
		items: list.items.map((one) => ({
			...one,
			toDecide: opinionsPath(locals, `/${one.id}/statements`, { state: 'waiting' }),
		})),
	};
};
