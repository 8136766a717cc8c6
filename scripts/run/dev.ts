/**
 * npm run dev: builds and serves, and again at each change. A change of a page is seen some seconds later; the database
 * stays. The server that runs is the real one, so what works here works there.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { Trouble } from './console.mjs';

const root = join(import.meta.dirname, '..', '..');
/** Made by the build itself. */
const made = /(^|[\\/])(words[\\/](ru|en|keys)\.ts|enhance[\\/].*|.*\.test\.ts)$/;

let server: ChildProcess | undefined;
let waiting: NodeJS.Timeout | undefined;
let ending = false;
let working = Promise.resolve();

for (const folder of ['src', 'static', 'database'])
	watch(join(root, folder), { recursive: true }, (_event, name) => {
		if (!name || (folder !== 'database' && made.test(join(folder, name)))) return;
		clearTimeout(waiting);
		waiting = setTimeout(() => {
			working = working.then(renew);
		}, 200);
	});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
working = working.then(renew);

async function renew(): Promise<void> {
	if (ending) return;
	try {
		await build();
	} catch (error) {
		if (!(error instanceof Trouble)) throw error;
		// What served before goes on serving until the fault is mended.
		console.error(`\n${error.message}\n`);
		return;
	}
	await stop();
	if (ending) return;
	server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/server/main.ts'], {
		cwd: root,
		stdio: 'inherit',
		detached: process.platform !== 'win32',
	});
}

async function stop(): Promise<void> {
	const running = server;
	server = undefined;
	if (!running || running.exitCode !== null) return;
	const gone = new Promise((resolve) => running.once('exit', resolve));
	running.kill('SIGTERM');
	await gone;
}

async function end(): Promise<void> {
	ending = true;
	clearTimeout(waiting);
	await stop();
	process.exit(0);
}
