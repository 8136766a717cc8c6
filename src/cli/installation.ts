import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Config, readConfig } from '#platform/config/door.server.ts';
import { postgres } from '#platform/db/driver.server.ts';
import { startEmbedded } from '#platform/db/embedded.server.ts';
import { migrate, pendingMigrations, readMigrations } from '#platform/db/migrate.server.ts';
import { refuse } from '#platform/errors/door.ts';

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

/**
 * Opens the whole house for a command. An empty database is made ready; one of an earlier release is not brought
 * forward behind the operator's back, since its server may still be running.
 */
export async function withHouse<T>(place: Place, work: () => Promise<T>): Promise<T> {
	const { pending, empty } = await standing(place.url);
	if (empty) await migrate({ url: place.url });
	else if (pending > 0) refuse('cli.not-migrated', { count: pending });
	const { openHouse } = await import('../start.server.ts');
	const house = await openHouse({ ...place.config, log: 'error' }, { jobs: false });
	try {
		return await work();
	} finally {
		await house.close();
	}
}

async function standing(url: string): Promise<{ pending: number; empty: boolean }> {
	const sql = postgres(url, { max: 1, onnotice: () => {}, prepare: false });
	try {
		const pending = (await pendingMigrations(sql)).length;
		return { pending, empty: pending === readMigrations().length };
	} finally {
		await sql.end();
	}
}

export function release(): string {
	const file = new URL('../../package.json', import.meta.url);
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
