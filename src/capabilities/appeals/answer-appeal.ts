import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Incoming } from '#platform/files/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { TypedChecks } from './answering/checklist.ts';
import { demandAll } from './answering/demand-all.ts';
import * as drafts from './answering/draft-store.server.ts';
import { writeDraft } from './answering/keep-answer.ts';
import { placeholderFacts } from './answering/placeholder-facts.ts';
import { fillIn } from './answering/placeholders.ts';
import { sendAnswer } from './answering/send-answer.ts';
import { roleOf } from './answering/step.ts';
import { stepsOfActor } from './answering/who-approves.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { categories } from './categories.server.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';
import { begin } from './take-up.ts';

/**
 * Tells the resident what was done, with photographs of it. Where the category wants it agreed on, the answer waits for that
 * first; the term goes on. What is sent is the draft as it becomes by this input.
 * @returns whether it left or waits
 */
export async function answerAppeal(
	actor: Actor,
	ref: AppealRef,
	input: {
		text: string;
		photographs: readonly Incoming[];
		/** What the checklist was told. Absent: the way by which it comes shows none, so nothing is demanded. */
		checks?: TypedChecks;
		/** Photographs of the draft whose doubts the form showed. */
		seen?: readonly string[];
	},
	at = new Date(),
): Promise<'sent' | 'waits'> {
	return transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.answer');
		const account = actor.account ?? refuse('platform.sign-in-first');
		if (appeal.approval) refuse('appeals.answer.waits');
		if (!appeal.takenUpAt) await begin(tx, appeal, actor, at);
		const answers = await store.answersOf(tx, ref);
		const round = answers.length + 1;
		const { checks: typed } = input;
		// placeholders of templates may stand in what was typed as well
		const text = typed ? await filledIn(tx, appeal, input.text) : input.text;
		const draft = await writeDraft(
			tx,
			appeal,
			actor,
			{ text, checks: typed ?? {}, photographs: input.photographs },
			at,
		);
		const all = await categories();
		const items = all.checklist(appeal.category);
		const checks = typed
			? await demandAll(tx, appeal, { items, text, checks: typed, seen: input.seen ?? [], answers }, at)
			: [];
		const steps = all.approval(appeal.category);
		// who sends it agrees to it in every step that is theirs
		const own = await stepsOfActor(actor, steps, appeal, at, tx);
		const [waitsFor] = steps.filter((step) => !own.includes(step));
		if (waitsFor === undefined) {
			await sendAnswer(tx, appeal, { text, checks, round, by: account, signs: account }, actor, at);
			return 'sent';
		}
		const turn = draft.turn + 1;
		await drafts.markAsked(tx, ref, { by: account, at, turn });
		for (const [i, step] of own.entries())
			await drafts.insertDecision(tx, ref, {
				id: newId(at.getTime()),
				round,
				turn,
				place: i + 1,
				step,
				account,
				decision: 'agreed',
				remark: null,
				at,
			});
		await store.change(tx, ref, { approval: waitsFor }, at);
		await store.happened(tx, ref, at, {
			id: newId(at.getTime() + 1),
			kind: 'approval-asked',
			audience: 'office',
			account,
			body: appeal.body,
			facts: { role: roleOf(waitsFor), turn },
		});
		await announce(tx, 'appeals.approval-asked', { territory: ref.territory, appeal: ref.id, turn });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.approval-asked',
			thing: { kind: 'appeal', id: ref.id },
			payload: { round, turn, step: waitsFor, text },
		});
		return 'waits';
	});
}

async function filledIn(tx: Tx, appeal: Appeal, text: string): Promise<string> {
	if (!text.includes('{')) return text;
	const applicant = await store.applicantOf(tx, appeal);
	return fillIn(text, await placeholderFacts(appeal, applicant?.name ?? ''));
}
