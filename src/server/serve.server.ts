import { existsSync } from 'node:fs';
import type { Config } from '#platform/config/door.server.ts';
import { openHouse } from '../start.server.ts';
import { giveBackWhenQuiet } from './give-back.server.ts';
import { type Listening, listen, prepareEnvironment } from './http.server.ts';

/**
 * Opens the house on a migrated database and serves the built pages. Ends in the reverse order.
 * @param prepare what must be done in the open house before the first request
 */
export async function serve(
	config: Config & { databaseUrl: string },
	prepare?: () => Promise<void>,
): Promise<Listening> {
	const built = new URL('../../build/handler.js', import.meta.url);
	if (!existsSync(built)) throw new Error('the pages are not built yet: run npm start');
	const house = await openHouse(config, { jobs: config.runsJobs });
	try {
		await prepare?.();
		prepareEnvironment();
		const { handler } = await import(built.href);
		const listening = await listen(handler, config);
		const stopGivingBack = giveBackWhenQuiet();
		return {
			...listening,
			async close() {
				stopGivingBack();
				await listening.close();
				await house.close();
			},
		};
	} catch (error) {
		await house.close();
		throw error;
	}
}
