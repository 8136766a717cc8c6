import type { Term } from '#rooms/appeals/door.server.ts';
import type { Course } from './course.ts';
import { now } from './scale.ts';

/** The terms as the course of an appeal left them. */
export function termsAfter(
	begun: readonly Term[],
	verdict: Term | null,
	course: Course,
	closedAt: number | null,
): Term[] {
	const over = closedAt !== null;
	const last = course.replies.at(-1);
	const reopened = course.state === 'returned';
	const answeredAt = course.replies[0]?.at ?? closedAt;
	const metAt: Partial<Record<Term['kind'], number | null>> = {
		register: course.registeredAt,
		redirect: course.registeredAt,
		reaction: course.takenUpAt ?? answeredAt,
		answer: reopened ? null : (last?.at ?? closedAt),
		promise: reopened ? null : (last?.at ?? closedAt),
		verdict: last?.verdict?.at ?? (over ? closedAt : null),
	};
	return [...begun, ...(verdict ? [verdict] : [])].map((term) => {
		const met = metAt[term.kind] ?? null;
		const missed = (met ?? now.getTime()) >= term.dueAt.getTime();
		return {
			...term,
			metAt: met === null ? null : new Date(met),
			missedAt: missed ? term.dueAt : null,
			// what came before the end of the base was told already
			nextAt:
				over || met !== null ? null : ([term.nextAt, term.dueAt].find((one) => one && one > now) ?? null),
		};
	});
}
