import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Config } from '#platform/config/door.server.ts';
import { runJobs } from '#platform/jobs/door.server.ts';
import { neverRest } from '#rooms/appeals/desk/count-desks.ts';
import { openHouse } from '../../src/start.server.ts';
import { aDatabase } from './database.ts';
import { watchTerritories } from './statements.ts';
import { testConfig } from './test-config.ts';

export { testConfig } from './test-config.ts';

// on a slow machine a desk would be counted after the test has looked at it
neverRest();

export type TestHouse = {
	/** The address of this file's own database. */
	url: string;
	config: Config & { databaseUrl: string };
	/** Does all that waits: events, jobs, loops. Throws when a job failed, unless that is tolerated. */
	runJobs(options?: { tolerate?: boolean }): Promise<void>;
	/** The data folder: files and keys of this house. */
	folder: string;
};

/**
 * The whole house on a database of its own, for the test file that asks; closed when the file has ended.
 * Call it once, at the top: `const h = await house();`
 */
export async function house(env: Record<string, string> = {}): Promise<TestHouse> {
	const folder = mkdtempSync(join(tmpdir(), 'veche-house-'));
	const database = await aDatabase();
	const config = testConfig(database.url, folder, env);
	watchTerritories();
	const open = await openHouse(config, { jobs: false });
	after(async () => {
		await open.close();
		await database.drop();
		rmSync(folder, { recursive: true, force: true });
	});
	return {
		url: database.url,
		config,
		folder,
		runJobs: (options) => runJobs({ url: database.url, ...options }),
	};
}
