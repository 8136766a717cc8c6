import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { cellsWait, countMarked, markAppeals } from './marks.ts';

await house();

test('cells of a month wait from the change until they are counted, for the territory and those above it, in that month only', async () => {
	const town = await aTerritory();
	const region = town.parents.at(-1)?.id ?? town.id;
	const october = { from: '2026-10-01', to: '2026-10-31' };
	const waits = async () => [await cellsWait(town.id, october), await cellsWait(region, october)];
	assert.deepEqual(await waits(), [false, false]);
	const appeal = await anAppeal(town.id, { at: new Date('2026-10-10T09:00:00Z') });
	await markAppeals([appeal]);
	assert.deepEqual(await waits(), [true, true]);
	assert.equal(await cellsWait(town.id, { from: '2026-11-01', to: '2026-11-30' }), false);
	assert.equal(await cellsWait(town.id, { from: '2026-01-01', to: '2026-12-31' }), true);
	await countMarked({ everything: true });
	assert.deepEqual(await waits(), [false, false]);
});
