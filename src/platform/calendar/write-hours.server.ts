import { record } from '../audit/door.server.ts';
import { database, type TerritoryId, type Tx, transaction } from '../db/door.server.ts';
import { invalid, type Problem, refuse } from '../errors/door.ts';
import { announce } from '../events/door.server.ts';
import { demand } from '../permissions/demand.ts';
import type { Actor } from '../permissions/door.ts';
import { type HoursEdition, hoursHistory, insertHours } from './hours-store.server.ts';
import { forgetHours } from './read-hours.server.ts';
import { readShifts, shiftsInWords } from './read-shifts.ts';
import type { Shift, WeekOfWork } from './working-hours.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type WeekInWords = Record<(typeof weekdays)[number], string>;

/**
 * Writes the hours of work of a territory; terms in working hours there and below are counted anew by a job.
 * @throws Invalid with every day that cannot be read
 */
export async function setHours(
	actor: Actor,
	territory: TerritoryId,
	input: WeekInWords & { source: string },
): Promise<void> {
	const problems: Problem[] = [];
	const week = weekdays.map((day): readonly Shift[] => {
		const shifts = readShifts(input[day]);
		if (!shifts) problems.push({ field: day, code: 'calendar.hours.not-hours' });
		return shifts ?? [];
	});
	if (problems.length === 0 && week.every((day) => day.length === 0))
		problems.push({ field: 'mon', code: 'calendar.hours.none' });
	if (problems.length) invalid(...problems);
	await write(actor, territory, () => ({ inherits: false, week, source: input.source }));
}

/** Those above hold again. */
export async function takeHoursBack(actor: Actor, territory: TerritoryId): Promise<void> {
	await write(actor, territory, ([now]) => {
		if (!now || now.inherits) refuse('calendar.hours.none-of-own');
		return { inherits: true, week: [], source: '' };
	});
}

/** As it was before the last change. */
export async function undoHours(actor: Actor, territory: TerritoryId): Promise<void> {
	await write(actor, territory, ([now, before]) => {
		if (!now) refuse('calendar.hours.none-of-own');
		return before ?? { inherits: true, week: [], source: '' };
	});
}

async function write(
	actor: Actor,
	territory: TerritoryId,
	next: (history: readonly HoursEdition[]) => Pick<HoursEdition, 'inherits' | 'week' | 'source'>,
): Promise<void> {
	demand(actor, 'calendar.edit-hours', { territory });
	await transaction(async (tx) => {
		const history = await hoursHistory(tx, territory, 2);
		const { inherits, week, source } = next(history);
		const version = (history[0]?.version ?? 0) + 1;
		await insertHours(tx, {
			territory,
			version,
			inherits,
			week,
			source,
			madeAt: new Date(),
			madeBy: actor.account,
		});
		await tell(tx, actor, territory, { inherits, week, source, version });
	});
	forgetHours();
}

async function tell(
	tx: Tx,
	actor: Actor,
	territory: TerritoryId,
	now: { inherits: boolean; week: WeekOfWork; source: string; version: number },
): Promise<void> {
	await announce(tx, 'calendar.hours-changed', { territory });
	await record(tx, {
		actor,
		territory,
		action: 'calendar.hours-changed',
		thing: { kind: 'calendar.hours', id: String(territory) },
		payload: {
			inherits: now.inherits,
			hours: now.week.map(shiftsInWords),
			source: now.source,
			version: now.version,
		},
	});
}

/** The hours of a territory as the office sees them: what was written, by whom; the newest first. */
export async function viewHours(territory: TerritoryId): Promise<HoursEdition[]> {
	return hoursHistory(database(), territory);
}
