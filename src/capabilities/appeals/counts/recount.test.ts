import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { database, type Id, newId, type TerritoryId } from '#platform/db/door.server.ts';
import { coarser } from '#platform/geo/door.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import {
	type AppealRow,
	anAppealRow,
	putAppealRows,
	type ReviewOfRow,
} from '#tests/support/fixtures/appeal-rows.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { type ATerritory, aCountry } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import type { AppealRef } from '../appeal.ts';
import { cellOf } from '../place.ts';
import { countMarked, markAppeals } from './marks.ts';
import { countEverything, proveCounts } from './prove-counts.ts';

await house();

/** A country in two zones: a region with an okrug and a district with a settlement, each an owner. */
async function aWorld() {
	const country = await aCountry();
	const region = await country.below({ kind: 'region', zone: 'Asia/Yekaterinburg' });
	const okrug = await region.below({ kind: 'urban-okrug' });
	const district = await region.below({ kind: 'municipal-district' });
	const settlement = await district.below({ kind: 'rural-settlement', zone: 'Asia/Omsk' });
	const administrator = await anAccount({ roles: [{ role: 'administrator', territory: country.id }] });
	const bodies: BodyRef[] = [];
	for (const { id } of [okrug, region, settlement]) {
		const body = await aBody(id, { administrator });
		bodies.push({ territory: body.territory, id: body.id });
	}
	return {
		country,
		region,
		okrug,
		district,
		settlement,
		bodies,
		all: [country, region, okrug, district, settlement],
	};
}
type World = Awaited<ReturnType<typeof aWorld>>;

const day = 86_400_000;
const start = Date.parse('2026-01-20T00:00:00Z');
const instant = (from: number, to: number) =>
	fc.integer({ min: from, max: to }).map((at) => new Date(start + at));

/** Any history at all, lawful or not: the counts must be those of the rows. */
const aHistory = (world: World) =>
	fc
		.record({
			where: fc.constantFrom(world.okrug, world.settlement, world.district, world.region),
			category: fc.constantFrom('roads.potholes', 'roads.snow', 'waste', 'supply.water', 'yards.cleaning'),
			visibility: fc.constantFrom('public' as const, 'nameless' as const, 'authority' as const),
			filedAt: instant(0, 60 * day),
			takenUp: fc.option(fc.integer({ min: 0, max: 40 * day })),
			due: fc.integer({ min: 0, max: 40 }),
			joined: fc.integer({ min: 0, max: 3 }),
			body: fc.constantFrom(null, ...world.bodies),
			state: fc.constantFrom(
				'filed' as const,
				'registered' as const,
				'in-work' as const,
				'answered' as const,
				'closed' as const,
				'accepted' as const,
			),
			answers: fc.array(
				fc.record({
					after: fc.integer({ min: 0, max: 30 * day }),
					verdict: fc.option(fc.constantFrom('accepted' as const, 'returned' as const)),
					review: fc.constantFrom(
						null,
						'open' as const,
						'confirmed' as const,
						'rejected' as const,
						'dropped' as const,
					),
					later: fc.integer({ min: 0, max: 9 * day }),
				}),
				{ maxLength: 3 },
			),
			point: fc.option(
				fc.oneof(
					fc.record({
						// never round: a round point is a geocoder's own, and the slow reading knows those below only
						lat: fc.integer({ min: 0, max: 1_999 }).map((nth) => 57.00013 + nth / 10_000),
						lon: fc.integer({ min: 0, max: 1_999 }).map((nth) => 56.00017 + nth / 10_000),
					}),
					fc.constant({ lat: 57.5, lon: 56.25 }),
					fc.constant({ lat: 57.123456, lon: 56.123456 }),
				),
			),
			words: fc.integer({ min: 1, max: 12 }),
		})
		.map((one): AppealRow => {
			const body = one.state === 'in-work' ? (one.body ?? world.bodies[0]!) : one.body;
			let at = one.filedAt.getTime();
			return anAppealRow({
				territory: one.where.id,
				id: newId(one.filedAt.getTime()),
				category: one.category,
				visibility: one.visibility,
				filedAt: one.filedAt,
				takenUpAt: one.takenUp === null ? null : new Date(one.filedAt.getTime() + one.takenUp),
				dueOn: new Date(one.filedAt.getTime() + one.due * day).toISOString().slice(0, 10),
				joined: one.joined,
				body,
				state: one.state,
				closedBecause: one.state === 'closed' ? 'not-ours' : null,
				point: one.point,
				placeWords: `дом ${one.words}`,
				answers: one.answers.map((answer, i) => {
					at += answer.after;
					const given = new Date(at);
					at += answer.later;
					return {
						at: given,
						body: body ?? world.bodies[1]!,
						verdict: answer.verdict
							? {
									kind: answer.verdict,
									at: new Date(at),
									review: reviewOf(answer, i === one.answers.length - 1),
								}
							: null,
					};
				}),
			});
		});

