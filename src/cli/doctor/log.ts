import { database } from '#platform/db/door.server.ts';
import { auditLog } from '#platform/transparency/audit.server.ts';
import { readHead } from '#platform/transparency/store.server.ts';
import { t } from '../console.ts';
import type { Examination } from './doctor.ts';

/** The transparency log: whether it stands still, and each thing and entry held against each other. */
export const checkLog: Examination = async () => {
	const { halted } = await readHead(database());
	const { things, entries, faults } = await auditLog();
	return [
		...(halted
			? [
					{
						state: 'remark' as const,
						key: 'log-halted',
						facts: { why: t.any(`transparency.halted.${halted}`) },
					},
				]
			: []),
		...faults.map(({ kind, at, ...more }) => ({
			state: 'fault' as const,
			key: 'log-fault',
			facts: { fault: t.any(`transparency.fault.${kind}`, { at: at ?? '', also: '', why: '', ...more }) },
		})),
		...(faults.length === 0
			? [{ state: 'good' as const, key: 'log', facts: { things: Number(things), entries: Number(entries) } }]
			: []),
	];
};
