import type { AccountId } from '#platform/db/ids.ts';
import { type Actor, holds } from '#platform/permissions/door.ts';
import type { Appeal } from '../appeal.ts';
import type { Decision } from './draft.ts';

/**
 * Whether the actor may agree in this role: it is held in the body that answers, or in the territory as a whole.
 * @param person the only one who may; null: whoever holds it
 */
export function actsAs(
	actor: Actor,
	role: string,
	appeal: Pick<Appeal, 'territory' | 'body'>,
	person: AccountId | null = null,
): boolean {
	if (person !== null && person !== actor.account) return false;
	const { territory, body } = appeal;
	return (
		holds(actor, role, { territory }) ||
		(body !== null && holds(actor, role, { territory: body.territory, space: body.id }))
	);
}

/** Decisions of the turn that goes on. */
export function ofTurn(decisions: readonly Decision[], round: number, turn: number): Decision[] {
	return decisions.filter((one) => one.round === round && one.turn === turn);
}

/** Steps that have still to be agreed to, in order. They are read anew each time: who changes a category changes what waits. */
export function pendingSteps(steps: readonly string[], agreed: readonly Decision[]): string[] {
	return steps.filter((step) => !agreed.some((one) => one.step === step && one.decision === 'agreed'));
}
