import { LightClient } from '../light-client.ts';

/** Waits of requests, milliseconds, ascending. `cpu`: what the asking itself took, ms a request. */
export type Waits = { waits: number[]; wrong: number; statuses: Record<number, number>; cpu: number };

const usual = { accept: 'text/html', 'accept-encoding': 'identity', 'accept-language': 'ru' };

export const quantile = (sorted: readonly number[], part: number): number =>
	sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;

export type Ask = { path: string; headers?: Record<string, string> };

/**
 * So many clients ask one address after another for some seconds, each as soon as it was answered; with several servers each client
 * keeps to one. `least`: go on until so many were asked.
 */
export async function askInTurns(
	servers: readonly string[],
	asks: readonly Ask[],
	{ clients, seconds, least = 0 }: { clients: number; seconds: number; least?: number },
): Promise<Waits> {
	const found: Waits = { waits: [], wrong: 0, statuses: {}, cpu: 0 };
	const used = process.cpuUsage();
	const until = performance.now() + seconds * 1000;
	let next = 0;
	await Promise.all(
		Array.from({ length: clients }, async (_, client) => {
			const asking = new LightClient(servers[client % servers.length] as string);
			while (performance.now() < until || next < least) {
				const ask = asks[next++ % asks.length] as Ask;
				const began = performance.now();
				const status = await asking.get(ask.path, { ...usual, ...ask.headers });
				found.waits.push(performance.now() - began);
				found.statuses[status] = (found.statuses[status] ?? 0) + 1;
				if (status !== 200) found.wrong++;
			}
			asking.close();
		}),
	);
	found.cpu = (process.cpuUsage(used).user + process.cpuUsage(used).system) / 1000 / found.waits.length;
	found.waits.sort((a, b) => a - b);
	return found;
}
