import { dayIn } from '#platform/calendar/door.ts';
import { type AccountId, database, type TerritoryId } from '#platform/db/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import { holders } from '#rooms/identity/door.server.ts';
import { absencesNow, type Staff, staffOf, standInsAt } from '#rooms/organisations/door.server.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { workersAmong } from '../tell.ts';
import { type BurningRow, burningAtBodies, burningInPlaces } from './burning-store.server.ts';
import { step } from './count.ts';
import { groundOf, ladders } from './ground.server.ts';
import { rhythmFor } from './which-ladder.ts';

/** What ends within so many days burns. */
const soonDays = 3;
/** So many are named in a letter, the rest is counted. */
const named = 10;

type Heap = { count: number; late: number; lines: string[] };

/**
 * One letter in the morning of a working day to everybody who has something that burns: an executor of the own appeals, a head of
 * the body's, a controller or head of a territory of all in it. Runs every hour and finds the territories where it is the
 * hour that their ladder names; the key of the news keeps a second run from telling twice.
 * @returns how many people were told
 */
export async function tellBurning(now = new Date()): Promise<number> {
	let told = 0;
	for (const [zone, places] of Map.groupBy(await placesOfThisHour(now), zoneOf)) {
		const today = dayIn(zone, now);
		const heaps = await heapsOf(places, { today, soon: step(today, soonDays) }, now);
		for (const [account, heap] of heaps) {
			const { count, late } = heap;
			await notify(database(), {
				kind: 'appeals.burning',
				account,
				facts: { count, late, list: heap.lines.join('\n'), more: Math.max(0, count - heap.lines.length) },
				url: '/office/appeals?view=burning',
				key: `appeals.burning ${today} ${zone}`,
			});
			told++;
		}
	}
	return told;
}

/** Owners where it is the hour of the letter on a working day. */
async function placesOfThisHour(now: Date): Promise<TerritoryId[]> {
	const all = await ladders();
	const hours = new Map<string, number>();
	const hourIn = (zone: string) => {
		const known = hours.get(zone);
		if (known !== undefined) return known;
		const hour = Number(
			new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(now),
		);
		hours.set(zone, hour);
		return hour;
	};
	const found: TerritoryId[] = [];
	for (const root of tree.roots())
		for (const id of [root, ...currentTree().descendants(root)]) {
			if (tree.ownerOf(id) !== id) continue;
			const { digestAt } = rhythmFor(all, [id, ...tree.ancestors(id)]);
			if (digestAt === null || digestAt !== hourIn(zoneOf(id))) continue;
			const { days } = await groundOf(id);
			if (days.works(dayIn(days.zone, now), 'office')) found.push(id);
		}
	return found;
}

async function heapsOf(
	places: readonly TerritoryId[],
	days: { today: string; soon: string },
	now: Date,
): Promise<Map<AccountId, Heap>> {
	const heaps = new Map<AccountId, Heap>();
	const heapOf = (account: AccountId) => {
		const heap = heaps.get(account) ?? { count: 0, late: 0, lines: [] };
		heaps.set(account, heap);
		return heap;
	};
	// who answers for the whole territory hears of all in it, and not once more of a body's share
	const whole = new Set<AccountId>();
	const [burning, held, away] = await Promise.all([
		burningInPlaces(database(), places, days),
		holders(places, { space: null, limit: 100_000 }),
		absencesNow(places, now),
	]);
	for (const [territory, rows] of Map.groupBy(burning, (row) => row.territory)) {
		const inCharge = held
			.filter((one) => one.territory === territory && (one.role === 'controller' || one.role === 'head'))
			.filter((one) => one.expiresAt === null || one.expiresAt > now)
			.map((one) => one.account);
		for (const account of standInsAt({ territory, body: null }, inCharge, away)) {
			whole.add(account);
			const heap = heapOf(account);
			heap.count += rows[0]?.count ?? 0;
			heap.late += rows[0]?.late ?? 0;
			heap.lines.push(...rows.map(lineOf).slice(0, named - heap.lines.length));
		}
	}
	const staff = new Map<string, Promise<Staff[]>>();
	for (const row of await burningAtBodies(database(), places, days.soon)) {
		const { territory, body } = row;
		const key = `${territory} ${body}`;
		const asked = staff.get(key) ?? staffOf({ territory, id: body });
		staff.set(key, asked);
		const members = await asked;
		const heads = members.filter((member) => member.role === 'head').map((member) => member.account);
		for (const account of standInsAt({ territory, body }, [...workersAmong(row, members), ...heads], away)) {
			if (whole.has(account)) continue;
			const heap = heapOf(account);
			heap.count++;
			if (row.dueOn < days.today) heap.late++;
			if (heap.lines.length < named) heap.lines.push(lineOf(row));
		}
	}
	return heaps;
}

/** «57-634-2026-000123 · 03.12 · улица Мира»: in any language. */
const lineOf = ({ number, dueOn, placeWords }: Pick<BurningRow, 'number' | 'dueOn' | 'placeWords'>): string =>
	[number, `${dueOn.slice(8)}.${dueOn.slice(5, 7)}`, placeWords].filter(Boolean).join(' · ');
