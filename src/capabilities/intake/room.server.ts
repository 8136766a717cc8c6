import { fillApiPorts, offerEndpoints } from '#platform/api/door.server.ts';
import { database } from '#platform/db/door.server.ts';
import type { Room } from '#platform/room.ts';
import { fileOne, listAppealsOf, readAnswers, readOne, readWay } from './api/appeals.ts';
import { uploadPhotograph } from './api/photographs.ts';
import { listBodies, listCategories, listTerritories, readTerritory } from './api/territories.ts';
import { carryIn } from './import/carry-in.ts';
import { check } from './import/check.ts';
import { forgetContents } from './import/store.server.ts';
import { takeBack } from './import/take-back.ts';
import { ports } from './keys/machine.server.ts';
import { permissions } from './permissions.ts';

export const room: Room = {
	name: 'intake',
	permissions,
	jobs: {
		'intake.check-import': check,
		'intake.carry-in': carryIn,
		'intake.take-back': takeBack,
		'intake.forget-tables': async () => {
			await forgetContents(database(), new Date(Date.now() - 30 * 86_400_000));
		},
	},
	crontab: { 'intake.forget-tables': '50 21 * * *' },
	async open() {
		fillApiPorts(ports);
		offerEndpoints(listTerritories, readTerritory, listCategories, listBodies);
		offerEndpoints(listAppealsOf, fileOne, readOne, readWay, readAnswers, uploadPhotograph);
	},
};
