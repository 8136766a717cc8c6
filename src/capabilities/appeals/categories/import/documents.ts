import { z } from 'zod';
import { roleOf } from '../../answering/step.ts';
import { visibilities } from '../../appeal.ts';
import {
	blankCategory,
	type Category,
	checkKinds,
	questionKinds,
	termUnits,
	workingWeeks,
} from '../../category.ts';
import { CategoryTree } from '../../category-tree.ts';
import { problemsOf } from '../check-category.ts';
import type { ImportPlan } from './plan-import.ts';
import type { Wrong } from './read-row.ts';

/** The name by which our own documents of categories are known. */
export const format = 'veche-categories';

const lang = z.string().regex(/^[a-z]{2}$/);
const label = z.object({ lang, label: z.string().min(1).max(300) });
const amount = z.object({ amount: z.number().int().min(1).max(999), unit: z.enum(termUnits) }).nullable();
const code = z
	.string()
	.max(80)
	.regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/);
const short = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const dayOfYear = z
	.string()
	.regex(/^\d\d-\d\d$/)
	.nullable();

/** A category whole, as an export writes it. */
export const documentShape = z.object({
	code,
	parent: code.nullable(),
	position: z.number().int().min(0).max(32_000),
	answer: amount,
	reaction: amount,
	calendar: z.enum(workingWeeks).nullable(),
	seasonFrom: dayOfYear,
	seasonTo: dayOfYear,
	emergency: z.boolean(),
	emergencyPhone: z.string().max(40).nullable(),
	shownTo: z.enum(visibilities).nullable(),
	placeKind: z.string().max(40).nullable(),
	placeKinds: z.array(z.string().max(40)),
	routeAt: z.number().gt(0).max(1).nullable(),
	routeNever: z.boolean(),
	ownQuestions: z.boolean(),
	ownChecklist: z.boolean(),
	ownApproval: z.boolean(),
	texts: z.array(
		z.object({
			lang,
			name: z.string().min(1).max(200),
			hint: z.string().max(500),
			seasonNote: z.string().max(500),
			emergencyNote: z.string().max(1000),
		}),
	),
	words: z.array(z.object({ lang, word: z.string().min(2).max(80) })),
	examples: z.array(z.object({ lang, text: z.string().min(1).max(500) })),
	questions: z.array(
		z.object({
			code: short,
			kind: z.enum(questionKinds),
			required: z.boolean(),
			asked: z.boolean(),
			texts: z.array(label.extend({ hint: z.string().max(500) })),
			options: z.array(z.object({ code: short, offered: z.boolean(), texts: z.array(label) })),
		}),
	),
	checklist: z.array(
		z.object({ code: short, kind: z.enum(checkKinds), required: z.boolean(), texts: z.array(label) }),
	),
	// people are of one installation: a document carries the roles
	approval: z.array(z.string().max(80).transform(roleOf)),
});

/** The categories of a document of ours; null: it is a table. */
export function documentsOf(bytes: Uint8Array): unknown[] | null {
	const text = new TextDecoder()
		.decode(bytes.subarray(0, 200))
		.replace(/^\ufeff/, '')
		.trimStart();
	if (!text.startsWith('{')) return null;
	try {
		const read = JSON.parse(new TextDecoder().decode(bytes)) as { format?: string; categories?: unknown };
		return read.format === format && Array.isArray(read.categories) ? read.categories : null;
	} catch {
		return null;
	}
}

/** As for a table; a wrong one is named by its place in the list. */
export function planDocuments(
	documents: readonly unknown[],
	tree: CategoryTree,
	{ origin, offeredIn }: { origin: string; offeredIn: number | null },
): ImportPlan {
	const wrong: Wrong[] = [];
	const changes: { before: Category | null; after: Category; line: number }[] = [];
	let same = 0;
	for (const [i, one] of documents.entries()) {
		const read = documentShape.safeParse(one);
		if (!read.success) {
			const issue = read.error.issues[0];
			const facts = { column: String(issue?.path.join('.') ?? ''), value: issue?.message.slice(0, 80) ?? '' };
			wrong.push({ line: i + 1, code: 'appeals.category.import.cell', facts });
			continue;
		}
		const before = tree.get(read.data.code) ?? null;
		const after = {
			...(before ?? blankCategory(read.data.code, { origin, offeredIn })),
			...read.data,
		} as Category;
		if (before && before.approval.map(roleOf).join() === after.approval.join())
			after.approval = before.approval;
		if (before && shape(before) === shape(after)) same++;
		else changes.push({ before, after, line: i + 1 });
	}
	const known = new Map(changes.map((one) => [one.after.code, one.after]));
	const whole = new CategoryTree([...tree.all().filter((one) => !known.has(one.code)), ...known.values()]);
	for (const { after, line } of changes)
		for (const problem of problemsOf(after, whole))
			wrong.push({ line, code: problem.code, facts: problem.facts as Wrong['facts'] });
	return {
		changes: changes.map(({ before, after }) => ({ before, after })),
		added: changes.filter((one) => one.before === null).length,
		changed: changes.filter((one) => one.before !== null).length,
		same,
		wrong,
	};
}

function shape(one: Category): string {
	const read = documentShape.parse(one);
	return JSON.stringify({
		...read,
		words: read.words.map(({ lang, word }) => `${lang} ${word}`).sort(),
		texts: [...read.texts].sort((x, y) => (x.lang < y.lang ? -1 : 1)),
	});
}
