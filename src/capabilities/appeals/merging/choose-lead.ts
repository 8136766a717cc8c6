import { z } from 'zod';
import { database } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { bodyKey } from '#rooms/organisations/door.server.ts';
import type { Appeal, AppealId, AppealRef } from '../appeal.ts';
import { isOver } from '../appeal.ts';
import type { BulkRef } from '../bulk/bulk.ts';
import { beginBulk } from '../bulk/run-bulk.ts';
import { desksOf } from '../desk/desks-of.ts';
import { appealByNumber } from '../follow.ts';
import * as store from '../store.server.ts';
import { leadAmong } from './lead-among.ts';

const ids = z
	.union([z.string(), z.array(z.string())])
	.optional()
	.transform((one) => (one === undefined || one === '' ? [] : Array.isArray(one) ? one : [one]));

export const mergeInput = z.object({
	/** Ids of appeals that look alike. */
	with: ids.pipe(z.array(z.uuid()).max(50)),
	/** Numbers as typed, between commas, spaces or lines. */
	numbers: z.string().max(2000, 'appeals.form.text.long').default(''),
	/** Which of them leads: the one on the page, or the one that was filed first. */
	lead: z.enum(['this', 'first']).default('first'),
});
export const unmergeInput = z.object({
	reason: z.string().min(5, 'appeals.return.missing').max(3000, 'appeals.form.text.long'),
});

/** Merges what was chosen on the page of an appeal with it; told and taken back like every act on many. */
export async function mergeChosen(
	actor: Actor,
	ref: AppealRef,
	input: z.output<typeof mergeInput>,
): Promise<BulkRef> {
	const here = (await store.read(database(), ref)) ?? refuse('appeals.not-found');
	const typed: AppealRef[] = [];
	for (const number of input.numbers.split(/[\s,;]+/).filter(Boolean)) {
		const found = await appealByNumber(number);
		if (!found || found.territory !== ref.territory)
			invalid({ field: 'numbers', code: 'appeals.merge.number', facts: { number } });
		typed.push({ territory: found.territory, id: found.id });
	}
	const chosen = [
		...input.with.map((id) => ({ territory: ref.territory, id: id as AppealId })),
		...typed,
	].filter((one) => one.id !== ref.id);
	if (chosen.length === 0) invalid({ field: 'numbers', code: 'appeals.merge.choose' });
	const all = [ref, ...chosen];
	const into = input.lead === 'this' ? ref : await leadAmong(all);
	return beginBulk(actor, await deskFor(actor, here), all, { do: 'merge', into });
}

/** The desk of this person on which the appeal lies. */
async function deskFor(actor: Actor, appeal: Appeal) {
	const desks = await desksOf(actor);
	return (
		desks.find(
			({ desk }) => desk.kind === 'body' && appeal.body && bodyKey(desk.body) === bodyKey(appeal.body),
		) ??
		desks.find(({ desk }) => desk.kind === 'registry' && !isOver(appeal.state)) ??
		refuse('appeals.desk-not-found')
	);
}
