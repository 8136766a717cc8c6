import type { AccountId, TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	drawWeek,
	lastWeeks,
	readCase,
	scoreCase,
	takeNext,
	tellScorers,
	weeksTold,
} from '#rooms/quality/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { actorsIn } from './actors.server.ts';
import { mainCity } from './generate-people.ts';
import type { Planted } from './planted.server.ts';
import { randomOf } from './random.ts';

/**
 * A quarter of weekly draws in the main city, scored by its controller and by an observer; of the last week some answers still wait.
 */
export async function plantQuality(
	territories: ReadonlyMap<string, TerritoryId>,
	accounts: ReadonlyMap<string, AccountId>,
	planted: Planted,
	now: Date,
): Promise<void> {
	const city = territories.get(mainCity)!;
	const scorers = await Promise.all(['controller', 'observer'].map(actorsIn(accounts)));
	const weeks = lastWeeks(now, zoneOf(city), weeksTold).reverse();
	for (const [i, week] of weeks.entries())
		await planted.once(`quality:${week}`, async () => {
			const at = new Date(Date.parse(week) + 8 * 86_400_000);
			const seed = `demonstration ${week}`;
			await drawWeek(city, week, { seed, at });
			const isLast = i === weeks.length - 1;
			for (const [j, scorer] of scorers.entries()) {
				if (isLast && j === 1) break;
				await scoreAll(
					scorer,
					`${seed} ${j}`,
					new Date(at.getTime() + (j + 1) * 3_600_000),
					isLast ? 3 : 500,
				);
			}
			return 'yes';
		});
	await tellScorers(now);
}

async function scoreAll(scorer: Actor, seed: string, at: Date, most: number): Promise<void> {
	for (let i = 0; i < most; i++) {
		const key = await takeNext(scorer, at);
		if (!key) return;
		const one = await readCase(scorer, key);
		// two readers of one answer mostly think alike, but not always
		const alike = randomOf(`${one.asked} ${one.answer}`);
		const own = randomOf(`${seed} ${i}`);
		const isFormal = alike.chance(one.answer.length < 160 ? 0.3 : 0.08) !== own.chance(0.05);
		const points = new Map(
			one.criteria.map(({ code }) => [
				code,
				Math.max(
					0,
					Math.min(2, (isFormal ? alike.between(0, 1) : alike.between(1, 2)) + (own.chance(0.1) ? -1 : 0)),
				),
			]),
		);
		await scoreCase(scorer, key, { points, formal: isFormal, note: '' }, at);
	}
}
