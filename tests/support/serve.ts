import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { runJobs } from '#platform/jobs/door.server.ts';
import { serve as open } from '#server/serve.server.ts';
import { build } from '../../scripts/run/build.mjs';
import { aDatabase } from './database.ts';
import { type TestHouse, testConfig } from './house.ts';
import { watchTerritories } from './statements.ts';

export type Site = TestHouse & {
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	address: string;
};

/**
 * The built site over a database of its own, on a free port, in this process: doors, fixtures and `runJobs` work on the
 * same house that the browser sees. Call it once, at the top, instead of `house()`.
 * @param through puts something between the house and its database
 */
export async function serve(
	env: Record<string, string> = {},
	through = async (database: string) => database,
): Promise<Site> {
	await build({ quiet: true, since: Number(process.env.VECHE_TESTS_SINCE ?? 'Infinity') });
	const folder = mkdtempSync(join(tmpdir(), 'veche-site-'));
	const database = await aDatabase();
	const config = {
		...testConfig(await through(database.url), folder, { HOST: '127.0.0.1', PORT: '0', ...env }),
		runsJobs: false,
	};
	watchTerritories();
	const listening = await open(config);
	after(async () => {
		await listening.close();
		await database.drop();
		rmSync(folder, { recursive: true, force: true });
	});
	return {
		address: `http://127.0.0.1:${listening.port}`,
		url: database.url,
		config,
		folder,
		runJobs: (options) => runJobs({ url: database.url, ...options }),
	};
}
