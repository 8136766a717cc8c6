import type { Tx } from '#platform/db/door.server.ts';
import type { Appeal } from '../appeal.ts';
import * as store from '../store.server.ts';
import * as inquiries from './inquiry-store.server.ts';

/** Nobody waits for the author any more: the answer leaves without theirs, or the appeal ends. The caller has locked the appeal. */
export async function endInquiries(
	tx: Tx,
	appeal: Pick<Appeal, 'territory' | 'id' | 'asked'>,
	how: 'by-answer' | 'withdrawn',
	at: Date,
): Promise<void> {
	if (appeal.asked === 0) return;
	await inquiries.endOpenInquiries(tx, appeal, how, at);
	await store.change(tx, appeal, { asked: 0 }, at);
}
