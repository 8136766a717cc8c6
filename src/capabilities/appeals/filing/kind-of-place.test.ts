import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { addRule, type BodyRef } from '#rooms/organisations/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { type ABody, aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answersToQuestionsOf } from '../filing-store.server.ts';
import { read } from '../store.server.ts';
import { assist } from './assist.ts';

const h = await house();

/** Snow is cleared from the road by one, at stops by another. */
async function aTown() {
	const town = await aTerritory();
	const roads = await aBody(town.id, { name: 'МКУ «Дороги»' });
	const stops = await aBody(town.id, { name: 'МУП «Остановки»', administrator: roads.administrator });
	const rule = async (body: ABody, placeKind: string | null) =>
		addRule(await roads.administrator.actor(), town.id, {
			category: 'roads.snow',
			area: town.id,
			placeKind,
			body: `${body.territory}/${body.id}`,
			unit: null,
			position: 0,
		});
	return { town, roads, stops, rule };
}

const asked = async (territory: TerritoryId, category: string) =>
	(
		await assist(
			{
				territory,
				text: '',
				category,
				where: '',
				lat: '',
				lon: '',
				visibility: 'public',
				answers: {},
				notUrgent: false,
			},
			'ru',
		)
	).chosen?.questions.map((one) => one.code);

const bodyOf = async (ref: Parameters<typeof read>[1]): Promise<BodyRef['id'] | undefined> =>
	(await read(database(), ref))?.body?.id;

test('the kind of place is asked only where who answers depends on it, and decides who answers', async () => {
	const { town, roads, stops, rule } = await aTown();
	await rule(roads, null);
	assert.deepEqual(await asked(town.id, 'roads.snow'), [], 'one body answers everywhere: nothing to ask');
	await rule(stops, 'stop');
	assert.deepEqual(await asked(town.id, 'roads.snow'), ['place-kind']);
	assert.deepEqual(await asked(town.id, 'roads.cleaning'), [], 'this category knows no kinds');

	const snow = { category: 'roads.snow', text: 'Не убран снег, люди падают.' };
	const atStop = await anAppeal(town.id, { ...snow, answers: { 'place-kind': 'stop' } });
	const unsaid = await anAppeal(town.id, { ...snow, answers: {} });
	await h.runJobs();
	assert.equal(await bodyOf(atStop), stops.id);
	assert.equal(await bodyOf(unsaid), roads.id, 'who says nothing gets what is usual');
	const [answer] = await answersToQuestionsOf(database(), atStop);
	assert.deepEqual([answer?.wording, answer?.answer], ['Что это за место', 'Остановка']);
});
