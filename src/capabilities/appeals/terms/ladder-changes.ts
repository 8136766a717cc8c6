import { type LadderStep, nameOf } from './ladder.ts';
import type { LadderEdition } from './ladder-store.server.ts';

export type LadderContent = Pick<LadderEdition, 'inherits' | 'quietFrom' | 'quietTo' | 'digestAt' | 'steps'>;

/** What one edition did. `own`: the first of its own, a copy of what held; `inherits`: those above hold again. */
export type LadderChange =
	| { what: 'first' | 'own' | 'inherits' | 'nothing' }
	| { what: 'added' | 'removed'; step: LadderStep }
	| { what: 'quiet'; from: number; to: number }
	| { what: 'no-quiet' }
	| { what: 'digest'; at: number }
	| { what: 'no-digest' };

/** Names a step among those of all terms. */
export const stepKey = (step: LadderStep): string => `${step.kind} ${nameOf(step)}`;

/**
 * @param before what held in the place until then, whosever it was; undefined: nothing
 * @param hours whether the hours belong to it: a ladder of one category has none
 */
export function changesBetween(
	before: LadderContent | undefined,
	after: LadderContent,
	hours: boolean,
): LadderChange[] {
	if (after.inherits) return [{ what: 'inherits' }];
	if (!before) return [{ what: 'first' }];
	const [was, is] = [new Set(before.steps.map(stepKey)), new Set(after.steps.map(stepKey))];
	const changes: LadderChange[] = [
		...before.steps
			.filter((step) => !is.has(stepKey(step)))
			.map((step) => ({ what: 'removed' as const, step })),
		...after.steps
			.filter((step) => !was.has(stepKey(step)))
			.map((step) => ({ what: 'added' as const, step })),
	];
	if (!hours) return changes;
	const { quietFrom: from, quietTo: to, digestAt: at } = after;
	if (from !== before.quietFrom || to !== before.quietTo)
		changes.push(
			from === null || to === null || from === to ? { what: 'no-quiet' } : { what: 'quiet', from, to },
		);
	if (at !== before.digestAt) changes.push(at === null ? { what: 'no-digest' } : { what: 'digest', at });
	return changes;
}

/** The version whose content an edition has: its own, or the one that it put back. */
export const standsFor = (edition: Pick<LadderEdition, 'version' | 'restores'>): number =>
	edition.restores ?? edition.version;
