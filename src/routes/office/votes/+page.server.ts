import { readOfficeList } from '#pages/office-list.ts';
import { votesPath } from '#pages/votes/vote.ts';
import { ballotStates, ballotsIn, ledSpaces } from '#rooms/ballots/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const list = await readOfficeList(event, {
		page: 'votes',
		right: 'ballots.make',
		states: ballotStates,
		nameOf: (state) => (state ? locals.t.any(`ballots.state.${state}`) : locals.t('ballots.office.all')),
		find: ballotsIn,
		ledSpaces,
	});
	return { ...list, laboratory: list.newOne && votesPath(locals, '/laboratory') };
};
