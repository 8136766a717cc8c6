import type { Room } from '../room.ts';
import { learnAll, learnWords } from './learn.server.ts';
import { proveIndex } from './prove.server.ts';

export const room: Room = {
	name: 'search',
	jobs: {
		'search.learn': async () => {
			await learnWords();
		},
		/** Every night: the index against what the rooms have, the dictionary counted anew. */
		'search.prove': async (_payload, { signal }) => {
			await proveIndex(signal);
			await learnAll(new Date(), signal);
		},
	},
	crontab: { 'search.learn': '*/5 * * * *', 'search.prove': '10 0 * * *' },
};
