import { yearByLaw } from './by-law.ts';
import type { CalendarYear, DayKind } from './working-calendar.ts';

/**
 * What the Government moved, by year: from its orders on moving days off. `off` are days off moved onto working days,
 * `working` and `short` are
 * weekends that became working days (a short one stands before a holiday). Everything else follows from the law.
 */
const orders: Record<
	number,
	{ source: string; on: string; off: string[]; working?: string[]; short?: string[]; notOff?: string[] }
> = {
	2024: {
		source: 'Постановление Правительства РФ от 10.08.2023 № 1314 «О переносе выходных дней в 2024 году»',
		on: '2023-08-10',
		off: ['2024-04-29', '2024-04-30', '2024-05-10', '2024-12-30', '2024-12-31'],
		working: ['2024-04-27', '2024-12-28'],
		short: ['2024-11-02'],
	},
	2025: {
		source: 'Постановление Правительства РФ от 04.10.2024 № 1335 «О переносе выходных дней в 2025 году»',
		on: '2024-10-04',
		off: ['2025-05-02', '2025-05-08', '2025-06-13', '2025-11-03', '2025-12-31'],
		short: ['2025-11-01'],
		// The days off of 23 February and 8 March were moved to May and June, not to the Monday after.
		notOff: ['2025-02-24', '2025-03-10'],
	},
	2026: {
		source: 'Постановление Правительства РФ от 24.09.2025 № 1466 «О переносе выходных дней в 2026 году»',
		on: '2025-09-24',
		off: ['2026-01-09', '2026-12-31'],
	},
};

export type SeedYear = CalendarYear & { sourceOn: string | null };

/** Years that an installation begins with. 2027 is by the law alone: the order for it is not in this data. */
export const russianYears: readonly SeedYear[] = [2024, 2025, 2026, 2027].map(seedYear);

function seedYear(year: number): SeedYear {
	const law = yearByLaw('RU', year);
	const order = orders[year];
	if (!order) return { ...law, sourceOn: null };
	const days = new Map<string, DayKind>(law.days);
	for (const day of order.notOff ?? []) days.delete(day);
	for (const day of order.off) days.set(day, 'moved');
	for (const day of order.working ?? []) days.set(day, 'working');
	for (const day of order.short ?? []) days.set(day, 'short');
	return { year, days, certain: true, source: order.source, sourceOn: order.on };
}
