import { plantTree } from '#platform/permissions/door.ts';
import type { Room } from '#platform/room.ts';
import { offerBlocks, offerStartItems } from './blocks.ts';
import { kinds } from './kind.ts';
import { ownBlocks, ownStartItems } from './own-blocks.ts';
import { permissions } from './permissions.ts';
import { currentTree, readTreeAnew } from './present.server.ts';
import { bringIn, forgetFiles } from './run-import.ts';
import { offerToSearch, renewSearch } from './search.server.ts';
import * as store from './store.server.ts';
import { offerTiles } from './tiles.server.ts';

export const room: Room = {
	name: 'territories',
	permissions,
	jobs: {
		'territories.bring-in': bringIn,
		'territories.forget-files': forgetFiles,
	},
	listens: { 'territories.changed': renewSearch },
	crontab: { 'territories.forget-files': '20 2 * * *' },
	async seed(tx) {
		await store.seedKinds(
			tx,
			Object.entries(kinds).map(([code, { rank, municipal, owns }]) => ({ code, rank, municipal, owns })),
		);
	},
	async open() {
		await readTreeAnew();
		offerBlocks(...ownBlocks);
		offerStartItems(...ownStartItems);
		offerTiles();
		offerToSearch();
		plantTree({ isWithin: (territory, ancestor) => currentTree().isWithin(territory, ancestor) });
	},
};
