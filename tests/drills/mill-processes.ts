import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./mill-process.ts', import.meta.url));

/** Starts one more process that runs jobs on this database; resolves when it does. */
export async function aMillProcess(url: string, folder: string): Promise<ChildProcess> {
	const child = spawn(process.execPath, [script], {
		// Under `node --test` a child would report to the runner.
		env: { ...process.env, NODE_TEST_CONTEXT: undefined, DATABASE_URL: url, VECHE_DATA: folder },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await Promise.race([
		once(child.stdout!, 'data'),
		once(child, 'exit').then(() => {
			throw new Error('the process ended before it was ready');
		}),
	]);
	return child;
}

export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	child.kill(signal);
	await gone;
}
