import { config } from '../config/door.server.ts';
import { database, transaction } from '../db/door.server.ts';
import type { Room } from '../room.ts';
import { openFiles } from './blobs-in-use.server.ts';
import * as store from './store.server.ts';
import { sweepFiles } from './sweep.server.ts';

export const room: Room = {
	name: 'files',
	open: () => openFiles(config().files),
	jobs: {
		'files.sweep': async (_payload, { signal }) => {
			await sweepFiles(new Date(), signal);
		},
	},
	crontab: { 'files.sweep': '40 1 * * *' },
	personal: {
		async export(account) {
			const files = await store.ofAccount(database(), account);
			return {
				files: files.map(({ territory, id, name, type, size }) => ({
					name,
					type,
					bytes: size,
					address: `/files/${territory}/${id}`,
				})),
			};
		},
		async erase(account) {
			const files = await store.ofAccount(database(), account);
			for (const territory of new Set(files.map((file) => file.territory)))
				await transaction((tx) => store.forgetAccount(tx, territory, account, new Date()));
			return { kept: files.some((file) => file.thing) ? ['files.kept-with-things'] : [] };
		},
	},
};