/** Only a returned answer is looked at, and at one of an appeal at a time. */
const reviewOf = (
	{ verdict, review }: { verdict: string | null; review: ReviewOfRow | null },
	last: boolean,
): ReviewOfRow | null => (verdict !== 'returned' ? null : review === 'open' && !last ? 'confirmed' : review);

const localDay = (zone: string, at: Date) =>
	Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();

type Sums = Map<string, Record<string, number>>;
/** The slow, independent count: row by row, for every territory above it, with nothing shared with the house. */
function countSlowly(world: World, rows: readonly AppealRow[]): { tally: Sums; bodies: Sums; cells: Sums } {
	const [tally, bodies, cells]: [Sums, Sums, Sums] = [new Map(), new Map(), new Map()];
	const into = (sums: Sums, key: string, what: string, by = 1) => {
		const known = sums.get(key) ?? {};
		known[what] = (known[what] ?? 0) + by;
		sums.set(key, known);
	};
	const chainOf = (owner: TerritoryId): ATerritory[] => {
		const territory = world.all.find((one) => one.id === owner) as ATerritory;
		return [
			...world.all.filter((one) => territory.parents.some((parent) => parent.id === one.id)),
			territory,
		];
	};
	const badPoints = new Set<AppealRow>();
	const shown = (row: AppealRow) => row.visibility !== 'authority' && row.state !== 'filed';
	for (const [, same] of Map.groupBy(
		rows.filter((row) => row.point && shown(row)),
		(row) =>
			`${row.territory} ${localDay(zoneOfRow(row), row.filedAt).toPlainYearMonth()} ${row.point?.lat} ${row.point?.lon}`,
	))
		if (same.length >= 8 && new Set(same.map((row) => row.placeWords)).size * 2 > same.length)
			for (const row of rows)
				if (
					row.territory === same[0]?.territory &&
					row.point?.lat === same[0]?.point?.lat &&
					row.point?.lon === same[0]?.point?.lon &&
					localDay(zoneOfRow(row), row.filedAt)
						.toPlainYearMonth()
						.equals(localDay(zoneOfRow(row), same[0]!.filedAt).toPlainYearMonth())
				)
					badPoints.add(row);
	for (const row of rows) if (row.point && row.point.lat === 57.5) badPoints.add(row);
	function zoneOfRow(row: AppealRow) {
		return world.all.find((one) => one.id === row.territory)?.zone as string;
	}
	for (const row of rows) {
		const zone = zoneOfRow(row);
		const filed = localDay(zone, row.filedAt);
		const first = row.answers[0];
		const root = row.category.split('.')[0] as string;
		const chain = [...new Set([root, row.category])];
		const gone = row.state === 'closed' && !first;
		const put = (
			at: Temporal.PlainDate,
			what: string,
			by: number,
			body: { territory: TerritoryId; id: Id<'body'> } | null,
			whole = false,
		) => {
			const month = at.with({ day: 1 }).toString();
			for (const territory of chainOf(row.territory)) {
				into(tally, `${territory.id} day ${at} `, what, by);
				if (!whole) into(tally, `${territory.id} day ${at} ${root}`, what, by);
				into(tally, `${territory.id} month ${month} `, what, by);
				for (const category of chain) into(tally, `${territory.id} month ${month} ${category}`, what, by);
				if (!body) continue;
				const home = world.all.find((one) => one.id === body.territory) as ATerritory;
				// own appeals: any body; those below: bodies of the territory or outside it, on every step of the way up
				const steps = chainOf(row.territory);
				const from = steps.slice(steps.indexOf(territory));
				const passes = from
					.slice(0, -1)
					.every((step) => step.id === body.territory || !home.parents.some((one) => one.id === step.id));
				if (passes) into(bodies, `${territory.id} ${month} ${body.territory} ${body.id} ${root}`, what, by);
			}
		};
		put(filed, 'filed', 1, row.body);
		put(filed, 'people', 1 + row.joined, row.body);
		if (gone) put(filed, 'gone', 1, row.body);
		if (row.point && shown(row)) put(filed, badPoints.has(row) ? 'misplaced' : 'placed', 1, row.body);
		if (first) {
			const days = filed.until(localDay(zone, first.at)).days;
			put(filed, `day-${days < 60 ? days : days < 75 ? 60 : days < 90 ? 61 : 62}`, 1, row.body, true);
		}
		if (row.takenUpAt) {
			const hours = (row.takenUpAt.getTime() - row.filedAt.getTime()) / 3_600_000;
			const edges = [1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 144, 168, 240, 336, 480, 720];
			put(filed, `hour-${edges.filter((edge) => edge <= hours).length}`, 1, row.body, true);
		}
		for (const [i, answer] of row.answers.entries()) {
			const at = localDay(zone, answer.at);
			put(at, 'replies', 1, answer.body);
			if (i === 0) put(at, 'answered', 1, answer.body);
			const said = answer.verdict;
			if (said?.kind === 'accepted' || said?.review === 'confirmed' || (said && !said.review))
				put(localDay(zone, said.at), said.kind, 1, answer.body);
		}
		const due = Temporal.PlainDate.from(row.dueOn);
		if (!gone) put(due, 'due', 1, row.body);
		if (first && Temporal.PlainDate.compare(localDay(zone, first.at), due) <= 0) put(due, 'met', 1, row.body);
		if (!['answered', 'accepted', 'closed'].includes(row.state)) put(due, 'waiting', 1, row.body);
		if (row.point && !badPoints.has(row)) {
			const resolutions = new Map([
				[world.country, 4],
				[world.region, 6],
				[world.okrug, 9],
				[world.district, 8],
				[world.settlement, 9],
			]);
			for (const territory of chainOf(row.territory)) {
				const cell = coarser(BigInt(cellOf(row.point)), resolutions.get(territory) as number);
				const month = filed.with({ day: 1 }).toString();
				for (const key of [`month ${month} ${root}`, `year 2026-01-01 ${root}`, 'year 2026-01-01 ']) {
					into(cells, `${territory.id} ${key} ${cell}`, 'filed');
					if (shown(row)) into(cells, `${territory.id} ${key} ${cell}`, 'shown');
				}
			}
		}
	}
	return { tally, bodies, cells };
}

