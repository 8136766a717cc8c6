import { record } from '#platform/audit/door.server.ts';
import { database, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { ConversationRef, StatementState } from './conversation.ts';
import { problemsOfReason } from './definition.ts';
import { type ReadyReason, wordsOfReady } from './ready-reasons.ts';
import { placeOf, seen } from './see.ts';
import { viewsOf } from './statement-view.ts';
import * as statements from './statements-store.server.ts';
import * as store from './store.server.ts';
import type { StatementView } from './views.ts';

const decisions = {
	show: { from: ['waiting', 'rejected', 'withdrawn'], to: 'shown' },
	reject: { from: ['waiting'], to: 'rejected' },
	withdraw: { from: ['shown'], to: 'withdrawn' },
} as const satisfies Record<string, { from: readonly StatementState[]; to: StatementState }>;
export type Decision = keyof typeof decisions;

/** Statements that wait, the oldest first; for moderators. */
export async function waitingIn(actor: Actor, ref: ConversationRef): Promise<StatementView[]> {
	demand(actor, 'opinions.moderate', placeOf(await seen(actor, ref)));
	const rows = await statements.statementsBy(database(), ref, { states: ['waiting'] });
	return viewsOf(actor, rows, { said: null, seesAll: true });
}

/**
 * Shows, rejects or takes out statements; the last two with a reason that their authors read, typed or a ready one. Gives how many were changed: what is
 * so already stays. After closing nothing comes in any more, but things may have to go out.
 */
export async function decideStatements(
	actor: Actor,
	ref: ConversationRef,
	input: { numbers: readonly number[]; decision: Decision; reason: string; ready?: ReadyReason | null },
	at = new Date(),
): Promise<number> {
	const { decision } = input;
	// what is typed goes before what is chosen
	const ready = decision === 'show' || input.reason.trim() ? null : (input.ready ?? null);
	const reason = ready ? wordsOfReady(ready, actor.lang) : decision === 'show' ? '' : input.reason.trim();
	const problems = decision === 'show' ? [] : problemsOfReason(reason);
	const numbers = [...new Set(input.numbers)];
	if (numbers.length === 0) problems.push({ field: 'numbers', code: 'opinions.decide.none' });
	if (problems.length) invalid(...problems);
	demand(actor, 'opinions.moderate', placeOf(await seen(actor, ref)));
	return transaction(async (tx) => {
		const { state } = (await store.holdState(tx, ref)) ?? refuse('opinions.not-found');
		if (state === 'draft' || state === 'cancelled') refuse('opinions.not-open');
		if (state === 'closed' && decision === 'show') refuse('opinions.already-closed');
		const rows = await statements.lockStatements(tx, ref, numbers);
		if (rows.length < numbers.length) refuse('opinions.statement-not-found');
		const { from, to } = decisions[decision];
		const changed = rows.filter((row) => (from as readonly StatementState[]).includes(row.state));
		if (changed.length === 0) return 0;
		const done = changed.map(({ number }) => number);
		await statements.setStates(tx, ref, done, { state: to, reason, ready, by: actor.account, at });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: `opinions.statements-${to}`,
			thing: { kind: 'conversation', id: ref.id },
			payload: { numbers: done, ...(reason ? { reason } : {}), ...(ready ? { ready } : {}) },
			at,
		});
		await announce(tx, 'opinions.decided', { territory: ref.territory, id: ref.id, numbers: done });
		return changed.length;
	});
}
