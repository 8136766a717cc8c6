import http from 'node:http';

/** Waits of requests, milliseconds, ascending. */
export type Waits = { waits: number[]; wrong: number; statuses: Record<number, number> };

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
	const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
	const found: Waits = { waits: [], wrong: 0, statuses: {} };
	const until = performance.now() + seconds * 1000;
	let next = 0;
	await Promise.all(
		Array.from({ length: clients }, async (_, client) => {
			const address = servers[client % servers.length] as string;
			while (performance.now() < until || next < least) {
				const ask = asks[next++ % asks.length] as Ask;
				const began = performance.now();
				const status = await get(agent, address + ask.path, ask.headers ?? {});
				found.waits.push(performance.now() - began);
				found.statuses[status] = (found.statuses[status] ?? 0) + 1;
				if (status !== 200) found.wrong++;
			}
		}),
	);
	agent.destroy();
	found.waits.sort((a, b) => a - b);
	return found;
}

export function get(agent: http.Agent, url: string, headers: Record<string, string>): Promise<number> {
	return new Promise((answered, failed) => {
		http
			.get(
				url,
				{
					agent,
					headers: {
						accept: 'text/html',
						'accept-encoding': 'identity',
						'accept-language': 'ru',
						...headers,
					},
				},
				(response) => {
					response.on('data', () => {});
					response.on('end', () => answered(response.statusCode ?? 0));
					response.on('error', failed);
				},
			)
			.on('error', failed);
	});
}
