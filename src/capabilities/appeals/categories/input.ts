import { z } from 'zod';
import { visibilities } from '../appeal.ts';
import { checkKinds, questionKinds, termUnits, workingWeeks } from '../category.ts';

/** What the forms of the office send of a category, part by part. */
const text = (max: number) => z.string().max(max).default('');
const code = z.string().max(80).default('');
const orNull = <T extends z.ZodType>(schema: T) =>
	z
		.union([z.literal(''), schema])
		.optional()
		.transform((value) => (value === '' || value === undefined ? null : value));
const several = z
	.union([z.string(), z.array(z.string())])
	.optional()
	.transform((one) => (one === undefined || one === '' ? [] : Array.isArray(one) ? one : [one]));
const ticked = z
	.string()
	.optional()
	.transform((value) => value === 'on' || value === 'yes');
/** One a line, or parted by commas; each once. */
const lines = (max: number, each: number) =>
	z
		.string()
		.max(max)
		.default('')
		.transform((value) => [...new Set(value.split(/\r?\n/).map((line) => line.trim()))].filter(Boolean))
		.refine((all) => all.every((line) => line.length <= each), 'appeals.category.form.line.long');

export const wordsInput = z.object({
	nameRu: text(200),
	nameEn: text(200),
	hintRu: text(500),
	hintEn: text(500),
	wordsRu: lines(8_000, 80),
	wordsEn: lines(8_000, 80),
	examplesRu: lines(8_000, 500),
	examplesEn: lines(8_000, 500),
});
/** A whole number, or nothing. */
const whole = (most: number) =>
	z
		.string()
		.optional()
		.transform((typed, context) => {
			if (!typed) return null;
			const number = /^\d+$/.test(typed) ? Number(typed) : Number.NaN;
			const code = Number.isNaN(number)
				? 'platform.field.not-a-number'
				: number < 1 || number > most
					? 'platform.field.wrong'
					: null;
			if (code === null) return number;
			context.addIssue({ code: 'custom', message: code });
			return z.NEVER;
		});
const amount = whole(999);
const unit = z.enum(termUnits, 'platform.field.choose').default('working-days');
export const termsInput = z.object({
	answerAmount: amount,
	answerUnit: unit,
	reactionAmount: amount,
	reactionUnit: unit,
	calendar: orNull(z.enum(workingWeeks, 'platform.field.choose')),
});
/** `01.11`, `1.11`, `11-01`. */
const dayOfYear = z
	.string()
	.default('')
	.transform((typed, context) => {
		if (typed === '') return null;
		const russian = /^(\d{1,2})[./](\d{1,2})\.?$/.exec(typed);
		const iso = /^(\d{2})-(\d{2})$/.exec(typed);
		const [month, day] = russian ? [russian[2], russian[1]] : iso ? [iso[1], iso[2]] : [];
		if (month === undefined || day === undefined) {
			context.addIssue({ code: 'custom', message: 'appeals.category.form.season.wrong' });
			return z.NEVER;
		}
		return `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	});
export const placeInput = z.object({
	parent: orNull(code),
	shownTo: orNull(z.enum(visibilities, 'platform.field.choose')),
	placeKind: orNull(z.string().max(40)),
	placeKinds: several,
	seasonFrom: dayOfYear,
	seasonTo: dayOfYear,
	seasonNoteRu: text(500),
	seasonNoteEn: text(500),
});
export const dangerInput = z.object({
	emergency: ticked,
	emergencyPhone: orNull(
		z
			.string()
			.max(40)
			.regex(/^[+\d][\d\s()-]+$/, 'appeals.category.form.phone.wrong'),
	),
	emergencyNoteRu: text(1000),
	emergencyNoteEn: text(1000),
});
export const routingInput = z.object({
	route: z.enum(['above', 'never', 'from'], 'platform.field.choose'),
	percent: whole(100),
});
export const questionInput = z.object({
	question: text(40),
	kind: z.enum(questionKinds, 'platform.field.choose'),
	required: ticked,
	labelRu: text(200),
	labelEn: text(200),
	hintRu: text(500),
	hintEn: text(500),
	optionsRu: lines(8_000, 200),
	optionsEn: z
		.string()
		.max(8_000)
		.default('')
		.transform((value) => value.split(/\r?\n/).map((line) => line.trim())),
});
export const checkInput = z.object({
	item: text(40),
	kind: z.enum(checkKinds, 'platform.field.choose'),
	required: ticked,
	labelRu: text(300),
	labelEn: text(300),
});
export const ownInput = z.object({
	list: z.enum(['questions', 'checklist', 'approval']),
	own: z.enum(['own', 'above'], 'platform.field.choose'),
});
export const lineInput = z.object({
	list: z.enum(['questions', 'checklist']),
	line: z.string().min(1).max(40),
	way: z.enum(['up', 'down', 'drop']),
});
export const approvalInput = z.object({ approval: several });
export const newCategoryInput = wordsInput.extend({
	parent: orNull(code),
	whose: z.enum(['common', 'own'], 'platform.field.choose').default('own'),
});
export const closeCategoryInput = z.object({
	on: z.iso.date('platform.field.not-a-date'),
	open: z.enum(['stay', 'move', 'merge'], 'platform.field.choose'),
	instead: orNull(code),
});