const plain = (sums: Sums) =>
	Object.fromEntries(
		[...sums]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, counts]) => [key, Object.fromEntries(Object.entries(counts).sort())]),
	);

async function countedByTheHouse(world: World): Promise<{ tally: Sums; bodies: Sums; cells: Sums }> {
	const ids = world.all.map((one) => one.id);
	const read = (rows: Record<string, unknown>[], key: (row: Record<string, unknown>) => string) =>
		new Map(
			rows.map((row) => {
				const counts: Record<string, number> = {};
				for (const [name, value] of Object.entries(row))
					if (typeof value === 'number' && value > 0 && !name.endsWith('_id')) counts[name] = value;
				for (const [i, count] of ((row.in_days ?? []) as number[]).entries())
					if (count) counts[`day-${i}`] = count;
				for (const [i, count] of ((row.in_hours ?? []) as number[]).entries())
					if (count) counts[`hour-${i}`] = count;
				return [key(row), counts];
			}),
		);
	const db = database();
	return {
		tally: read(
			await db`select *, starts_on::text as day from appeals.tally where territory_id = any(${ids})`,
			(row) => `${row.territory_id} ${row.grain} ${row.day} ${row.category}`,
		),
		bodies: read(
			await db`select *, starts_on::text as day from appeals.tally_of_body where territory_id = any(${ids})`,
			(row) => `${row.territory_id} ${row.day} ${row.body_territory_id} ${row.body_id} ${row.category}`,
		),
		cells: read(
			await db`select *, starts_on::text as day from appeals.tally_of_cell where territory_id = any(${ids})`,
			(row) => `${row.territory_id} ${row.grain} ${row.day} ${row.category} ${row.cell}`,
		),
	};
}

