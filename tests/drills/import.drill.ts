/** Kills the process of an import of 100,000 rows (SIGKILL) again and again: every row comes in once, and the lists come right. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { saveMapping, viewImport } from '#rooms/intake/door.server.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { anImport } from '#tests/support/fixtures/imports.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { carryInWithKills } from './killed-import.ts';

const rows = Number(process.env.VECHE_DRILL_ROWS ?? 100_000);
const kills = Number(process.env.VECHE_DRILL_KILLS ?? 10);
const h = await house();

test(`${rows} rows come in once through ${kills} kills`, async () => {
	const town = await aTerritory();
	const administrator = await anAccount({ roles: [{ role: 'administrator', territory: town.id }] });
	const actor = await administrator.actor();
	const lines = Array.from(
		{ length: rows },
		(_, i) =>
			`${i},Яма номер ${i} у остановки на улице Мира,${2023 + (i % 2)}-0${1 + (i % 9)}-1${i % 10},улица Мира`,
	);
	const run = await anImport(
		h,
		{ actor, territory: town.id },
		'ямы.csv',
		`id,text,filed,where\n${lines.join('\n')}\n`,
	);
	const { mapping } = await run.view();
	const otherwise = { column: null, written: null, swapped: false };
	await saveMapping(actor, town.id, run.id, {
		source: 'drill',
		name: '',
		fields: [...mapping.fields, { field: 'category', otherwise: 'roads.potholes', ...otherwise }],
	});
	await database()`update intake.import set state = 'importing' where territory_id = ${town.id} and id = ${run.id}`;
	const done = await carryInWithKills(
		{ url: h.url, folder: h.folder, territory: town.id, id: run.id },
		kills,
	);
	const [found] = await database()`
		select count(*)::int as count, count(distinct number)::int as numbers, count(distinct external_id)::int as ids
		from appeals.appeal where territory_id = ${town.id}`;
	assert.deepEqual({ ...found }, { count: rows, numbers: rows, ids: rows });
	const { run: row } = await viewImport(actor, town.id, run.id);
	assert.deepEqual([row.state, row.brought], ['done', rows]);
	console.log(`${done} kills, ${row.brought} appeals, none twice`);
});
