import { z } from 'zod';
import type { AccountId } from '#platform/db/ids.ts';

/** An entry of a list that the office edits: why something is not done, what the work waits for. */
export type Listed = {
	code: string;
	position: number;
	since: string;
	/** The first day on which it is no longer offered; what was chosen before keeps its words. */
	until: string | null;
	/** What it rests on, in words; empty: came with the platform. */
	source: string;
	sourceOn: string | null;
	revision: number;
};

export type ListChange<T extends Listed> = {
	code: string;
	revision: number;
	at: Date;
	account: AccountId | null;
	kind: 'made' | 'changed' | 'withdrawn' | 'offered' | 'undone';
	before: T | null;
	after: T;
};

export const isOffered = (one: Pick<Listed, 'until'>): boolean => one.until === null;

/** The fields that every such list has in its form. */
export const listedFields = {
	position: z
		.string({ error: 'appeals.reasons.position.range' })
		.regex(/^\d{1,2}$/, 'appeals.reasons.position.range')
		.transform(Number)
		.default(9),
	source: z
		.string({ error: 'appeals.reasons.source.missing' })
		.trim()
		.min(5, 'appeals.reasons.source.missing')
		.max(300, 'appeals.reasons.source.long'),
	sourceOn: z
		.union([z.literal(''), z.iso.date('appeals.reasons.source-on.wrong')])
		.default('')
		.transform((day) => day || null),
};
