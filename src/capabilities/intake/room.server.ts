import { fillApiPorts, offerEndpoints } from '#platform/api/door.server.ts';
import type { Room } from '#platform/room.ts';
import { fileOne, listAppealsOf, readAnswers, readOne, readWay } from './api/appeals.ts';
import { uploadPhotograph } from './api/photographs.ts';
import { listBodies, listCategories, listTerritories, readTerritory } from './api/territories.ts';
import { ports } from './keys/machine.server.ts';
import { permissions } from './permissions.ts';

export const room: Room = {
	name: 'intake',
	permissions,
	async open() {
		fillApiPorts(ports);
		offerEndpoints(listTerritories, readTerritory, listCategories, listBodies);
		offerEndpoints(listAppealsOf, fileOne, readOne, readWay, readAnswers, uploadPhotograph);
	},
};
