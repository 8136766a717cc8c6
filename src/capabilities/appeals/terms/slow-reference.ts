import type { WorkingHours } from '#platform/calendar/door.ts';
import type { Due, TermRule, Wait } from './term.ts';

/**
 * The rules of terms read a second time, on purpose in another way and without a thought for speed, to hold the first reading to:
 * every quarter of an hour from the filing on are looked at, one after the other, by the clock of the zone as `Intl` tells it.
 * Used by tests alone.
 */
const slot = 900_000;
type Wall = { day: string; minute: number };
const clocks = new Map<string, { format: Intl.DateTimeFormat; seen: Map<number, Wall> }>();

function wallClock(zone: string, at: number): Wall {
	let clock = clocks.get(zone);
	if (!clock) {
		const parts = {
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
		} as const;
		clock = { format: new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...parts }), seen: new Map() };
		clocks.set(zone, clock);
	}
	let wall = clock.seen.get(at);
	if (!wall) {
		const said = clock.format.format(at);
		wall = { day: said.slice(0, 10), minute: Number(said.slice(11, 13)) * 60 + Number(said.slice(14, 16)) };
		if (clock.seen.size > 100_000) clock.seen.clear();
		clock.seen.set(at, wall);
	}
	return wall;
}

/** The first moment of the day after, found by walking to it. */
function afterDay(zone: string, day: string): number {
	let at = Date.parse(`${day}T00:00:00Z`) + 8 * 3_600_000;
	while (wallClock(zone, at).day <= day) at += slot;
	while (wallClock(zone, at - slot).day > day) at -= slot;
	return at;
}

export function slowDue(
	rule: TermRule,
	filed: Date,
	waits: readonly Wait[],
	prolongedTo: string | null,
	days: WorkingHours,
): Due {
	const { zone } = days;
	const stops = waits.filter((wait) => rule.stopsFor.includes(wait.reason) && wait.from < wait.to);
	const due = rule.unit === 'working-hours' ? byHours() : byDays();
	if (!rule.prolonged || !prolongedTo || prolongedTo <= due.dueOn) return due;
	return { dueOn: prolongedTo, dueAt: new Date(afterDay(zone, prolongedTo)) };

	function byHours(): Due {
		let worked = 0;
		for (let at = filed.getTime(); ; at += slot) {
			const { day, minute } = wallClock(zone, at);
			const works = days.on(day, rule.week).some(([from, to]) => from <= minute && minute < to);
			const stands = stops.some((wait) => wait.from.getTime() <= at && at < wait.to.getTime());
			if (!works || stands) continue;
			worked += slot;
			if (worked === rule.amount * 3_600_000) return { dueOn: day, dueAt: new Date(at + slot) };
		}
	}

	function byDays(): Due {
		const start = wallClock(zone, filed.getTime()).day;
		const list: { day: string; works: boolean }[] = [];
		let left = rule.amount;
		for (let i = 0; list.length < 1_000; i++) {
			const day = new Date(Date.parse(`${start}T12:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10);
			const works = days.works(day, rule.week);
			list.push({ day, works });
			if (i === 0 || left === 0 || (rule.unit === 'working-days' && !works)) continue;
			// does the clock stand when the day ends?
			const end = stops.length ? afterDay(zone, day) : 0;
			if (stops.some((wait) => wait.from.getTime() < end && end <= wait.to.getTime())) continue;
			if (--left > 0) continue;
			// a few weeks more, should it end on a day off
			for (let more = 1; more < 60; more++) {
				const later = new Date(Date.parse(`${day}T12:00:00Z`) + more * 86_400_000).toISOString().slice(0, 10);
				list.push({ day: later, works: days.works(later, rule.week) });
			}
			const dueOn = works ? day : movedFrom(list, day);
			return { dueOn, dueAt: new Date(afterDay(zone, dueOn)) };
		}
		throw new Error('the reference looks too short ahead');
	}

	function movedFrom(list: readonly { day: string; works: boolean }[], day: string) {
		const working = list.slice(1).filter((one) => one.works);
		const before = working.filter((one) => one.day < day).at(-1);
		const after = working.find((one) => one.day > day);
		const found = (rule.dayOff === 'before' ? before : undefined) ?? after;
		if (!found) throw new Error('the reference looks too short ahead');
		return found.day;
	}
}
