import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig } from '#platform/config/door.server.ts';
import { startEmbedded } from '#platform/db/embedded.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';

export type World = {
	url: string;
	folder: string;
	config: Config & { databaseUrl: string };
	/** Process of the database server. */
	postgres: number;
	stop(): Promise<void>;
};

/** An installation of its own in a temporary folder: the embedded database, durable as in real life. */
export async function openWorld(): Promise<World> {
	const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
	const embedded = await startEmbedded({ folder });
	await migrate({ url: embedded.url });
	const config = readConfig({ VECHE_DATA: folder, VECHE_RATE: '0', VECHE_LOG: 'error' });
	return {
		url: embedded.url,
		folder,
		config: { ...config, databaseUrl: embedded.url },
		postgres: await postmaster(folder),
		async stop() {
			await embedded.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

async function postmaster(folder: string): Promise<number> {
	const { globSync, readFileSync } = await import('node:fs');
	const [file] = globSync('**/postmaster.pid', { cwd: folder });
	return Number(readFileSync(join(folder, file!), 'utf8').split('\n')[0]);
}
