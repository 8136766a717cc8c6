import { database, roomIsLeft } from '../db/door.server.ts';
import { type HaltReason, whyStill } from '../transparency/door.server.ts';
import { type Lag, readLag } from './figures.server.ts';

export type Health = {
	/**
	 * `fail`: requests cannot be answered. `full`: pages are served, and writes were refused in the last minute because the disk
	 * is full. `degraded`: requests are answered, but the transparency log stands still until somebody has looked. `late`: requests
	 * are answered, but what follows them waits.
	 */
	status: 'ok' | 'late' | 'degraded' | 'full' | 'fail';
	database: { ok: boolean; milliseconds: number };
	jobs?: Lag & { processes: number };
	/** Only while it stands still; `since` null: nothing has come to it yet that would have shown it. */
	log?: { reason: HaltReason; since: Date | null };
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
			const [lag, still, [row]] = await Promise.all([
				readLag(sql),
				whyStill(),
				sql<{ processes: number }[]>`
					select count(*)::int as processes from jobs.process where seen_at > now() - interval '30 seconds'`,
			]);
			return { milliseconds, still, jobs: { ...lag, processes: row?.processes ?? 0 } };
		})();
		// A pool that waits for a database that is gone would wait longer than any monitor.
		const timeout = new Promise<never>((_, reject) => {
			setTimeout(() => reject(new Error('no answer in 3 s')), 3000).unref();
		});
		const { milliseconds, jobs, still } = await Promise.race([answer, timeout]);
		const late = jobs.eventsLag > lateAfter || jobs.jobsLag > lateAfter || jobs.processes === 0;
		const status = !roomIsLeft() ? 'full' : still ? 'degraded' : late ? 'late' : 'ok';
		return { status, database: { ok: true, milliseconds }, jobs, ...(still ? { log: still } : {}) };
	} catch {
		return { status: 'fail', database: { ok: false, milliseconds: spent() } };
	}
}
