import { z } from 'zod';
import type { AccountId, Id } from '#platform/db/ids.ts';
import { longest } from '../input.ts';

export type FieldReport = {
	id: Id<'field-report'>;
	account: AccountId;
	outcome: 'done' | 'not-done';
	text: string;
	lat: number | null;
	lon: number | null;
	writtenAt: Date;
	at: Date;
	show: boolean;
	photographs: { file: string; name: string; moment: 'before' | 'after' }[];
};

/** Most photographs of one moment. */
export const mostOfMoment = 6;

const several = z
	.union([z.string(), z.array(z.string())])
	.optional()
	.transform((one) => (one === undefined || one === '' ? [] : Array.isArray(one) ? one : [one]));
const degrees = z
	.string()
	.optional()
	.transform((text) => (text ? Number(text) : Number.NaN));

export const fieldInput = z.object({
	appeal: z.string().regex(/^\d{1,9}\/[0-9a-f-]{36}$/),
	outcome: z.enum(['done', 'not-done'], { error: 'appeals.field.outcome-missing' }),
	text: z.string().max(longest, 'appeals.form.text.long').default(''),
	/** Kept before the report was sent, as their ids. */
	before: several.pipe(z.array(z.string()).max(mostOfMoment)),
	after: several.pipe(z.array(z.string()).max(mostOfMoment)),
	lat: degrees,
	lon: degrees,
	/** When it was written, by the phone. */
	written: z.string().max(40).default(''),
	show: z
		.string()
		.optional()
		.transform((text) => text === 'on'),
});
