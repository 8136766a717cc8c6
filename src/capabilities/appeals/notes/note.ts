import { z } from 'zod';
import type { AccountId } from '#platform/db/ids.ts';
import { longest } from '../input.ts';

/** How long whoever wrote a note may mend it, minutes. What it said before is kept. */
export const editMinutes = 15;
export const mostFiles = 5;

const several = z
	.union([z.string(), z.array(z.string())])
	.optional()
	.transform((one) => (one === undefined || one === '' ? [] : Array.isArray(one) ? one : [one]));

export const noteInput = z.object({
	text: z.string().min(1, 'appeals.note.missing').max(longest, 'appeals.form.text.long'),
	/** Accounts that are called. */
	mention: several.pipe(z.array(z.uuid()).max(50)),
});
export const noteEditInput = z.object({
	note: z.uuid(),
	text: z.string().min(1, 'appeals.note.missing').max(longest, 'appeals.form.text.long'),
});

/** Whom a note calls: those that were marked, and those whose name stands in it after an @. */
export function mentionedIn(
	text: string,
	marked: readonly string[],
	people: readonly { value: AccountId; name: string }[],
): AccountId[] {
	const low = text.toLowerCase();
	return people
		.filter(
			({ value, name }) => marked.includes(value) || (name !== '' && low.includes(`@${name.toLowerCase()}`)),
		)
		.map(({ value }) => value);
}
