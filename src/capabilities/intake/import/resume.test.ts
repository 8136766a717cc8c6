import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { anImport } from '#tests/support/fixtures/imports.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { carryInWithKills } from '../../../../tests/drills/killed-import.ts';
import * as store from './store.server.ts';

const h = await house();

test('an import that is killed in the middle goes on without doubles, and its lists come right', async () => {
	const town = await aTerritory();
	const administrator = await anAccount({ roles: [{ role: 'administrator', territory: town.id }] });
	const rows = 4_000;
	const table = `id,text,filed,closed\n${Array.from({ length: rows }, (_, i) => `${i},Яма номер ${i} у остановки на улице Мира,2024-03-01,2024-03-${String(2 + (i % 20)).padStart(2, '0')}`).join('\n')}\n`;
	const run = await anImport(h, { actor: await administrator.actor(), territory: town.id }, 'ямы.csv', table);
	await run.set([
		{ field: 'category', otherwise: 'roads.potholes' },
		{ field: 'visibility', otherwise: 'nameless' },
	]);
	await run.check();
	await store.change(database(), town.id, run.id, { state: 'importing' });
	const kills = await carryInWithKills({ url: h.url, folder: h.folder, territory: town.id, id: run.id }, 3);
	assert.ok(kills >= 1);
	const db = database();
	const [appeals] = await db`
		select count(*)::int as count, count(distinct number)::int as numbers, count(distinct external_id)::int as ids
		from appeals.appeal where territory_id = ${town.id}`;
	assert.deepEqual({ ...appeals }, { count: rows, numbers: rows, ids: rows });
	for (const orphans of [
		db`select from appeals.history h where territory_id = ${town.id} and not exists (select from appeals.appeal a where a.territory_id = ${town.id} and a.id = h.appeal_id)`,
		db`select from intake.arrival r where territory_id = ${town.id} and not exists (select from appeals.appeal a where a.territory_id = ${town.id} and a.id = r.appeal_id)`,
		db`select from appeals.appeal a where territory_id = ${town.id} and not exists (select from intake.arrival r where r.territory_id = ${town.id} and r.appeal_id = a.id)`,
		db`select from appeals.appeal a where territory_id = ${town.id} and not exists (select from search.item i where i.territory_id = ${town.id} and i.id = a.id::text)`,
	])
		assert.equal((await orphans).length, 0);
	const { run: row } = await run.view();
	assert.deepEqual([row.state, row.brought, row.known], ['done', rows, 0]);
	const [term] = await db`select count(*)::int as count from appeals.term where territory_id = ${town.id}`;
	assert.ok(term?.count >= rows);
});
