import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#platform/db/embedded.server.ts';
import type { World } from './world.ts';

export type Running = { address: string; pid: number; stop(): Promise<void> };
/** `times`: how long each answer since the last question took in the server, ms. */
export type RunningServer = Running & { times(): Promise<number[]> };

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Our own server, as `npm start` runs it, over the world's database. */
export async function startServer(world: World, env: Record<string, string> = {}): Promise<RunningServer> {
	const port = await freePort();
	const child = spawn(process.execPath, [...profiled(), inProject('bench/server.ts')], {
		env: {
			...process.env,
			NODE_ENV: 'production',
			DATABASE_URL: world.url,
			VECHE_DATA: world.folder,
			VECHE_RATE: '0',
			VECHE_LOG: 'error',
			VECHE_EMPTY: '1',
			HOST: '127.0.0.1',
			PORT: String(port),
			...env,
		},
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	const running = await answering(child, port, '/');
	return {
		...running,
		async times() {
			child.send('times');
			const [times] = await once(child, 'message');
			return times as number[];
		},
	};
}

/** With `VECHE_BENCH_PROFILE` a CPU profile of the server is left in that folder. */
const profiled = () => {
	const folder = process.env.VECHE_BENCH_PROFILE;
	return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
};

/** The bare server that sends what `replay` holds. */
export async function startReference(replay: string): Promise<Running> {
	const port = await freePort();
	const child = spawn(process.execPath, [inProject('bench/reference.ts'), replay, String(port)], {
		env: { ...process.env, NODE_ENV: 'production' },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	return answering(child, port, '/reference-is-up');
}

async function answering(child: ChildProcess, port: number, path: string): Promise<Running> {
	const address = `http://127.0.0.1:${port}`;
	const until = Date.now() + 60_000;
	for (;;) {
		if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
		const answer = await fetch(address + path, { redirect: 'manual' }).catch(() => null);
		await answer?.arrayBuffer();
		if (answer && answer.status < 500) break;
		if (Date.now() > until) throw new Error('the server does not answer');
		await wait(100);
	}
	return {
		address,
		pid: child.pid!,
		async stop() {
			if (child.exitCode !== null) return;
			child.kill('SIGTERM');
			const killed = setTimeout(() => child.kill('SIGKILL'), 10_000);
			await once(child, 'exit');
			clearTimeout(killed);
		},
	};
}
