import { type AppealGround, inOrder, type Pace, writer } from './generate-appeals.ts';
import { mainCity } from './generate-people.ts';
import type { Random } from './random.ts';
import type { DemoAppeal, DemoTerritory } from './rows.ts';
import { shareOf } from './village.ts';

const day = 86_400_000;
const hour = 3_600_000;

/** Where work goes worse, and where better, than elsewhere: comparisons have something to find. */
const lateIn: Record<string, number> = {
	veshneborsk: 0.34,
	chernoluchensky: 0.24,
	kamenoborsk: 0.04,
	kedrovogorsk: 0.05,
};

/**
 * Two years of appeals that the boards of figures count, besides the year that is told in full. In the first year there are
 * many, then fewer and fewer, for the told year grows towards its end; together they rise a little. Answers become quicker.
 */
export function historyOf(ground: AppealGround, random: Random, now: Date, inCity: number): DemoAppeal[] {
	if (inCity === 0) return [];
	const write = writer(ground, random, now);
	const all: DemoAppeal[] = [];
	const file = (territory: DemoTerritory, count: number) => {
		for (let i = 0; i < count; i++) {
			const own = random.branch(`${territory.key} ${i}`);
			const filedAt = momentOf((i + own.next()) / count, own, now);
			all.push({ ...write(territory, own, filedAt, paceOf(territory, filedAt, now)), photographs: [] });
		}
	};
	for (const territory of ground.territories) {
		if (territory.key === mainCity) file(territory, inCity);
		else if (shareOf[territory.key]) file(territory, Math.ceil((shareOf[territory.key]! * inCity) / 420));
	}
	return inOrder(all, 'history');
}

/** Even over the first of the two years, then thinning out: 0 is two years ago, 1 yesterday. */
function momentOf(part: number, random: Random, now: Date): Date {
	// two thirds lie in the first year; the rest falls off to a fifth of that density
	const first = 0.64;
	const back = part < first ? 728 - (part / first) * 364 : 364 * (1 - fallOff((part - first) / (1 - first)));
	const at = now.getTime() - back * day;
	const start = Math.floor(at / day) * day;
	return new Date(Math.min(start + (3 + 13 * Math.abs(random.bell())) * hour, now.getTime() - day));
}

/** Where a density that falls evenly from 1 to 0.2 has given the share: the inverse of (x − 0.4x²) / 0.6. */
const fallOff = (share: number) => (1 - Math.sqrt(1 - 4 * 0.4 * 0.6 * share)) / 0.8;

function paceOf(territory: DemoTerritory, filedAt: Date, now: Date): Pace {
	const years = (now.getTime() - filedAt.getTime()) / (365 * day);
	return {
		late: (lateIn[territory.key] ?? 0.09) * (0.8 + 0.5 * years),
		hours: Math.round(14 + 16 * years),
	};
}
