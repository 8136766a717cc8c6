import { lostUrns } from '#rooms/ballots/door.server.ts';
import { t } from '../console.ts';
import type { Examination } from './doctor.ts';

/** Secret votes that want the key of their urn: nobody votes in them, and when their time comes they are not counted. */
export const checkUrns: Examination = async () => {
	const lost = await lostUrns();
	if (lost.length === 0) return [{ state: 'good', key: 'urns' }];
	const now = new Date();
	return lost.map(({ question, id, closesAt }) => ({
		state: 'fault',
		key: closesAt <= now ? 'urn-due' : 'urn-open',
		facts: { question, ballot: id, at: t.formats.dateTime(closesAt) },
	}));
};
