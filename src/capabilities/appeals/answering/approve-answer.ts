import { record } from '#platform/audit/door.server.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { newId, type Tx } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import { categories } from '../categories.server.ts';
import { reach } from '../reach.ts';
import * as appeals from '../store.server.ts';
import { within } from '../within.ts';
import { ofTurn, pendingSteps } from './approval.ts';
import { readChecks } from './checklist.ts';
import type { AnswerDraft, Decision } from './draft.ts';
import * as store from './draft-store.server.ts';
import { sendAnswer } from './send-answer.ts';
import { roleOf } from './step.ts';
import { stepsOfActor } from './who-approves.ts';

/**
 * "Agreed", in every step that the answer still waits for and that is this person's. The last one sends it.
 * @returns whether it left or waits for another
 */
export async function approveAnswer(
	actor: Actor,
	ref: AppealRef,
	at = new Date(),
	given?: Tx,
): Promise<'sent' | 'waits'> {
	return within(given, async (tx) => {
		const { appeal, draft, round, decisions } = await waiting(tx, actor, ref);
		const account = actor.account ?? refuse('platform.sign-in-first');
		const all = await categories();
		const pending = pendingSteps(all.approval(appeal.category), decisions);
		// the steps may have changed since: the one that was asked for is agreed to all the same
		const asked = stepAsked(appeal, pending);
		const own = new Set([asked, ...(await stepsOfActor(actor, pending, appeal, at, tx))]);
		for (const [i, step] of [...own].entries())
			await decide(tx, appeal, {
				...{ round, turn: draft.turn, place: decisions.length + i + 1, step, account, at },
				decision: 'agreed',
				remark: null,
			});
		const [waitsFor] = pending.filter((step) => !own.has(step));
		await appeals.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'approval-given',
			audience: 'office',
			account,
			body: appeal.body,
			facts: { role: roleOf(asked) },
		});
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.approval-given',
			thing: { kind: 'appeal', id: ref.id },
			payload: { round, turn: draft.turn, steps: [...own] },
		});
		if (waitsFor !== undefined) {
			await appeals.change(tx, ref, { approval: waitsFor }, at);
			await announce(tx, 'appeals.approval-asked', {
				territory: ref.territory,
				appeal: ref.id,
				turn: draft.turn,
			});
			return 'waits';
		}
		const by = draft.askedBy ?? draft.account;
		const heads = decisions.filter((one) => roleOf(one.step) === 'head').map((one) => one.account);
		const { checks } = readChecks(all.checklist(appeal.category), draft.checks, {
			lang: appeal.lang,
			photographs: (await store.draftPhotographsOf(tx, ref)).length,
			today: dayIn(zoneOf(ref.territory), at),
			filedOn: dayIn(zoneOf(ref.territory), appeal.filedAt),
		});
		const signs = [...own].some((step) => roleOf(step) === 'head') ? account : (heads.at(-1) ?? by);
		await sendAnswer(tx, appeal, { text: draft.text, checks, round, by, signs }, actor, at);
		return 'sent';
	});
}

/** "Not like this": with the remark it goes back to whoever put it to approval; what they wrote stays in the draft. */
export async function sendBackAnswer(
	actor: Actor,
	ref: AppealRef,
	remark: string,
	at = new Date(),
	given?: Tx,
): Promise<void> {
	await within(given, async (tx) => {
		const { appeal, draft, round, decisions } = await waiting(tx, actor, ref);
		const account = actor.account ?? refuse('platform.sign-in-first');
		const step = appeal.approval as string;
		const role = roleOf(step);
		await decide(tx, appeal, {
			...{ round, turn: draft.turn, place: decisions.length + 1, step, account, at, remark },
			decision: 'sent-back',
		});
		await appeals.change(tx, ref, { approval: null }, at);
		await appeals.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'approval-sent-back',
			audience: 'office',
			account,
			body: appeal.body,
			text: remark,
			facts: { role },
		});
		await announce(tx, 'appeals.approval-sent-back', {
			territory: ref.territory,
			appeal: ref.id,
			turn: draft.turn,
		});
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.approval-sent-back',
			thing: { kind: 'appeal', id: ref.id },
			payload: { round, turn: draft.turn, role, remark },
		});
	});
}

/** Takes the answer from approval, to write on: by those who may answer. */
export async function recallAnswer(actor: Actor, ref: AppealRef, at = new Date()): Promise<void> {
	await within(undefined, async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.answer');
		if (!appeal.approval) refuse('appeals.answer.waits-no-more');
		await store.markAsked(tx, ref, null);
		await appeals.change(tx, ref, { approval: null }, at);
		await appeals.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'approval-recalled',
			audience: 'office',
			account: actor.account,
			body: appeal.body,
		});
		await announce(tx, 'appeals.approval-recalled', { territory: ref.territory, appeal: ref.id });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.approval-recalled',
			thing: { kind: 'appeal', id: ref.id },
		});
	});
}

/** The step that was asked for, as the category has it now: a named person who left is waited for by role alone. */
function stepAsked({ approval }: Appeal, pending: readonly string[]): string {
	const asked = approval as string;
	if (pending.includes(asked)) return asked;
	return pending.find((step) => roleOf(step) === asked) ?? asked;
}

const decide = (tx: Tx, appeal: Appeal, one: Decision) =>
	store.insertDecision(tx, appeal, { ...one, id: newId(one.at.getTime()) });

/** The answer that waits for this actor, locked, with what was decided of it in this turn. */
async function waiting(
	tx: Tx,
	actor: Actor,
	ref: AppealRef,
): Promise<{ appeal: Appeal; draft: AnswerDraft; round: number; decisions: Decision[] }> {
	const appeal = await reach(tx, { actor }, ref, 'appeals.approve');
	const draft = (await store.readDraft(tx, ref)) ?? refuse('appeals.answer.waits-no-more');
	const round = (await appeals.answersOf(tx, ref)).length + 1;
	const decisions = ofTurn(await store.decisionsOf(tx, ref), round, draft.turn);
	return { appeal, draft, round, decisions };
}
