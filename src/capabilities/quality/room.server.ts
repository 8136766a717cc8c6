import { type AccountId, database, transaction } from '#platform/db/door.server.ts';
import type { JobContext, Room } from '#platform/room.ts';
import { territoriesAnswering } from '#rooms/appeals/door.server.ts';
import { drawWeeks } from './draw-week.ts';
import { permissions } from './permissions.ts';
import { recountQuarter } from './recount-week.ts';
import * as store from './store.server.ts';
import { tellScorers } from './tell-scorers.ts';

const quarter = 98 * 86_400_000;

export const room: Room = {
	name: 'quality',
	permissions,
	jobs: {
		'quality.draw': async (_: unknown, { signal }: JobContext) => {
			await drawWeeks(new Date(), signal);
			await tellScorers();
		},
		'quality.recount': async (_: unknown, { signal }: JobContext) => {
			const now = new Date();
			const territories = await territoriesAnswering(new Date(now.getTime() - quarter), now);
			await recountQuarter(territories, now, signal);
		},
	},
	crontab: {
		// a week that is over anywhere in the country is over everywhere by then
		'quality.draw': '40 22 * * *',
		'quality.recount': '10 0 * * *',
	},
	notices: [{ kind: 'quality.drawn', default: { account: true, email: 'digest' } }],
	personal: {
		async export(account: AccountId) {
			return { scores: await store.scoredBy(database(), account) };
		},
		async erase(account: AccountId) {
			await transaction((tx) => store.forgetScorer(tx, account));
			return { kept: [] };
		},
	},
};
