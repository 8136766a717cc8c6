import type { AccountId } from '#platform/db/ids.ts';
import type { Amount, WorkingWeek } from '../category.ts';

/** A day in the zone of the territory, ISO: 2026-11-22. */
export type Day = string;

/**
 * register, redirect, answer: what the law demands of an authority; reaction, promise: what a category promises (first
 * steps, the answer); verdict: the author's own, to accept an answer or return it.
 */
export const termKinds = ['register', 'redirect', 'reaction', 'answer', 'promise', 'verdict'] as const;
export type TermKind = (typeof termKinds)[number];

export type Unit = Amount['unit'];
/** Which days work: those of the territory's calendar, Saturdays too, or all days and hours. */
export type Week = WorkingWeek;

/** What is counted: a rule of law as its row says it, or a category's promise. */
export type TermRule = {
	kind: TermKind;
	/** Where it is written: code of a rule, or `category:<code>`. */
	rule: string;
	amount: number;
	unit: Unit;
	week: Week;
	/** Where a term in days ends on a day off: the working day before it, or after it. */
	dayOff: 'before' | 'after';
	/** Reasons of waiting for which its clock stands. */
	stopsFor: readonly string[];
	/** A prolongation of the answer moves it. */
	prolonged: boolean;
};

/** What the work waited for. `to` is when it ended, or will end at the latest. */
export type Wait = { reason: string; from: Date; to: Date };

/** What happened to an appeal, as far as its terms depend on it. Who worked on it meanwhile is not here: passing on buys no time. */
export type TermFacts = {
	startedAt: Date;
	waits: readonly Wait[];
	/** The day to which the answer was prolonged. */
	prolongedTo: Day | null;
};

/** The days and hours of a place, as far as terms need them. */
export type Days = {
	version: string;
	zone: string;
	works(day: Day, week: Week): boolean;
	/** Stretches of work as instants, in milliseconds. */
	shifts(day: Day, week: Week): readonly (readonly [from: number, to: number])[];
};

export type Due = { dueOn: Day; dueAt: Date };

/** What a rule gives for the facts, before anything is known of met and missed. */
export type Counted = Due & {
	kind: TermKind;
	rule: string;
	startedAt: Date;
	startedOn: Day;
	amount: number;
	unit: Unit;
	week: Week;
	zone: string;
	calendarVersion: string;
	/** Of those for which it stands, the one that holds now. */
	waits: Wait | null;
};

export type Term = Counted & {
	metAt: Date | null;
	/** `dueAt` of a term that was met too late or is not met yet though it should be. */
	missedAt: Date | null;
	/** The next moment when something is to be told or written of it. */
	nextAt: Date | null;
};

export const because = [
	'category',
	'calendar',
	'rule',
	'waits',
	'goes-on',
	'prolonged',
	'returned',
	'answered',
] as const;
/** Why a term came, went or moved. */
export type Because = (typeof because)[number];

/** One line in the history of a term. */
export type TermChange = {
	kind: TermKind;
	because: Because;
	from: Due | null;
	to: Due | null;
	/** When it had been met before a returned answer opened it again. */
	metAt: Date | null;
	account: AccountId | null;
	reason: string | null;
};
