import { database } from '../db/door.server.ts';
import type { Room } from '../room.ts';
import { chainStragglers, lengthenChain, tellHead } from './chain.server.ts';
import { permissions } from './permissions.ts';
import { entriesAbout, erasePayloads } from './read.server.ts';

export const room: Room = {
	name: 'audit',
	permissions,
	jobs: {
		'audit.nightly': async () => {
			await chainStragglers(database(), new Date(Date.now() - 40 * 86_400_000));
			await tellHead(database());
		},
	},
	crontab: { 'audit.nightly': '40 1 * * *' },
	loops: [{ name: 'audit.chain', every: 1000, run: () => lengthenChain(database()) }],
	personal: {
		async export(account) {
			const entries = await entriesAbout(account);
			return {
				audit: entries.map(({ at, action, reading, actor }) => ({
					at: at.toISOString(),
					action,
					reading,
					by: actor === account ? 'self' : actor === null ? 'system' : 'another person',
				})),
			};
		},
		async erase(account) {
			await erasePayloads(database(), account);
			return { kept: ['audit.personal.kept'] };
		},
	},
};
