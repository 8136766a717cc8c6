import type { Lack } from '#rooms/ballots/door.server.ts';
import type { Conversation } from './conversation.ts';
import { limits } from './limits.ts';

export type ResultsShown = { resultsShown: 'shown' | 'after-mine' | 'after-closing'; resultsAfter: number };

/** What a person mends themselves; who lacks anything else cannot take part and keeps nobody waiting. */
const mendable: readonly Lack[] = ['not-open', 'sign-in', 'residence-declare', 'residence-confirm'];

/** Whether a reader sees results now. `marked` and `shown`: own marks, and statements that are shown. */
export function resultsFor(
	{ results, state }: Pick<Conversation, 'results' | 'state'>,
	reader: { marked: number; shown: number; lacks: readonly Lack[]; isOffice: boolean },
): ResultsShown {
	const yes = { resultsShown: 'shown', resultsAfter: 0 } as const;
	if (results === 'always' || state === 'closed') return yes;
	if (results === 'after-closing') return { resultsShown: 'after-closing', resultsAfter: 0 };
	if (reader.isOffice || reader.lacks.some((one) => !mendable.includes(one))) return yes;
	const needed = Math.min(limits.marksForResults, Math.max(1, reader.shown));
	return reader.marked >= needed ? yes : { resultsShown: 'after-mine', resultsAfter: needed - reader.marked };
}
