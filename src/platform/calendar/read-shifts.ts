import type { Shift } from './working-hours.ts';

/**
 * Reads the hours of one day as people write them: `9:00-13:00, 14:00-18:00`, with any dash; nothing, «выходной» or `off` is a
 * day off; `24` and `0:00-24:00` are the whole day.
 * @returns null for what cannot be read or overlaps
 */
export function readShifts(text: string): Shift[] | null {
	const said = text.trim().toLowerCase();
	if (said === '' || said === '-' || said === '—' || said === 'выходной' || said === 'off') return [];
	if (said === '24') return [[0, 1440]];
	const shifts: Shift[] = [];
	for (const part of said.split(/[,;]|\s+и\s+/)) {
		const match = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(part);
		if (!match) return null;
		const [from, to] = [minutes(match[1], match[2]), minutes(match[3], match[4])];
		if (from === null || to === null || from >= to || from >= 1440) return null;
		shifts.push([from, to]);
	}
	shifts.sort((a, b) => a[0] - b[0]);
	return shifts.every(([from], i) => i === 0 || from >= (shifts[i - 1]?.[1] ?? 0)) ? shifts : null;
}

function minutes(hours: string | undefined, rest: string | undefined): number | null {
	const [hour, minute] = [Number(hours), Number(rest ?? 0)];
	return hour > 24 || minute > 59 || (hour === 24 && minute > 0) ? null : hour * 60 + minute;
}

const clock = (minute: number): string =>
	`${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** The same hours in the form that `readShifts` reads; empty on a day off. */
export function shiftsInWords(shifts: readonly Shift[]): string {
	return shifts.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(', ');
}
