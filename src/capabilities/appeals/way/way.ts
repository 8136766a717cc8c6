import type { BodyRef } from '#rooms/organisations/door.ts';
import type { Answer, Happening, State } from '../appeal.ts';

/** With whom an appeal lay, from when until when, and whether that was in time. */
export type Stage = {
	/**
	 * registry: nobody had it yet; body: it was to be answered; author: the answer waits for the author's verdict; controller: what was
	 * returned is looked at.
	 */
	holder: 'registry' | 'body' | 'author' | 'controller';
	body: BodyRef | null;
	from: Date;
	/** Null: it lies there now. */
	to: Date | null;
	/** When somebody there began with it. */
	takenUpAt: Date | null;
	/** Working days it lay: 0 is the same day. */
	workingDays: number;
	/** Whole hours, where it lay less than a day. */
	hours: number;
	/** How it ended: answered, passed on to another, accepted, returned, closed; null: it has not. */
	end:
		| 'routed'
		| 'confirmed'
		/** By the word of others than the author. */
		| 'restarted'
		| 'answered'
		| 'passed-on'
		| 'unrouted'
		| 'accepted'
		| 'returned'
		| 'closed'
		| null;
	/** false: beyond the promised day (or the days for registering); null: nobody promised a day for this. */
	onTime: boolean | null;
};

export type Way = {
	stages: Stage[];
	/** All working days from filing until the answer, or until now. */
	workingDays: number;
	/** When the whole ended; null: it goes on. */
	endedAt: Date | null;
	/** It ended in the system it was brought from, on a day that nobody knows: how long it lay cannot be said. */
	endUnknown: boolean;
};

type Told = {
	state: State;
	filedAt: Date;
	closedAt: Date | null;
	dueOn: string;
	history: readonly (Pick<Happening, 'at' | 'kind' | 'body'> & { facts?: Happening['facts'] })[];
	answers: readonly Pick<Answer, 'answeredAt' | 'verdictAt' | 'verdict' | 'body'>[];
	/** The last day for registering and handing it to somebody, as promised by law. */
	registerBy: string | null;
};

type Days = {
	/** The day of an instant in the zone of the territory. */
	dayOf(at: Date): string;
	/** Working days after the first day up to and with the second. */
	workingDaysBetween(from: string, to: string): number;
};

/**
 * "Where it lay and how long": the happenings of an appeal read as a chain of holders, without holes and without overlaps, from
 * filing until its end or until now. Passing on ends a stage and begins the next; the promised day stays.
 */
export function wayOf(told: Told, days: Days, now: Date): Way {
	const stages: Stage[] = [];
	const open = (holder: Stage['holder'], body: BodyRef | null, from: Date) => {
		stages.push({
			holder,
			body,
			from,
			to: null,
			takenUpAt: null,
			workingDays: 0,
			hours: 0,
			end: null,
			onTime: null,
		});
	};
	const close = (at: Date, end: Stage['end']) => {
		const last = stages.at(-1);
		if (!last || last.to) return;
		last.to = at;
		last.end = end;
	};
	open('registry', null, told.filedAt);
	const happened = told.history.toSorted((a, b) => a.at.getTime() - b.at.getTime());
	for (const { at, kind, body, facts } of happened) {
		const last = stages.at(-1) as Stage;
		switch (kind) {
			case 'routed':
				if (last.holder === 'body' && !last.to && isSame(last.body, body)) break;
				close(at, last.holder === 'body' ? 'passed-on' : 'routed');
				open('body', body, at);
				break;
			case 'unrouted':
				close(at, 'unrouted');
				open('registry', null, at);
				break;
			case 'taken-up':
				if (last.holder === 'body') last.takenUpAt ??= at;
				break;
			case 'answered':
				close(at, 'answered');
				open('author', null, at);
				break;
			case 'returned': {
				close(at, facts?.by === 'neighbours' || facts?.by === 'sample' ? 'restarted' : 'returned');
				const answered = told.answers.findLast((one) => one.answeredAt <= at);
				open(facts?.review ? 'controller' : 'body', answered?.body ?? body, at);
				break;
			}
			case 'review-confirmed':
				if (last.holder !== 'controller' || last.to) break;
				close(at, 'confirmed');
				open('body', body, at);
				break;
			case 'accepted':
			case 'closed':
				close(at, kind);
				break;
		}
	}
	const endedAt = told.closedAt;
	if (told.state === 'closed' && !endedAt)
		return { stages: [], workingDays: 0, endedAt: null, endUnknown: true };
	// an end that no happening tells of ends the last stage too
	if (endedAt) close(endedAt, told.state === 'accepted' ? 'accepted' : 'closed');
	for (const stage of stages) measure(stage, told, days, now);
	const answered = told.answers.at(-1)?.answeredAt ?? endedAt;
	const waits = !['answered', 'accepted', 'closed'].includes(told.state);
	return {
		stages,
		workingDays: days.workingDaysBetween(
			days.dayOf(told.filedAt),
			days.dayOf(waits ? now : (answered ?? now)),
		),
		endedAt,
		endUnknown: false,
	};
}

function measure(stage: Stage, told: Told, days: Days, now: Date): void {
	const until = stage.to ?? now;
	const last = days.dayOf(until);
	stage.workingDays = days.workingDaysBetween(days.dayOf(stage.from), last);
	stage.hours = Math.max(0, Math.floor((until.getTime() - stage.from.getTime()) / 3_600_000));
	if (stage.holder === 'author' || stage.holder === 'controller') return;
	if (stage.holder === 'registry') {
		if (told.registerBy && (stage.end === 'routed' || stage.end === null))
			stage.onTime = last <= told.registerBy;
		return;
	}
	// who passed it on promised nothing; the day is the answer's
	if (stage.end === 'answered' || stage.end === null) stage.onTime = last <= told.dueOn;
}

const isSame = (a: BodyRef | null, b: BodyRef | null) => a?.territory === b?.territory && a?.id === b?.id;
