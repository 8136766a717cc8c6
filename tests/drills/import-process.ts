/** A process of its own that carries an import in, to be killed in the middle: `node import-process.ts <url> <folder> <territory> <id>`. */
import { readConfig } from '#platform/config/door.server.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { carryIn, type ImportId } from '#rooms/intake/door.server.ts';
import { openHouse } from '../../src/start.server.ts';

const [url = '', folder = '', territory = '', id = ''] = process.argv.slice(2);
const config = readConfig({ VECHE_DATA: folder, VECHE_LOG: 'error', VECHE_RATE: '0' });
const house = await openHouse({ ...config, databaseUrl: url }, { jobs: false });
process.send?.('begun');
await carryIn(
	{ territory: Number(territory) as TerritoryId, import: id as ImportId },
	{ signal: new AbortController().signal, attempt: 1, key: null, work: null },
);
await house.close();
process.exit(0);
