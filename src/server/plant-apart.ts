import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { lacksDemo, type Progress } from '#demo/plant.server.ts';
import type { Config } from '#platform/config/door.server.ts';
import { closeDatabase, openDatabase } from '#platform/db/door.server.ts';

type Ready = Config & { databaseUrl: string };

/** Whether this start has a demonstration to make, or to go on with. */
export async function standsToPlant(config: Ready): Promise<boolean> {
	openDatabase({ url: config.databaseUrl, connections: 1, pooler: config.pooler });
	try {
		return await lacksDemo();
	} finally {
		await closeDatabase();
	}
}

/**
 * Makes the demonstration in a process of its own: what two years of a city's life take in memory goes with it, and the
 * server begins light. It ends with us (`stops`), and the next start goes on where it stopped.
 */
export function plantApart(config: Ready, progress: Progress, stops: (() => Promise<void>)[]): Promise<void> {
	const child = fork(fileURLToPath(new URL('plant.ts', import.meta.url)), [], {
		env: { ...process.env, DATABASE_URL: config.databaseUrl, VECHE_DATA: config.data },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	child.on('message', (told) => progress(...(told as Parameters<Progress>)));
	let ended = false;
	stops.push(async () => {
		ended = true;
		child.kill('SIGKILL');
	});
	return new Promise((done, failed) => {
		child.once('error', failed);
		child.once('exit', (code, signal) => {
			if (code === 0) done();
			else if (!ended)
				failed(new Error(`the demonstration was not made: its process ended with ${signal ?? code}`));
		});
	});
}
