import { z } from 'zod';
import type { TerritoryId } from '#platform/db/ids.ts';
import { closingsOfOfficials, visibilities } from './appeal.ts';

/** Longest text of an appeal, an answer or a note. */
export const longest = 10_000;

const optional = (max: number) =>
	z
		.string()
		.max(max)
		.optional()
		.transform((text) => text || null);

const several = z
	.union([z.string(), z.array(z.string())])
	.optional()
	.transform((one) => (one === undefined || one === '' ? [] : Array.isArray(one) ? one : [one]));

/** What the resident's form sends. */
export const filingInput = z.object({
	text: z
		.string({ error: 'appeals.form.text.missing' })
		.min(1, 'appeals.form.text.missing')
		.min(10, 'appeals.form.text.short')
		.max(longest, 'appeals.form.text.long'),
	/** Empty until the next step: the page then suggests some. */
	category: z.string({ error: 'appeals.form.category.missing' }).max(80).default(''),
	/** One of the suggested categories; the list above wins. */
	suggested: z.string().max(80).default(''),
	where: z.string().max(500, 'appeals.form.where.long').default(''),
	lat: z.string().max(40).default(''),
	lon: z.string().max(40).default(''),
	visibility: z.enum(visibilities, { error: 'appeals.form.visibility.missing' }),
	name: z.string().max(200).default(''),
	email: z
		.union([z.literal(''), z.email()])
		.optional()
		.transform((text) => text || null),
	phone: optional(40),
	address: optional(500),
	/** Photographs kept from the step before, as their ids. */
	photograph: several,
	place: z
		.union([z.literal(''), z.string().regex(/^\d{1,9}$/, 'appeals.place.unknown')])
		.optional()
		.transform((text) => (text ? (Number(text) as TerritoryId) : null)),
	shown: several.pipe(z.array(z.string().max(200)).max(40)),
	standing: z.enum(['appeal', 'message']).optional(),
	'not-urgent': z
		.string()
		.optional()
		.transform((text) => text === 'yes'),
});
export type FilingInput = z.output<typeof filingInput>;

export const sortInput = z.object({ category: z.string().min(1, 'appeals.form.category.missing').max(80) });

export const answerInput = z.object({
	text: z
		.string()
		.min(1, 'appeals.answer.missing')
		.min(20, 'appeals.answer.short')
		.max(longest, 'appeals.form.text.long'),
});
/** A code of `appeals.dissent_reason`; what the form offers is what there is. */
const why = z
	.string({ error: 'appeals.not-done.why.missing' })
	.regex(/^[a-z]+(-[a-z]+)*$/, 'appeals.not-done.why.missing')
	.max(40, 'appeals.not-done.why.missing');
export const disputeInput = z.object({
	why,
	reason: z.string().max(3000, 'appeals.form.text.long').default(''),
});
export const reasonInput = z.object({
	why,
	reason: z
		.string()
		.min(1, 'appeals.return.missing')
		.min(5, 'appeals.return.missing')
		.max(3000, 'appeals.form.text.long'),
});
export const remarkInput = z.object({
	remark: z
		.string()
		.min(1, 'appeals.approval.remark-missing')
		.min(5, 'appeals.approval.remark-missing')
		.max(3000, 'appeals.form.text.long'),
});
/** `<territory>/<id>` of a body. */
const body = z.string().regex(/^\d{1,9}\/[0-9a-f-]{36}$/, 'platform.field.choose');
export const routeInput = z.object({
	body,
	unit: z.union([z.literal(''), z.uuid()]).optional(),
	note: optional(3000),
});
export const passOnInput = z.object({
	body: z.union([z.literal(''), body]).optional(),
	reason: z
		.string()
		.min(1, 'appeals.return.missing')
		.min(5, 'appeals.return.missing')
		.max(3000, 'appeals.form.text.long'),
});
export const closeInput = z.object({
	because: z.enum(closingsOfOfficials, 'platform.field.choose'),
	text: z
		.string()
		.min(1, 'appeals.answer.missing')
		.min(20, 'appeals.answer.short')
		.max(longest, 'appeals.form.text.long'),
});
export const assignInput = z.object({
	unit: z.union([z.literal(''), z.uuid()]).optional(),
	executor: z.union([z.literal(''), z.uuid()]).optional(),
});
export const classifyInput = z.object({
	category: z.string().min(1, 'appeals.form.category.missing').max(80),
});
export const templateInput = z.object({
	title: z.string().min(1).max(120),
	text: z.string().min(1).max(longest),
	category: optional(80),
});
