/** What `npm start` runs, without installing and building: the server in a process of its own. */
import { start } from '../src/server/start.ts';

await start();
