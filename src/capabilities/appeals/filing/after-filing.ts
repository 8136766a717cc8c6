import type { Appeal } from '../appeal.ts';
import { dropSentDraft } from './keep-draft.ts';
import { learnStreet } from './streets.ts';

/** What helps the next one to file, and what this one needs no more. Part of the job after the filing; twice does no harm. */
export async function afterFiling(appeal: Appeal): Promise<void> {
	await learnStreet(appeal);
	await dropSentDraft(appeal);
}
