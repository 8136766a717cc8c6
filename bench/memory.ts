import { setTimeout as wait } from 'node:timers/promises';
import { rssOf } from './cpu.ts';
import { largeCity } from './large-city.ts';
import { load } from './load.ts';
import { startServer } from './processes.ts';
import { type Finding, rounded } from './report.ts';
import { openWorld } from './world.ts';

const few = Number(process.env.VECHE_BENCH_FEW ?? 20_000);
const many = Number(process.env.VECHE_BENCH_MANY ?? 200_000);
/** Milliseconds of rest before memory is read. */
const quiet = 30_000;

/** Memory of the Node process with its jobs: at rest, after 20,000 requests, after 200,000. */
export async function memory(): Promise<Finding[]> {
	const world = await openWorld();
	try {
		const city = await largeCity(world, 5_000);
		const server = await startServer(world);
		try {
			const addresses = ['', '/appeals', `/appeals/${city.item.split('/').at(-1)}`, '/appeals/new'].map(
				(page) => `${server.address}/${city.path}${page}`,
			);
			await wait(quiet);
			const rest = rssOf(server.pid);
			// read twice: as the last of them leaves it, and what stays after half a minute of quiet
			const after = async (amount: number) => {
				const found = await load(addresses, { amount });
				const busy = rssOf(server.pid);
				await wait(quiet);
				return { ...found, busy, left: rssOf(server.pid) };
			};
			const first = await after(few);
			const second = await after(many - few);
			if (first.wrong + second.wrong > 0)
				throw new Error(`${first.wrong + second.wrong} requests were not answered`);
			return [
				{
					what: 'memory at rest, MB',
					value: rounded(rest, 0),
					most: 250,
					told: 'RSS of the Node process with jobs, half a minute after its start',
				},
				{
					what: `memory after ${many} requests against ${few}`,
					value: rounded(second.busy / first.busy),
					most: 1.15,
					told: `${rounded(second.busy, 0)} MB against ${rounded(first.busy, 0)} MB at the last of them; front page, list, item and form in turn, 32 connections, ${Math.round(second.perSecond)} pages/s`,
				},
				{
					what: `memory left by ${many} requests against ${few}`,
					value: rounded(second.left / first.left),
					most: 1.15,
					told: `${rounded(second.left, 0)} MB against ${rounded(first.left, 0)} MB half a minute after the last of them`,
				},
			];
		} finally {
			await server.stop();
		}
	} finally {
		await world.stop();
	}
}
