import { z } from 'zod';
import type { AccountId, Id } from '#platform/db/ids.ts';
import { type Actor, holds } from '#platform/permissions/door.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import { bodyKey } from '#rooms/organisations/door.ts';

/** What the leading body asked of another. */
export type Part = {
	id: Id<'part'>;
	appeal: Id<'appeal'>;
	body: BodyRef;
	task: string;
	/** ISO; as it was set. */
	dueOn: string;
	state: 'asked' | 'in-work' | 'reported' | 'refused' | 'withdrawn';
	executor: AccountId | null;
	account: AccountId;
	askedAt: Date;
	report: string | null;
	reportedBy: AccountId | null;
	endedAt: Date | null;
};

export const takesPart = (part: Pick<Part, 'state'>): boolean =>
	part.state === 'asked' || part.state === 'in-work' || part.state === 'reported';

/** Somebody of the body that was asked has still to do something. */
export const isWorkedOn = (part: Pick<Part, 'state'>): boolean =>
	part.state === 'asked' || part.state === 'in-work';

/** Bodies that take part now, as keys. */
export const bodiesIn = (parts: readonly Part[]): string[] => [
	...new Set(parts.filter(takesPart).map((one) => bodyKey(one.body))),
];

/** An inner term is never later than the answer's. */
export const effectiveDue = (part: Pick<Part, 'dueOn'>, answerDueOn: string): string =>
	part.dueOn < answerDueOn ? part.dueOn : answerDueOn;

const workers = ['head', 'controller', 'executor'] as const;

export function worksAt(actor: Actor, body: BodyRef, roles: readonly string[] = workers): boolean {
	return roles.some((role) => holds(actor, role, { territory: body.territory, space: body.id }));
}

export const askPartInput = z.object({
	body: z.string().min(1, 'platform.field.choose').max(60),
	task: z.string().min(10, 'appeals.joint.task-short').max(3000, 'appeals.form.text.long'),
	due: z.iso.date('platform.field.not-a-date'),
});
export const partInput = z.object({ part: z.uuid() });
export const partReportInput = partInput.extend({
	report: z.string().min(10, 'appeals.joint.report-short').max(10_000, 'appeals.form.text.long'),
});
export const partReasonInput = partInput.extend({
	reason: z.string().min(5, 'appeals.return.missing').max(3000, 'appeals.form.text.long'),
});
