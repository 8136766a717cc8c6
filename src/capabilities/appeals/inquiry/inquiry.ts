import { z } from 'zod';
import type { AccountId, Id } from '#platform/db/ids.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';

export type Inquiry = {
	id: Id<'inquiry'>;
	text: string;
	body: BodyRef | null;
	account: AccountId;
	askedAt: Date;
	reminded: number;
	answeredAt: Date | null;
	withdrawnAt: Date | null;
	/** Withdrawn because the answer left without it. */
	byAnswer: boolean;
};
export const isOpen = (one: Inquiry): boolean => one.answeredAt === null && one.withdrawnAt === null;

/** What the author added: an answer to a question, or by themselves. */
export type Supplement = {
	id: Id<'supplement'>;
	inquiry: Id<'inquiry'> | null;
	text: string;
	at: Date;
	photographs: { file: string; name: string }[];
};

/** On which days after the question its author is reminded, where nobody set it. */
export const usualReminders: readonly number[] = [3, 7];
export const mostQuestions = 5;

const several = z
	.union([z.string(), z.array(z.string())])
	.optional()
	.transform((one) => (one === undefined || one === '' ? [] : Array.isArray(one) ? one : [one]));

export const askInput = z.object({
	/** Ready questions of the category, as worded. */
	ready: several.pipe(z.array(z.string().max(500)).max(mostQuestions)),
	text: z.string().max(3000, 'appeals.form.text.long').default(''),
});
export const unaskInput = z.object({ inquiry: z.uuid() });

export const replyInput = z.object({
	inquiry: z
		.union([z.literal(''), z.uuid()])
		.optional()
		.transform((id) => (id ? (id as Id<'inquiry'>) : null)),
	text: z.string().max(10_000, 'appeals.form.text.long').default(''),
});

/** "3, 7" as days; null: they make no sense. */
export function readDays(text: string): number[] | null {
	const parts = text.split(/[\s,;]+/).filter(Boolean);
	const days = [...new Set(parts.map(Number))].sort((a, b) => a - b);
	return days.length <= 5 && days.every((day) => Number.isInteger(day) && day > 0 && day <= 90) ? days : null;
}
