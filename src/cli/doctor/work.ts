import { database } from '#platform/db/door.server.ts';
import { readLag } from '#platform/jobs/door.server.ts';
import type { Examination, Finding } from './doctor.ts';

/** News and jobs that wait longer than a process that runs jobs would let them. */
export const checkLag: Examination = async () => {
	const lag = await readLag(database());
	const waits = Math.round(Math.max(lag.eventsLag, lag.jobsLag) / 60);
	const found: Finding[] = [
		waits > 10
			? { state: 'fault', key: 'work-late', facts: { minutes: waits, count: lag.events + lag.jobs } }
			: { state: 'good', key: 'work' },
	];
	if (lag.failed > 0) found.push({ state: 'remark', key: 'work-failed', facts: { count: lag.failed } });
	return found;
};
