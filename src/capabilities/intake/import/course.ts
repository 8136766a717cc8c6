import type { PastAppeal } from '#rooms/appeals/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import type { Field } from './fields.ts';
import type { Ground } from './ground.server.ts';

type When = { at: Date; timed: boolean };
type Say = (field: Field, code: string, facts?: Record<string, string | number>) => unknown;
export type Course = Pick<
	PastAppeal,
	| 'registeredAt'
	| 'routedAt'
	| 'takenUpAt'
	| 'due'
	| 'answer'
	| 'closed'
	| 'state'
	| 'body'
	| 'unit'
	| 'routedBy'
>;

/** What was over in the source for so long is over here too: nobody waits for a verdict of years ago. */
const verdictDays = 30;

/**
 * What happened to an appeal in the order of time, and the state it is in: by the state the source names, else by the days it
 * knows. Days that contradict each other are told; null where no honest course can be made of them.
 */
export function courseOf(
	of: {
		filed: When;
		/** Null: the table has none; undefined: what stands there is no day (told already). */
		days: Record<
			'registered' | 'routed' | 'taken-up' | 'due' | 'answered' | 'closed',
			When | null | undefined
		>;
		state: string;
		body: BodyRef | null;
		/** The body is made before the import begins. */
		toBeMade: boolean;
		answer: string;
	},
	ground: Pick<Ground, 'now' | 'clock' | 'words'>,
	{ wrong, doubtful }: { wrong: Say; doubtful: Say },
): Course | null {
	const { filed, days, body } = of;
	let fine = true;
	const refuse: Say = (field, code, facts) => {
		fine = false;
		wrong(field, code, facts);
	};
	const soon = ground.now.getTime() + 60_000;
	const told = (at: Date) => ({ day: ground.clock.dayOf(at) });
	if (filed.at.getTime() > soon) refuse('filed', 'future', told(filed.at));
	/** A day without its hour is never before the filing on the same day. */
	const after = (field: 'registered' | 'routed' | 'taken-up' | 'answered' | 'closed'): Date | null => {
		const when = days[field];
		if (when === undefined) fine = false;
		if (!when) return null;
		if (when.at.getTime() > soon) refuse(field, 'future', told(when.at));
		if (when.at >= filed.at) return when.at;
		if (!when.timed && ground.clock.dayOf(when.at) === ground.clock.dayOf(filed.at)) return filed.at;
		refuse(field, 'before-filing', { ...told(when.at), filed: ground.clock.dayOf(filed.at) });
		return null;
	};
	const registeredAt = after('registered');
	const routedAt = after('routed');
	const takenUpAt = after('taken-up');
	let answeredAt = after('answered');
	let closedAt = after('closed');
	let due: Course['due'] = null;
	if (days.due) {
		const on = ground.clock.dayOf(days.due.at);
		if (on < ground.clock.dayOf(filed.at))
			refuse('due', 'before-filing', { day: on, filed: ground.clock.dayOf(filed.at) });
		else due = { on, at: ground.clock.endOf(on) };
	} else if (days.due === undefined) fine = false;

	const target = of.state || (closedAt || answeredAt || of.answer ? 'closed' : 'open');
	const open = target === 'open' || target === 'in-work';
	if (open && closedAt) {
		doubtful('closed', 'closed-but-open', told(closedAt));
		closedAt = null;
	}
	if (!open) {
		// where the source knows one end only, it is both
		if (!answeredAt && closedAt && target === 'closed') answeredAt = closedAt;
		if (target !== 'answered') closedAt ??= answeredAt;
		// a day that is wrong is told already
		if (fine && target !== 'answered' && !closedAt)
			doubtful('closed', of.answer ? 'end-unknown-answer' : 'end-unknown');
		if (fine && target === 'answered' && !answeredAt) refuse('answered', 'end-missing');
		if (closedAt && answeredAt && closedAt < answeredAt) {
			if (ground.clock.dayOf(closedAt) < ground.clock.dayOf(answeredAt))
				doubtful('closed', 'closed-before-answer', {
					...told(closedAt),
					answered: ground.clock.dayOf(answeredAt),
				});
			closedAt = answeredAt;
		}
	}
	const hasBody = body !== null || of.toBeMade;
	if (target === 'answered' && !hasBody) refuse('body', 'answer-of-nobody');
	if (!fine) return null;

	const answer =
		answeredAt && hasBody && (target === 'answered' || target === 'closed')
			? { at: answeredAt, text: of.answer || ground.words('intake.import.answer-elsewhere') }
			: null;
	if (open) {
		const working = target === 'in-work' && hasBody;
		return {
			registeredAt: registeredAt ?? filed.at,
			routedAt: hasBody ? (routedAt ?? registeredAt ?? filed.at) : null,
			takenUpAt: working ? (takenUpAt ?? routedAt ?? registeredAt ?? filed.at) : null,
			due,
			answer: null,
			closed: null,
			state: hasBody ? (working ? 'in-work' : 'routed') : 'registered',
			body,
			unit: null,
			routedBy: hasBody ? 'person' : null,
		};
	}
	const long = (at: Date) => ground.now.getTime() - at.getTime() > verdictDays * 86_400_000;
	const waits = target === 'answered' && answer !== null && !long(answer.at);
	const because =
		target === 'refused'
			? 'not-ours'
			: target === 'repeated'
				? 'repeated'
				: target === 'answered'
					? 'silent'
					: 'done';
	return {
		registeredAt,
		routedAt,
		takenUpAt,
		due,
		answer,
		closed: waits ? null : { at: closedAt ?? answer?.at ?? null, because },
		state: waits ? 'answered' : 'closed',
		body,
		unit: null,
		routedBy: hasBody ? 'person' : null,
	};
}