async function assertCounted(world: World, rows: readonly AppealRow[]): Promise<void> {
	const [slow, ours] = [countSlowly(world, rows), await countedByTheHouse(world)];
	for (const part of ['tally', 'bodies', 'cells'] as const)
		assert.deepEqual(plain(ours[part]), plain(slow[part]), part);
}

test('roll-ups of every territory equal a slow recount of the rows, for random histories, changes and orders of marks', async () => {
	const world = await aWorld();
	const history = aHistory(world);
	const told = (row: AppealRow) => markAppeals([{ territory: row.territory, id: row.id } as AppealRef]);
	await fc.assert(
		fc.asyncProperty(
			fc.array(history, { minLength: 1, maxLength: 60 }),
			fc.constantFrom('waste', 'roads.snow'),
			fc.nat(),
			async (rows, later, turn) => {
				await database()`delete from appeals.appeal where territory_id = any(${world.all.map((one) => one.id)})`;
				await putAppealRows(rows);
				for (const [i] of rows.entries()) await told(rows[(i + turn) % rows.length]!);
				await countMarked({ everything: true });
				// what an earlier run left and no mark names
				await countEverything();
				await assertCounted(world, rows);

				// what happens later: another category, someone joins, closed without an answer
				for (const row of rows.slice(0, 10)) {
					row.category = later;
					row.joined += 1;
					if (row.state === 'registered') [row.state, row.closedBecause] = ['closed', 'not-ours'];
					const ended = ['closed', 'accepted'].includes(row.state);
					await database()`
						update appeals.appeal set category = ${row.category}, joined = ${row.joined}, state = ${row.state},
							closed_because = ${row.closedBecause}, closed_at = ${ended ? row.filedAt : null}
						where territory_id = ${row.territory} and id = ${row.id}`;
					await told(row);
				}
				await countMarked({ everything: true });
				await assertCounted(world, rows);
			},
		),
		{ numRuns: 8, endOnFailure: true },
	);
});

test('the nightly proof finds what was changed past the house, tells it and mends it; the second time all is well', async () => {
	const world = await aWorld();
	const rows = Array.from({ length: 5 }, (_, i) =>
		anAppealRow({
			territory: world.okrug.id,
			filedAt: new Date(start + i * day),
			point: { lat: 57.11111, lon: 56.12345 },
		}),
	);
	await putAppealRows(rows);
	await proveCounts();
	await assertCounted(world, rows);
	assert.deepEqual((await proveCounts()).wrong, []);
	await database()`update appeals.tally set filed = filed + 7 where territory_id = ${world.okrug.id} and grain = 'month'`;
	await database()`delete from appeals.tally_of_cell where territory_id = ${world.region.id} and grain = 'month'`;
	const proof = await proveCounts();
	assert.ok(proof.wrong.some((one) => one.territory === world.okrug.id && one.month === '2026-01-01'));
	assert.ok(proof.wrong.some((one) => one.territory === world.region.id));
	await assertCounted(world, rows);
	const [kept] = await database()<{ wrong: number; told: unknown[] }[]>`
		select wrong, told from appeals.count_proof order by at desc limit 1`;
	assert.equal(kept?.wrong, new Set(proof.wrong.map((one) => `${one.territory} ${one.month}`)).size);
	assert.ok(kept && kept.told.length > 0);
});
