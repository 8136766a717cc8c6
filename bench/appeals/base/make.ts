import { postgres } from '#platform/db/driver.server.ts';
import { countStale } from '#rooms/appeals/desk/count-desks.ts';
import { registryBody } from '#rooms/appeals/desk/counts-store.server.ts';
import { readTreeAnew } from '#rooms/territories/door.server.ts';
import { bare } from './bare.ts';
import { countCells } from './cells.ts';
import { courseOf, filedOn } from './course.ts';
import { Dues } from './dues.ts';
import { copyGround, type Ground } from './ground.ts';
import { type Land, makeLand } from './land.ts';
import { filled, Rows } from './rows.ts';
import { dayLong, days, firstDay, fullDays, type Scale } from './scale.ts';
import { makeSubjects } from './subjects.ts';
import { copyTallies, tallied } from './tallies.ts';

export type Made = { ground: Ground; rows: Record<string, number> };

/**
 * Fills an installation that has nothing but its dictionaries with a country and two years of its appeals. The house is open in
 * this process and runs no jobs. Rows go in by COPY in the order of days, as they came; indexes are made after them.
 */
export async function makeBase(
	url: string,
	scale: Scale,
	say: (what: string) => void = () => {},
): Promise<Made> {
	const started = performance.now();
	const tell = (what: string) => say(`${((performance.now() - started) / 1000).toFixed(0)} s: ${what}`);
	const sql = postgres(url, { max: 24, onnotice: () => {}, prepare: false });
	try {
		const ground = await copyGround(sql, scale, makeLand(scale));
		await readTreeAnew();
		tell(`${ground.land.length} territories, ${ground.offices.length} bodies`);
		const subjects = await makeSubjects(scale.seed);
		const dues = new Dues(ground.land);
		const putBack = await bare(sql, [...filled, ...tallied, 'appeals.tally_of_cell', 'appeals.history']);
		const rows = new Rows(sql, scale, subjects, ground, dues, listedFrom(scale, ground.land));
		const owners = ground.land.filter((one) => one.share > 0);
		const counters = new Counters();
		const used = new Set(subjects.said.map((one) => one.category));
		let filed = 0;
		let flowed = 0;
		for (let day = 0; day < days; day++) {
			await dues.prepare(day, used);
			for (const owner of owners) {
				const count = filedOn(scale, owner, day);
				for (let nth = 0; nth < count; nth++) {
					const course = courseOf(scale, subjects, owner, day, nth, count);
					await rows.put(owner, course, counters.next(owner, day));
				}
				filed += count;
				if (filed - flowed > 200) {
					await rows.flow();
					flowed = filed;
				}
			}
			if (day >= days - fullDays) await rows.audit.close(firstDay + (day - 1) * dayLong);
			if (day % 73 === 72) tell(`${filed} appeals up to day ${day + 1}`);
		}
		const counted = await rows.end();
		await counters.write(sql);
		tell(`rows are in: ${JSON.stringify(counted)}`);
		await copyTallies(sql, scale, subjects, ground, dues.dueOn);
		tell('figures are in');
		await countCells(sql, ground);
		tell('cells are counted');
		await putBack(tell);
		tell('indexes are made');
		await sql`analyze`;
		await countDesks(sql, ground);
		await sql`vacuum analyze`;
		tell('done');
		return { ground, rows: counted };
	} finally {
		await sql.end();
	}
}

/**
 * From which day on the list of a territory keeps what has ended: it has the newest thousand at least. By the number of the
 * territory.
 */
function listedFrom(scale: Scale, land: readonly Land[]): Int32Array {
	const filed = new Map<number, Uint32Array>();
	for (const owner of land) {
		if (owner.share === 0) continue;
		const own = Uint32Array.from({ length: days }, (_, day) => filedOn(scale, owner, day));
		for (
			let one: Land | undefined = owner;
			one;
			one = one.parent === null ? undefined : land[one.parent - 1]
		) {
			const sums = filed.get(one.id) ?? new Uint32Array(days);
			filed.set(one.id, sums);
			for (let day = 0; day < days; day++) (sums[day] as number) += own[day] as number;
		}
	}
	const from = new Int32Array(land.length + 1);
	for (const [id, sums] of filed) {
		let kept = 0;
		let day = days;
		while (day > 0 && kept < 1_000) kept += sums[--day] as number;
		from[id] = day;
	}
	return from;
}

/** Public numbers, by owner and year of its own clock. */
class Counters {
	readonly #values = new Map<string, number>();

	next(owner: Land, day: number): string {
		const year = new Date(firstDay + day * dayLong).getUTCFullYear();
		const key = `${owner.id} ${year}`;
		const value = (this.#values.get(key) ?? 0) + 1;
		this.#values.set(key, value);
		return `${owner.shortCode}-${year}-${String(value).padStart(6, '0')}`;
	}

	async write(sql: ReturnType<typeof postgres>): Promise<void> {
		const all = [...this.#values].map(([key, value]) => [...key.split(' ').map(Number), value]);
		await sql`
			insert into appeals.counter (territory_id, year, value)
			select * from unnest(${all.map((one) => one[0] as number)}::int[], ${all.map((one) => one[1] as number)}::smallint[],
				${all.map((one) => one[2] as number)}::int[])`;
	}
}

/** The figures of all desks, the deepest registries first. */
async function countDesks(sql: ReturnType<typeof postgres>, ground: Ground): Promise<void> {
	const owners = ground.land.filter((one) => one.kind !== 'place');
	for (const depth of new Set(owners.map((one) => one.depth).sort((a, b) => b - a))) {
		const level = owners.filter((one) => one.depth === depth);
		const bodies = ground.offices.filter((one) => ground.land[one.territory - 1]?.depth === depth);
		await sql`
			insert into appeals.desk_stale (territory_id, body_id, since)
			select territory, body, now() from unnest(${[...level, ...bodies].map((one) => ('territory' in one ? one.territory : one.id))}::int[],
				${[...level.map(() => registryBody), ...bodies.map((one) => one.id)]}::uuid[]) as t (territory, body)
			on conflict do nothing`;
		while (await countStale(500, 0)) {
			// each pass takes some of them
		}
	}
}
