import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Config, readConfig } from '#platform/config/door.server.ts';
import { startEmbedded } from '#platform/db/embedded.server.ts';
import { openHouse } from '../start.server.ts';

/** Where the installation is: flags win over the environment. */
export const placeOptions = { data: { type: 'string' } } as const;

export type Place = { config: Config & { databaseUrl: string }; url: string };

/** Finds the database: the operator's server, the embedded one that runs, or the embedded one started for this command. */
export async function withDatabase<T>(
	flags: { data?: string | undefined },
	work: (place: Place) => Promise<T>,
): Promise<T> {
	const config = readConfig({ ...process.env, ...(flags.data ? { VECHE_DATA: resolve(flags.data) } : {}) });
	if (config.databaseUrl)
		return work({
			config: { ...config, databaseUrl: config.databaseUrl },
			url: config.directUrl ?? config.databaseUrl,
		});
	const embedded = await startEmbedded({ folder: config.data, attach: true });
	try {
		return await work({ config: { ...config, databaseUrl: embedded.url }, url: embedded.url });
	} finally {
		await embedded.stop();
	}
}

/** Opens the whole house for a command. The database must be migrated. */
export async function withHouse<T>(place: Place, work: () => Promise<T>): Promise<T> {
	const house = await openHouse({ ...place.config, log: 'error' }, { jobs: false });
	try {
		return await work();
	} finally {
		await house.close();
	}
}

export function release(): string {
	const file = new URL('../../package.json', import.meta.url);
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
