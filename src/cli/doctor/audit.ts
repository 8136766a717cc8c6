import { type ChainReport, verifyChain } from '#platform/audit/door.server.ts';
import { database } from '#platform/db/door.server.ts';
import { endProgress, Misuse, progress, t } from '../console.ts';
import type { Examination, Finding } from './doctor.ts';

/** Recomputes the whole chain; `--anchor 1234:hash` is an end that was noted earlier, outside of the database. */
export const checkAudit: Examination = async (_url, { anchor }) => {
	const [seq, hash] = anchor?.split(':') ?? [];
	if (anchor && !(seq && hash && /^\d+$/.test(seq) && /^[0-9a-f]{64}$/.test(hash)))
		throw new Misuse(t('cli.usage.doctor'));
	const report = await verifyChain(database(), {
		...(seq && hash ? { anchor: { seq, hash } } : {}),
		progress: (checked, total) => progress(t('cli.doctor.walking', { checked, total })),
	});
	endProgress();
	const tail = tailOf(report);
	if (report.fault) {
		const { kind, seq: at, entry } = report.fault;
		return [{ state: 'fault', key: `chain-${kind}`, facts: { seq: at, entry: entry ?? '—' } }, tail];
	}
	const { seq: end, hash: endHash } = report.head;
	return [{ state: 'good', key: 'chain', facts: { count: report.checked, seq: end, hash: endHash } }, tail];
};

/** Entries that are in no chain yet: a few seconds' worth is usual; more means that no process runs jobs. */
function tailOf({ tail }: ChainReport): Finding {
	if (tail.count === 0 || !tail.oldest) return { state: 'good', key: 'tail-empty' };
	const minutes = Math.round((Date.now() - tail.oldest.getTime()) / 60_000);
	return { state: minutes > 10 ? 'fault' : 'remark', key: 'tail', facts: { count: tail.count, minutes } };
}
