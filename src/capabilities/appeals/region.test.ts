import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, transaction } from '#platform/db/door.server.ts';
import { Invalid } from '#platform/errors/door.ts';
import { type FileId, filesOf, storeUpload } from '#platform/files/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { plantOutlines } from '#rooms/territories/door.server.ts';
import { aFiling, anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aFolder, anUpload, aPhotograph } from '#tests/support/fixtures/files.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { fileAppeal } from './file-appeal.ts';
import { checkFiling } from './filing/check-filing.ts';

await house();

/** A square of so many degrees, as outlines are kept. */
const square = (west: number, south: number, size: number): [number, number][][][] => [
	[
		[
			[west, south],
			[west + size, south],
			[west + size, south + size],
			[west, south + size],
			[west, south],
		],
	],
];

test('filed on the page of a region, an appeal belongs to the municipality that holds the point, photographs included', async () => {
	const town = await aTerritory();
	const region = town.parents.at(-1);
	assert.ok(region);
	await plantOutlines(
		new Map([
			[region.id, square(50, 50, 10)],
			[town.id, square(52, 52, 1)],
		]),
		{ source: 'test', licence: 'CC0-1.0' },
	);
	await using folder = await aFolder();
	const upload = await anUpload(folder.path, 'yama.jpg', await aPhotograph());
	const draft = await transaction((tx) =>
		storeUpload(tx, upload, {
			territory: region.id,
			kind: 'image',
			by: null,
			audience: 'public',
			draft: true,
		}),
	);
	const inTown = aFiling(region.id, { lat: '52.5', lon: '52.5', photograph: [draft.id] });
	const receipt = await fileAppeal(outsider(), inTown);
	assert.equal(receipt.territory, town.id);
	assert.ok(receipt.number.startsWith(`${town.shortCode}-`));
	const [photograph] = await database()`
		select file_id from appeals.photograph where territory_id = ${town.id} and appeal_id = ${receipt.id}`;
	const kept = (await filesOf(town.id, [photograph?.file_id as FileId])).get(photograph?.file_id);
	assert.deepEqual(kept?.thing, { kind: 'appeals.appeal', id: receipt.id });

	const elsewhere = await anAppeal(region.id, { lat: '58.5', lon: '58.5' });
	assert.equal(elsewhere.territory, region.id, 'where no municipality is known the region keeps it');
	await assert.rejects(
		checkFiling(outsider(), aFiling(town.id, { lat: '58.5', lon: '58.5' })),
		(error) => error instanceof Invalid && error.problems[0]?.code === 'appeals.place.elsewhere',
	);
});

test('a file of another appeal, or of another person, is no draft of this form', async () => {
	const town = await aTerritory();
	await using folder = await aFolder();
	const upload = await anUpload(folder.path, 'yama.jpg', await aPhotograph());
	const draft = await transaction((tx) =>
		storeUpload(tx, upload, { territory: town.id, kind: 'image', by: null, audience: 'public', draft: true }),
	);
	await anAppeal(town.id, { photograph: [draft.id] });
	await assert.rejects(
		anAppeal(town.id, { photograph: [draft.id] }),
		(error) => error instanceof Invalid && error.problems[0]?.code === 'files.gone',
	);
});
