import { dayIn } from '#platform/calendar/door.ts';
import type { Appeal, AppealRef } from '../../appeal.ts';
import type { DissentKind, Review } from '../../closing/closing.ts';
import { effectiveDue, type Part } from '../../joint/part.ts';
import { startOf, step } from '../count.ts';
import type { Placed, Whom } from '../ladder.ts';

/** A term inside an appeal, beside its own: the day of a part, or of a controller's look at what others than the author call not done. */
export type InnerTerm = {
	kind: 'part' | 'review';
	ref: AppealRef;
	/** Of the part or the review. */
	id: string;
	placed: Placed;
	/** Of a review: who says so. */
	because?: DissentKind;
	/** For whom its rungs are looked up: whoever does the part stands where the executor stands. */
	seenBy: Appeal;
	/** Who hears what the ladder says to whom. */
	rung(whom: Whom): Whom;
};

/** Told by the ladder of the promise: to the body that was asked, its head, the controller; residents hear of the leading body's work only. */
export function termOfPart(part: Part, appeal: Appeal, zone: string): InnerTerm {
	const dueOn = effectiveDue(part, appeal.dueOn);
	return {
		kind: 'part',
		ref: { territory: appeal.territory, id: appeal.id },
		id: part.id,
		placed: {
			kind: 'promise',
			unit: 'days',
			week: 'office',
			startedAt: part.askedAt,
			startedOn: dayIn(zone, part.askedAt),
			dueOn,
			dueAt: startOf(step(dueOn, 1), zone),
		},
		seenBy: { ...appeal, body: part.body, unit: null, executor: part.executor },
		rung: (whom) => whom,
	};
}

/** A controller has to act, so that every rung is one higher. */
const above: Record<Whom, Whom> = {
	executor: 'controller',
	head: 'head-of-administration',
	controller: 'head-of-administration',
	'head-of-administration': 'head-of-administration',
};

export function termOfReview(review: Review, appeal: Appeal, zone: string): InnerTerm {
	return {
		kind: 'review',
		because: review.because,
		ref: { territory: appeal.territory, id: appeal.id },
		id: review.id,
		placed: {
			kind: 'promise',
			unit: 'working-days',
			week: 'office',
			startedAt: review.openedAt,
			startedOn: dayIn(zone, review.openedAt),
			dueOn: review.dueOn,
			dueAt: review.dueAt,
		},
		// the body that answered does not look at its own answer
		seenBy: { ...appeal, body: null },
		rung: (whom) => above[whom],
	};
}
