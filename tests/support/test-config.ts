import { readConfig } from '#platform/config/door.server.ts';

/** Settings of a house for tests: a folder of its own, no limits of rate, silence. */
export function testConfig(url: string, folder: string, env: Record<string, string> = {}) {
	const config = readConfig({
		VECHE_DATA: folder,
		VECHE_LOG: process.env.VECHE_LOG ?? 'silent',
		VECHE_RATE: '0',
		VECHE_POOLER: process.env.VECHE_POOLER,
		...env,
	});
	return { ...config, databaseUrl: url };
}
