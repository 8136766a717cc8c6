/** Makes or renews the schema of the queue (graphile_worker). Part of migrating; two at once are safe. */
export async function installQueue(url: string): Promise<void> {
	const { default: pg } = await import('pg');
	const { Logger, runMigrations } = await import('graphile-worker');
	const pgPool = new pg.Pool({ connectionString: url, max: 2, application_name: 'veche migrate' });
	const ignore = (): void => {};
	// What matters rises from the query itself; these are asked for by the library.
	pgPool.on('error', ignore);
	pgPool.on('connect', (client) => client.on('error', ignore));
	try {
		await runMigrations({ pgPool, logger: new Logger(() => ignore) });
	} finally {
		await pgPool.end();
	}
}
