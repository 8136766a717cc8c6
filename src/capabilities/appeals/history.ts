import { isUuid } from '#platform/db/ids.ts';
import type { Happening } from './appeal.ts';

/** Where a page of a history ends: what is shown next happened before it. */
export type HistoryMark = { at: Date; id: string };

/** How many happenings a page shows at once. */
export const historyPage = 50;

/** Of these the way of an appeal and the doubts about its category are told, however long the history is. */
export const turningKinds = [
	'routed',
	'unrouted',
	'taken-up',
	'answered',
	'returned',
	'accepted',
	'closed',
	'disagrees',
] as const;

/** As it stands in an address; what is no mark is none. */
export function readHistoryMark(text: string | null): HistoryMark | null {
	const [at = '', id = ''] = (text ?? '').split('_');
	const instant = new Date(at);
	return isUuid(id) && !Number.isNaN(instant.getTime()) ? { at: instant, id } : null;
}

export const historyMark = (one: Pick<Happening, 'at' | 'id'>): string => `${one.at.toISOString()}_${one.id}`;
