import { record } from '../audit/door.server.ts';
import { transaction } from '../db/door.server.ts';
import { announce } from '../events/door.server.ts';
import { demand } from '../permissions/demand.ts';
import { type Actor, installation } from '../permissions/door.ts';
import { daysNow, type Place, type Source, writeYear } from './editions.server.ts';
import { forgetNewest } from './read-calendar.server.ts';
import { readTable } from './read-table.ts';
import { type DayKind, dayOf } from './working-calendar.ts';

/** Changes one day: to a kind, or back to its place in the week (null). */
export async function correctDay(
	actor: Actor,
	input: Place & Source & { day: string; kind: DayKind | null; certain?: boolean },
): Promise<number> {
	demand(actor, 'calendar.edit', { territory: installation });
	const day = dayOf(input.day);
	const version = await transaction(async (tx) => {
		const now = await daysNow(tx, input, day.year);
		const days = new Map(now.days);
		if (input.kind) days.set(day.toString(), input.kind);
		else days.delete(day.toString());
		const about = { ...input, certain: input.certain ?? now.certain, by: actor.account, at: new Date() };
		const version = await writeYear(tx, input, day.year, days, about);
		await announce(tx, 'calendar.changed', nameOf(input));
		await record(tx, {
			actor,
			territory: installation,
			action: 'calendar.day-corrected',
			thing: { kind: 'calendar.year', id: `${input.country} ${day.year}` },
			payload: { ...nameOf(input), day: day.toString(), kind: input.kind, source: input.source, version },
		});
		return version;
	});
	forgetNewest();
	return version;
}

/** Writes whole years anew from a table. Years that the table does not name stay as they are. */
export async function importDays(
	actor: Actor,
	input: Place & Source & { table: string; certain: boolean },
): Promise<{ years: number[]; days: number }> {
	demand(actor, 'calendar.edit', { territory: installation });
	const byYear = readTable(input.table);
	await transaction(async (tx) => {
		await announce(tx, 'calendar.changed', nameOf(input));
		for (const [year, days] of byYear) {
			const version = await writeYear(tx, input, year, days, { ...input, by: actor.account, at: new Date() });
			await record(tx, {
				actor,
				territory: installation,
				action: 'calendar.year-imported',
				thing: { kind: 'calendar.year', id: `${input.country} ${year}` },
				payload: { ...nameOf(input), year, days: days.size, source: input.source, version },
			});
		}
	});
	forgetNewest();
	return { years: [...byYear.keys()], days: [...byYear.values()].reduce((sum, days) => sum + days.size, 0) };
}

const nameOf = ({ country, region }: Place) => ({ country, region });
