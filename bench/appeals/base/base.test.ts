import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { verifyChain } from '#platform/audit/door.server.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { recount } from '#rooms/appeals/counts/recount.ts';
import { recountCells } from '#rooms/appeals/counts/recount-cells.ts';
import { countDesksNow } from '#rooms/appeals/desk/count-desks.ts';
import { registryBody } from '#rooms/appeals/desk/counts-store.server.ts';
import { type AppealRef, project, termsFor } from '#rooms/appeals/door.server.ts';
import { house } from '#tests/support/house.ts';
import { type Made, makeBase } from './make.ts';
import { small } from './scale.ts';

const h = await house();
let made: Made;
let sample: AppealRef[];

before(async () => {
	made = await makeBase(h.url, small);
	sample = [
		...(await database()<AppealRef[]>`
			select territory_id as territory, id from appeals.appeal
			where hashtext(id::text) % 250 = 0 order by id limit 150`),
	];
});

test('the base has the appeals that were asked for, with what belongs to each', async () => {
	const [row] = await database()<{ appeals: number; owners: number; numbers: number }[]>`
		select count(*)::int as appeals, count(distinct territory_id)::int as owners,
			count(distinct number)::int as numbers from appeals.appeal`;
	assert.ok(Math.abs(row!.appeals / small.appeals - 1) < 0.02, `${row!.appeals} appeals`);
	assert.equal(row!.appeals, row!.numbers);
	assert.ok(row!.owners > 50);
});

test('mirrors of an appeal are as its jobs would have left them', async () => {
	const sql = database();
	const ids = sample.map((ref) => ref.id);
	const read = async () => ({
		inbox: await sql`select * from appeals.inbox where appeal_id = any(${ids}) order by appeal_id`,
		listed:
			await sql`select * from appeals.listed where appeal_id = any(${ids}) order by territory_id, appeal_id`,
		mine: await sql`select * from appeals.mine where appeal_id = any(${ids}) order by account_id, appeal_id`,
		found: await sql`
			select territory_id, kind, id, lang, url, title, names, body, weight, audience, at, sum, tsv
			from search.item where kind = 'appeals.appeal' and id = any(${ids}) order by id`,
	});
	const copied = await read();
	assert.ok(copied.listed.length > 20 && copied.mine.length > 10);
	await sql`delete from appeals.inbox where appeal_id = any(${ids})`;
	await sql`delete from appeals.listed where appeal_id = any(${ids})`;
	await sql`delete from appeals.mine where appeal_id = any(${ids})`;
	await sql`delete from search.item where id = any(${ids})`;
	for (const ref of sample) await project(ref);
	const projected = await read();
	assert.deepEqual([...projected.inbox], [...copied.inbox]);
	assert.deepEqual([...projected.mine], [...copied.mine]);
	assert.deepEqual([...projected.found], [...copied.found]);
	// lists of the base are trimmed as the night leaves them
	const kept = new Set(copied.listed.map((row) => `${row.territory_id} ${row.appeal_id}`));
	assert.deepEqual(
		projected.listed.filter((row) => kept.has(`${row.territory_id} ${row.appeal_id}`)),
		[...copied.listed],
	);
});

test('figures and cells are those of a recount', async () => {
	const owners = made.ground.land.filter((one) => one.kind !== 'place');
	const months = ['2024-12-01', '2025-06-01', '2026-02-01', '2026-10-01', '2026-11-01'];
	for (let depth = 3; depth >= 0; depth--) {
		const level = owners.filter((one) => one.depth === depth).slice(0, 12);
		const asked = level.flatMap((one) =>
			months.map((month) => ({ territory: one.id as TerritoryId, month })),
		);
		assert.deepEqual(await recount(asked), []);
		assert.deepEqual(await recountCells(asked), []);
	}
});

test('figures of desks are those of a recount', async () => {
	const sql = database();
	const [body] = await sql<{ territory: TerritoryId; id: never }[]>`
		select territory_id as territory, body_id as id from appeals.desk_count
		where body_id <> ${registryBody} order by jsonb_array_length(buckets) desc limit 1`;
	const read = () => sql`select territory_id, body_id, buckets from appeals.desk_count order by 1, 2`;
	const copied = await read();
	await countDesksNow(body!.territory, [body!]);
	assert.deepEqual([...(await read())], [...copied]);
});

test('terms of the last days are those that a filing would count', async () => {
	const sql = database();
	const full = await sql<{ territory: TerritoryId; id: string; category: string; filedAt: Date }[]>`
		select territory_id as territory, id, category, filed_at as "filedAt" from appeals.appeal
		where filed_at > '2026-10-01' and hashtext(id::text) % 50 = 0 limit 60`;
	for (const one of full) {
		const counted = await termsFor(one.territory, one.category, one.filedAt);
		const rows = await sql<{ kind: string; dueAt: Date; dueOn: string }[]>`
			select kind, due_at as "dueAt", due_on::text as "dueOn" from appeals.term
			where territory_id = ${one.territory} and appeal_id = ${one.id} and kind <> 'verdict' order by kind`;
		assert.deepEqual(
			rows.map((row) => ({ ...row })),
			counted
				.map(({ kind, dueAt, dueOn }) => ({ kind, dueAt, dueOn }))
				.sort((a, b) => (a.kind < b.kind ? -1 : 1)),
		);
	}
	assert.ok(full.length > 30);
});

test('the audit of the last days is one chain', async () => {
	const report = await verifyChain(database());
	assert.equal(report.fault, null);
	assert.equal(report.tail.count, 0);
	assert.ok(report.checked > 10_000);
});
