import type { Appeal } from '../appeal.ts';
import { logReceived } from '../reception/log-received.ts';
import { dropSentDrafts } from './keep-draft.ts';
import { learnStreets } from './streets.ts';

/** What helps the next one to file, and what these need no more. Part of the job after the filing; twice does no harm. */
export async function afterFiling(appeals: readonly Appeal[]): Promise<void> {
	await Promise.all([learnStreets(appeals), dropSentDrafts(appeals), logReceived(appeals)]);
}
