import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anAppealRow, putAppealRows } from '#tests/support/fixtures/appeal-rows.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { countEverything } from './prove-counts.ts';
import { usualTimes } from './usual-times.ts';

await house();
const now = new Date('2026-11-22T12:00:00Z');
const day = 86_400_000;

test('usual times come from the own history of the category, else of what it belongs to, and of enough of them', async () => {
	const town = await aTerritory();
	const body = await aBody(town.id);
	const filed = (category: string, days: (number | null)[]) =>
		days.map((after, i) => {
			const filedAt = new Date(Date.parse('2026-05-04T09:00:00Z') + (i % 20) * day);
			return anAppealRow({
				territory: town.id,
				category,
				filedAt,
				body,
				state: after === null ? 'routed' : 'answered',
				answers:
					after === null ? [] : [{ at: new Date(filedAt.getTime() + after * day), body, verdict: null }],
			});
		});
	await putAppealRows([
		// 1 ... 40 days
		...filed(
			'roads.potholes',
			Array.from({ length: 40 }, (_, i) => i + 1),
		),
		...filed('roads.snow', [2, 2, 2, 2, 2]),
		...filed(
			'waste',
			Array.from({ length: 30 }, (_, i) => (i < 26 ? 3 : null)),
		),
	]);
	await countEverything();
	assert.deepEqual(await usualTimes(town.id, 'roads.potholes', now), { half: 20, ninety: 36, count: 40 });
	// five say nothing: those of all roads do, 45 in all
	assert.deepEqual(await usualTimes(town.id, 'roads.snow', now), { half: 18, ninety: 36, count: 45 });
	assert.equal(await usualTimes(town.id, 'waste', now), null, 'more than one in ten still wait');
	assert.equal(await usualTimes(town.id, 'supply.water', now), null, 'no history');
	assert.equal(await usualTimes(town.id, 'no.such', now), null);
	assert.equal(
		await usualTimes(town.id, 'roads.potholes', new Date('2027-11-22T12:00:00Z')),
		null,
		'long ago',
	);
});
