import { type Actor, holds } from '#platform/permissions/door.ts';
import type { Appeal } from '../appeal.ts';
import type { Decision } from './draft.ts';

/** Whether the actor may agree in this role: it is held in the body that answers, or in the territory as a whole. */
export function actsAs(actor: Actor, role: string, appeal: Pick<Appeal, 'territory' | 'body'>): boolean {
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

/** Roles that have still to agree, in order. Steps are read anew each time: who changes a category changes what waits. */
export function pendingRoles(steps: readonly string[], agreed: readonly Decision[]): string[] {
	return steps.filter((role) => !agreed.some((one) => one.role === role && one.decision === 'agreed'));
}
