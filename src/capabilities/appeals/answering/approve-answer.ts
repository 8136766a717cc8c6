import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import { categories } from '../categories.server.ts';
import { reach } from '../reach.ts';
import * as appeals from '../store.server.ts';
import { dayIn } from '../terms.ts';
import { within } from '../within.ts';
import { actsAs, ofTurn, pendingRoles } from './approval.ts';
import { readChecks } from './checklist.ts';
import type { AnswerDraft, Decision } from './draft.ts';
import * as store from './draft-store.server.ts';
import { sendAnswer } from './send-answer.ts';

/**
 * "Agreed", in every role that the answer still waits for and this person holds. The last one sends it.
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
		const pending = pendingRoles(all.approval(appeal.category), decisions);
		// the steps may have changed since: the role that was asked for agrees all the same
		const own = new Set([
			appeal.approval as string,
			...pending.filter((role) => actsAs(actor, role, appeal)),
		]);
		for (const [i, role] of [...own].entries())
			await decide(tx, appeal, {
				...{ round, turn: draft.turn, step: decisions.length + i + 1, role, account, at },
				decision: 'agreed',
				remark: null,
			});
		const [waitsFor] = pending.filter((role) => !own.has(role));
		await appeals.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'approval-given',
			audience: 'office',
			account,
			body: appeal.body,
			facts: { role: appeal.approval },
		});
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.approval-given',
			thing: { kind: 'appeal', id: ref.id },
			payload: { round, turn: draft.turn, roles: [...own] },
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
		const heads = decisions.filter((one) => one.role === 'head').map((one) => one.account);
		const { checks } = readChecks(all.checklist(appeal.category), draft.checks, {
			lang: appeal.lang,
			photographs: (await store.draftPhotographsOf(tx, ref)).length,
			today: dayIn(zoneOf(ref.territory), at),
		});
		const signs = own.has('head') ? account : (heads.at(-1) ?? by);
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
		const role = appeal.approval as string;
		await decide(tx, appeal, {
			...{ round, turn: draft.turn, step: decisions.length + 1, role, account, at, remark },
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
