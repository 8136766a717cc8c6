/** A process that only runs jobs, on the database of the test that started it (DATABASE_URL). Says "ready", ends on SIGTERM. */
import { startJobs } from '#platform/jobs/door.server.ts';
import { openHouse } from '../../src/start.server.ts';
import { testConfig } from '../support/house.ts';
import { openMill } from './mill.ts';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL is missing');
const house = await openHouse(testConfig(url, process.env.VECHE_DATA ?? '.'), { jobs: false });
openMill();
const runner = await startJobs({ url });
process.on('SIGTERM', async () => {
	await runner.stop();
	await house.close();
	process.exit(0);
});
console.log('ready');
