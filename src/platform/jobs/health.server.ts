import { database, roomIsLeft } from '../db/door.server.ts';
import { type Lag, readLag } from './figures.server.ts';

export type Health = {
	/**
	 * `fail`: requests cannot be answered. `full`: pages are served, and writes were refused in the last minute because the disk
	 * is full. `late`: requests are answered, but what follows them waits.
	 */
	status: 'ok' | 'late' | 'full' | 'fail';
	database: { ok: boolean; milliseconds: number };
	jobs?: Lag & { processes: number };
};

/** Seconds after which work that follows commands is late: letters and lists wait noticeably. */
const lateAfter = 60;

/** What a monitoring system asks: cheap enough for every few seconds. */
export async function readHealth(): Promise<Health> {
	const started = performance.now();
	const spent = () => Math.round(performance.now() - started);
	try {
		const sql = database();
		const answer = (async () => {
			await sql`select 1`;
			const milliseconds = spent();
			const [lag, [row]] = await Promise.all([
				readLag(sql),
				sql<{ processes: number }[]>`
					select count(*)::int as processes from jobs.process where seen_at > now() - interval '30 seconds'`,
			]);
			return { milliseconds, jobs: { ...lag, processes: row?.processes ?? 0 } };
		})();
		// A pool that waits for a database that is gone would wait longer than any monitor.
		const timeout = new Promise<never>((_, reject) => {
			setTimeout(() => reject(new Error('no answer in 3 s')), 3000).unref();
		});
		const { milliseconds, jobs } = await Promise.race([answer, timeout]);
		const late = jobs.eventsLag > lateAfter || jobs.jobsLag > lateAfter || jobs.processes === 0;
		const status = roomIsLeft() ? (late ? 'late' : 'ok') : 'full';
		return { status, database: { ok: true, milliseconds }, jobs };
	} catch {
		return { status: 'fail', database: { ok: false, milliseconds: spent() } };
	}
}
