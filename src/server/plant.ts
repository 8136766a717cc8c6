import { plantDemo } from '#demo/plant.server.ts';
import { readConfig } from '#platform/config/door.server.ts';
import { openHouse } from '../start.server.ts';

/** The process of `plantApart`: plants, tells how far it is, ends; when the one who started it is gone, it goes too. */
process.once('disconnect', () => process.exit(1));
// Ctrl-C in a terminal reaches both: the one who started us ends us.
process.on('SIGINT', () => {});
const config = readConfig();
const house = await openHouse({ ...config, databaseUrl: config.databaseUrl as string }, { jobs: false });
await plantDemo({ now: new Date(), progress: (...told) => process.send?.(told) });
await house.close();
process.exit(0);
